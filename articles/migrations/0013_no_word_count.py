from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_signed_previews"),
    ]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="word_count",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        # The column stays for now: processes of earlier code still read it while new code takes their place.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="article", name="word_count")],
        ),
    ]
