"""Marks of an entry's place stand in PostgreSQL's search index, so that a search for a common word reads a part of it."""

from django.db import migrations

COLUMNS = ("title", "lead", "full")

# Its block of keys, its kind, and for one entry in 509 that it belongs to the sample. No word has such letters.
# Unsafe, so that no search starts parallel workers: that takes longer than the rest of it.
CREATE_MARKS = """
    CREATE FUNCTION hub_search_marks(key bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL UNSAFE AS $$
        SELECT array_to_tsvector(ARRAY[
            'ªªb' || key / 8192,
            'ªªk' || key / 1099511627776,
            CASE WHEN key % 509 = 0 THEN 'ªªs' ELSE 'ªªb' || key / 8192 END
        ])
    $$"""


def index(schema_editor, expression):
    for column in COLUMNS:
        schema_editor.execute(f"DROP INDEX hub_searchtext_{column}")
        # With fastupdate, every search would read through the list of what is still to be sorted in.
        schema_editor.execute(
            f"CREATE INDEX hub_searchtext_{column} ON hub_searchtext"
            f" USING gin ({expression.format(column=column)}) WITH (fastupdate = off)"
        )


def add_marks(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE_MARKS, params=None)
        index(schema_editor, '("{column}" || hub_search_marks(rowid))')


def remove_marks(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        index(schema_editor, '"{column}"')
        schema_editor.execute("DROP FUNCTION hub_search_marks")


class Migration(migrations.Migration):
    dependencies = [("hub", "0010_purge")]

    operations = [migrations.RunPython(add_marks, remove_marks)]
