"""All words are known, so that the beginning of one can be looked for; on PostgreSQL facts have indexes of their own, and
samples have, which tell how frequent a word is.

The index is emptied: ``manage.py prepare`` fills it anew, as does ``manage.py rebuild_search``.
"""

from django.db import migrations, models

COLUMNS = ("title", "lead", "full")
FACTS = 5 * 2**40  # the first key of a fact

# The block of keys and the kind of an entry; up to now, whether it is in the sample too. No word has such letters.
# Unsafe, so that no search starts parallel workers: that takes longer than the rest of it.
CREATE_MARKS = """
    CREATE OR REPLACE FUNCTION hub_search_marks(key bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL UNSAFE AS $$
        SELECT array_to_tsvector(ARRAY['ªªb' || key / 8192, 'ªªk' || key / 1099511627776{sample}])
    $$"""
SAMPLE = ", CASE WHEN key % 509 = 0 THEN 'ªªs' ELSE 'ªªb' || key / 8192 END"

BEFORE = {"": ('"{column}" || hub_search_marks(rowid)', "TRUE")}
AFTER = {
    "": ('"{column}" || hub_search_marks(rowid)', f"rowid < {FACTS}"),
    "_facts": ('"{column}" || hub_search_marks(rowid)', f"rowid >= {FACTS}"),
    "_sample": ('"{column}"', f"rowid % 509 = 0 AND rowid < {FACTS}"),
    "_facts_sample": ('"{column}"', f"rowid % 509 = 0 AND rowid >= {FACTS}"),
}


def change(schema_editor, sample, old, new):
    """Empty the index and, on PostgreSQL, replace the indexes that ``old`` names by those of ``new``."""
    for table in ("hub_searchtext", "hub_searchentry", "hub_searchword"):
        schema_editor.execute(f"DELETE FROM {table}")  # noqa: S608
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(CREATE_MARKS.format(sample=sample), params=None)
    for column in COLUMNS:
        for suffix in old:
            schema_editor.execute(f"DROP INDEX hub_searchtext_{column}{suffix}")
        for suffix, (what, condition) in new.items():
            # With fastupdate, every search would read through the list of what is still to be sorted in.
            schema_editor.execute(
                f"CREATE INDEX hub_searchtext_{column}{suffix} ON hub_searchtext"
                f" USING gin (({what.format(column=column)})) WITH (fastupdate = off) WHERE {condition}",
                params=None,
            )


def split(apps, schema_editor):
    change(schema_editor, "", BEFORE, AFTER)


def join(apps, schema_editor):
    change(schema_editor, SAMPLE, AFTER, BEFORE)


class Migration(migrations.Migration):
    dependencies = [("hub", "0011_search_marks")]

    operations = [
        migrations.RunPython(split, join),
        migrations.AddField(
            model_name="searchword",
            name="is_certain",
            field=models.BooleanField(
                default=False, db_default=False, help_text="Surely no typo: it stands in a title, or twice in a text."
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(
                fields=["word"], condition=models.Q(("name", ""), _negated=True), name="search_word_names"
            ),
        ),
    ]
