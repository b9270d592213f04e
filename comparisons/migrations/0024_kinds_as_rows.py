import django.db.models.deletion
from django.db import migrations, models

from comparisons.kinds import add_usual_kinds


def add_kinds(apps, schema_editor):
    """The kinds that the code knew until now, and whatever else a technology says it is."""
    using = schema_editor.connection.alias
    said = apps.get_model("comparisons", "Technology").objects.using(using).order_by()
    add_usual_kinds(apps, using, said.values_list("kind", flat=True).distinct())


class Migration(migrations.Migration):
    dependencies = [
        ("comparisons", "0023_feature_better"),
    ]

    operations = [
        migrations.CreateModel(
            name="TechnologyKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="In addresses and content files; it stays.",
                        max_length=40,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                (
                    "wanted",
                    models.CharField(
                        blank=True,
                        help_text="The same as a reader wants it: “a framework to build on”.",
                        max_length=80,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, help_text="Kinds are offered in this order.")),
            ],
            options={"ordering": ["position", "name"]},
        ),
        migrations.RunPython(add_kinds, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="technology",
            name="kind",
            field=models.ForeignKey(
                db_column="kind",
                default="framework",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="technologies",
                to="comparisons.technologykind",
                to_field="slug",
            ),
        ),
    ]
