from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0022_steps"),
    ]

    operations = [
        migrations.AddField(
            model_name="feature",
            name="better",
            field=models.CharField(
                blank=True,
                choices=[("more", "More is better"), ("less", "Less is better")],
                help_text="Which of its numbers readers want; empty where neither.",
                max_length=4,
            ),
        ),
    ]
