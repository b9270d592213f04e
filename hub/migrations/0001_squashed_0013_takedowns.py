import django.db.models.deletion
import django.utils.timezone
import hub.models.search
from django.conf import settings
from django.db import migrations, models


COLUMNS = ("title", "lead", "full")
FACTS = 5 * 2**40  # the first key of a fact

# The block of keys of an entry, and its kind. No word has such letters.
# Unsafe, so that no search starts parallel workers: that takes longer than the rest of it.
CREATE_MARKS = """
    CREATE FUNCTION hub_search_marks(key bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL UNSAFE AS $$
        SELECT array_to_tsvector(ARRAY['ªªb' || key / 8192, 'ªªk' || key / 1099511627776])
    $$"""

# Facts have indexes of their own, and samples have, which tell how frequent a word is.
INDEXES = {
    "": ('"{column}" || hub_search_marks(rowid)', f"rowid < {FACTS}"),
    "_facts": ('"{column}" || hub_search_marks(rowid)', f"rowid >= {FACTS}"),
    "_sample": ('"{column}"', f"rowid % 509 = 0 AND rowid < {FACTS}"),
    "_facts_sample": ('"{column}"', f"rowid % 509 = 0 AND rowid >= {FACTS}"),
}


def create_texts(apps, schema_editor):
    """A full-text table in the way of each database; SQLite's would lose its kind if it were altered as a plain one."""
    if schema_editor.connection.vendor == "sqlite":
        columns = ", ".join(COLUMNS)
        schema_editor.execute(
            "CREATE VIRTUAL TABLE hub_searchtext USING"
            f" fts5(article_id UNINDEXED, {columns}, tokenize='unicode61 remove_diacritics 0')"
        )
        return
    schema_editor.create_model(apps.get_model("hub", "SearchText"))
    schema_editor.execute(CREATE_MARKS, params=None)
    for column in COLUMNS:
        for suffix, (what, condition) in INDEXES.items():
            # With fastupdate, every search would read through the list of what is still to be sorted in.
            schema_editor.execute(
                f"CREATE INDEX hub_searchtext_{column}{suffix} ON hub_searchtext"
                f" USING gin (({what.format(column=column)})) WITH (fastupdate = off) WHERE {condition}",
                params=None,
            )


def drop_texts(apps, schema_editor):
    schema_editor.execute("DROP TABLE hub_searchtext")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION hub_search_marks")


class Migration(migrations.Migration):
    initial = True

    # Databases that had all of these have this. They went when it came.
    replaces = [
        ("hub", "0001_groups"),
        ("hub", "0002_search"),
        ("hub", "0003_verification_permissions"),
        ("hub", "0004_link_permissions"),
        ("hub", "0005_content_change"),
        ("hub", "0006_stored_page"),
        ("hub", "0007_correction_permissions"),
        ("hub", "0008_uploaded_zip"),
        ("hub", "0009_transfer_permission"),
        ("hub", "0010_purge"),
        ("hub", "0011_search_marks"),
        ("hub", "0012_search_words"),
        ("hub", "0013_takedowns"),
    ]

    dependencies = [
        ("articles", "0001_squashed_0009_told"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changes", models.BigIntegerField()),
                ("takedowns", models.BigIntegerField(db_default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("key", models.CharField(max_length=50, primary_key=True, serialize=False)),
                ("version", models.CharField(blank=True, max_length=120)),
                ("next_try", models.DateTimeField(default=django.utils.timezone.now)),
                ("failures", models.PositiveIntegerField(default=0)),
            ],
        ),
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
        ),
        migrations.CreateModel(
            name="StoredPage",
            fields=[
                ("address", models.CharField(max_length=500, primary_key=True, serialize=False)),
                ("version", models.CharField(max_length=120)),
                ("headers", models.JSONField()),
                ("body", models.BinaryField(help_text="Compressed with gzip.")),
                ("stored_at", models.DateTimeField()),
            ],
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
                (
                    "is_certain",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Surely no typo: it stands in a title, or twice in a text.",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("name", ""), _negated=True), fields=["word"], name="search_word_names"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadedZip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("data", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
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
                        ("title", hub.models.search.StemsField()),
                        ("lead", hub.models.search.StemsField()),
                        ("full", hub.models.search.StemsField()),
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
                ),
            ],
        ),
        migrations.RunPython(create_texts, drop_texts),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_unique"),
        ),
    ]
