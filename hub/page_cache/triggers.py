"""Triggers in the database that count every change of what readers see, whoever makes it and by whatever way.

Takedowns, after which something that had a page of its own has none, are counted beside them: no page that was made
before one may be shown again, even while the database is away.

They are looked for after every ``migrate``, and made where they are missing: SQLite drops those of a table that a
migration rebuilds.
"""

from itertools import chain, product

from django.apps import apps
from django.db import connections

from articles.models import Article
from articles.models.slugged import slug_owners

APPS = ("articles", "comparisons", "hub")
PREFIX = "hub_change"
TAKEDOWN = "hub_takedown"
NOT_YET = "OLD.status = 'published' AND (NEW.status <> 'published' OR NEW.published_at > OLD.published_at)"


def install(using="default", **kwargs):
    """Make what is missing: a handler of post_migrate, which is sent when the tables of all apps are there."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    watched = [table for table in watched_tables() if table in tables]
    make = {"sqlite": install_on_sqlite, "postgresql": install_on_postgresql}.get(connection.vendor)
    if make and "hub_contentchange" in tables:
        with connection.cursor() as cursor:
            make(cursor, watched)


def watched_tables():
    """Those of our apps, except where a model says ``seen_by_readers = False``.

    A table between two models belongs to the one it was made for.
    """
    models = chain.from_iterable(apps.get_app_config(label).get_models(include_auto_created=True) for label in APPS)
    seen = (model for model in models if getattr(model._meta.auto_created or model, "seen_by_readers", True))
    return sorted({model._meta.db_table for model in seen if model._meta.managed})


def takedowns():
    """Table, event and condition of everything that takes a page away from readers."""
    articles = Article._meta.db_table
    for table in (model._meta.db_table for model in slug_owners()):
        yield table, "DELETE", "OLD.status = 'published'" if table == articles else "TRUE"
    yield articles, "UPDATE", NOT_YET


def install_on_sqlite(cursor, tables):
    """A trigger for each row, since SQLite has no other; one row counts, since only one writes at a time anyway."""
    changes = ((PREFIX, *change, "TRUE", "changes") for change in product(tables, ("INSERT", "UPDATE", "DELETE")))
    taken = ((TAKEDOWN, *takedown, "takedowns") for takedown in takedowns() if takedown[0] in tables)
    for prefix, table, event, condition, counter in chain(changes, taken):
        name = f"{prefix}_{table}_{event.lower()}"
        # Not INSERT OR IGNORE, which would turn into INSERT OR REPLACE within a statement that says so.
        cursor.execute(f"""
            CREATE TRIGGER IF NOT EXISTS "{name}" AFTER {event} ON "{table}" WHEN {condition} BEGIN
                INSERT INTO hub_contentchange (id, changes)
                    SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM hub_contentchange WHERE id = 1);
                UPDATE hub_contentchange SET {counter} = {counter} + 1 WHERE id = 1;
            END""")  # noqa: S608


# A row for each transaction that changes something. A single row would make writers wait for each other, and stop
# those that meet in another order; a sequence would be seen before the commit, and a page kept as newer than it is.
COUNT_A_TRANSACTION = f"""
    CREATE OR REPLACE FUNCTION {PREFIX}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF coalesce(current_setting('hub.change_counted', true), '') <> 'yes' THEN
            INSERT INTO hub_contentchange (changes) VALUES (1);
            PERFORM set_config('hub.change_counted', 'yes', true);  -- undone with its savepoint, like the row
        END IF;
        RETURN NULL;
    END $$"""  # noqa: S608


COUNT_A_TAKEDOWN = f"""
    CREATE OR REPLACE FUNCTION {TAKEDOWN}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO hub_contentchange (changes, takedowns) VALUES (0, 1);
        RETURN NULL;
    END $$"""  # noqa: S608


def install_on_postgresql(cursor, tables):
    cursor.execute(COUNT_A_TRANSACTION)
    cursor.execute(COUNT_A_TAKEDOWN)
    cursor.execute(
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
    )
    made = set(cursor.fetchall())
    for table in tables:
        if (PREFIX, table) not in made:
            cursor.execute(f"""
                CREATE TRIGGER {PREFIX} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}"
                FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}()""")
    for table, event, condition in takedowns():
        name = f"{TAKEDOWN}_{event.lower()}"
        if table in tables and (name, table) not in made:
            cursor.execute(f"""
                CREATE TRIGGER {name} AFTER {event} ON "{table}"
                FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {TAKEDOWN}()""")
