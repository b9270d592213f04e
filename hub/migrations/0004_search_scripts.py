from django.db import migrations, models


def empty_index(apps, schema_editor):
    """Scripts can be found now; ``prepare`` fills an index that is empty."""
    apps.get_model("hub", "SearchEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("hub", "0003_words_with_their_signs")]

    operations = [
        migrations.AlterField(
            model_name="searchentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("technology", "Technology"),
                    ("comparison", "Comparison"),
                    ("article", "Article"),
                    ("feature", "Feature"),
                    ("faq", "Question"),
                    ("fact", "Fact"),
                    ("proof", "Script"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(empty_index, migrations.RunPython.noop),
    ]
