"""The search index. Filled by ``manage.py rebuild_search``, which ``prepare`` runs where it is empty."""

from django.db import migrations, models
import django.db.models.deletion
import hub.models

COLUMNS = ("title", "lead", "full")


def create_texts(apps, schema_editor):
    """A full-text table in the way of each database; SQLite's would lose its kind if it were altered as a plain one."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE hub_searchtext USING fts5(article_id UNINDEXED, {', '.join(COLUMNS)}, tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        schema_editor.create_model(apps.get_model("hub", "SearchText"))
        for column in COLUMNS:
            # With fastupdate, every search would read through the list of what is still to be sorted in.
            schema_editor.execute(
                f'CREATE INDEX hub_searchtext_{column} ON hub_searchtext USING gin ("{column}") WITH (fastupdate = off)'
            )


def drop_texts(apps, schema_editor):
    schema_editor.execute("DROP TABLE hub_searchtext")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial"), ("hub", "0001_groups")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("technology", "Technology"),
                            ("comparison", "Comparison"),
                            ("article", "Article"),
                            ("feature", "Feature"),
                            ("faq", "Question"),
                            ("fact", "Fact"),
                        ],
                        max_length=10,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("url", models.TextField()),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_unique")],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="As it is written, where something is called so.", max_length=40
                    ),
                ),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SearchText",
                    fields=[
                        (
                            "entry",
                            models.OneToOneField(
                                db_column="rowid",
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="hub.searchentry",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="articles.article",
                            ),
                        ),
                        ("title", hub.models.StemsField()),
                        ("lead", hub.models.StemsField()),
                        ("full", hub.models.StemsField()),
                    ],
                ),
            ],
        ),
        migrations.RunPython(create_texts, drop_texts),
    ]
