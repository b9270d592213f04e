"""The rows of all tables as lines of JSON, the same from SQLite and PostgreSQL, and back into tables of either.

Models are those of the migrations that were applied, not those of the code: an older archive fits the tables that its
migrations make, and a backup can be made after the code was changed and before the database follows.
"""

import base64
import json
from contextlib import closing, contextmanager
from itertools import batched

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

BATCH = 500  # rows
# Made again from the rest, or worth nothing in another place: who is signed in just now, what caches were once told.
LEFT_OUT = {"hub.searchentry", "hub.searchtext", "hub.searchword", "hub.storedpage", "hub.purge", "sessions.session"}


def applied_migrations():
    """The migrations of the database that the code knows, as pairs of app and name."""
    loader = MigrationLoader(connection)
    return sorted(key for key in loader.graph.nodes if key in loader.applied_migrations)


def last_of(migrations, graph):
    """Those of these migrations on which none of the others of its app rests."""
    within = set(migrations)
    return [
        key for key in within if not any(c.key in within and c.key[0] == key[0] for c in graph.node_map[key].children)
    ]


def models_after(migrations):
    """The models whose rows are kept, as they are when these migrations are applied."""
    loader = MigrationLoader(connection)
    state = loader.project_state(last_of(migrations, loader.graph))
    models = state.apps.get_models(include_auto_created=True)
    own = (model for model in models if model._meta.managed and not model._meta.proxy)
    return {model._meta.label_lower: model for model in own if model._meta.label_lower not in LEFT_OUT}


@contextmanager
def one_moment():
    """All that is read within stands as it was at one moment, and nobody who writes meanwhile has to wait."""
    is_outermost, mode = not connection.in_atomic_block, getattr(connection, "transaction_mode", None)
    connection.transaction_mode = None  # SQLite's: ours would take the lock of those who write
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and is_outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        connection.transaction_mode = mode


def write_lines(model, file):
    """Write the names of the columns and then each row as a line. Return the number of rows."""
    names = [field.attname for field in model._meta.local_concrete_fields if not field.generated]
    file.write(as_line(names))
    with closing(model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH)) as rows:
        return sum(bool(file.write(as_line(row))) for row in rows)


def as_line(values):
    return json.dumps(values, ensure_ascii=False, default=as_text).encode() + b"\n"


def as_text(value):
    """What JSON has no form for, so that the ``to_python`` of its field reads it to the last digit."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def fill_table(model, lines):
    """Put rows into an empty table as they were written. Return their number."""
    lines = iter(lines)
    fields = [model._meta.get_field(name) for name in json.loads(next(lines))]
    quote = connection.ops.quote_name
    columns, places = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    number = 0
    with connection.cursor() as cursor:
        for batch in batched(lines, BATCH):
            rows = [zip(fields, json.loads(line), strict=True) for line in batch]
            stored = [[f.get_db_prep_save(f.to_python(value), connection) for f, value in row] for row in rows]
            cursor.executemany(sql, stored)
            number += len(batch)
    return number


# --- the next key of a table: those of what was deleted must not come back, since histories and addresses know them ---


def last_key(model):
    """The highest key that a table ever gave; None where it gives none."""
    if not model._meta.auto_field:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute(f"SELECT last_value FROM {sequence_of(cursor, model)} WHERE is_called")  # noqa: S608
        found = cursor.fetchone()
    return found[0] if found else 0


def set_last_key(model, key):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, key])
        else:
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence_of(cursor, model), max(key, 1), key > 0])


def sequence_of(cursor, model):
    table, column = connection.ops.quote_name(model._meta.db_table), model._meta.auto_field.column
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
    return cursor.fetchone()[0]
