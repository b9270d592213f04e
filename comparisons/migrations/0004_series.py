"""Which feature release each version that is stored already belongs to."""

import re

from django.db import migrations

NUMBERS = re.compile(r"v?(\d{1,12}(?:\.\d{1,12})*)", re.ASCII | re.IGNORECASE)


def series_key(version):
    """As comparisons.versions had it when this was written."""
    match = NUMBERS.match(version.strip())
    return "".join(number.zfill(12) for number in [*match[1].split("."), "0"][:2]) if match else ""


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    for model, version, key in [("Release", "version", "series_key"), ("Fact", "verified_version", "verified_series")]:
        rows = apps.get_model("comparisons", model).objects.using(using).order_by()
        for text in rows.values_list(version, flat=True).distinct():
            rows.filter(**{version: text}).update(**{key: series_key(text)})


class Migration(migrations.Migration):
    dependencies = [("comparisons", "0003_freshness")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
