import django.db.models.deletion
from django.db import migrations, models

# The kinds that a site begins with, by slug: the name, and the same in the words of somebody who looks for one.
USUAL = {
    "framework": ("Framework", "a framework to build on"),
    "toolkit": ("Toolkit", "a toolkit of parts"),
    "library": ("Library", "a library to add"),
    "server": ("Server", "a server to run it"),
    "language": ("Language", "a language to write in"),
    "database": ("Database", "a database to keep data in"),
    "tool": ("Tool", "a tool to work with"),
}


def add_kinds(apps, schema_editor):
    """The kinds that the code knew until now, and whatever else a technology says it is."""
    using = schema_editor.connection.alias
    said = apps.get_model("comparisons", "Technology").objects.using(using).order_by()
    others = set(said.values_list("kind", flat=True).distinct()) - set(USUAL)
    names = USUAL | {slug: (slug.capitalize(), "") for slug in sorted(others)}
    kinds = apps.get_model("comparisons", "TechnologyKind")
    kinds.objects.using(using).bulk_create(
        kinds(slug=slug, name=name, wanted=wanted, position=position)
        for position, (slug, (name, wanted)) in enumerate(names.items())
    )


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
