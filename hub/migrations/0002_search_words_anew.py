from django.db import migrations


def empty_index(apps, schema_editor):
    """Words are read in another way now; ``prepare`` fills an index that is empty."""
    apps.get_model("hub", "SearchEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("hub", "0001_squashed_0013_takedowns")]

    operations = [migrations.RunPython(empty_index, migrations.RunPython.noop)]
