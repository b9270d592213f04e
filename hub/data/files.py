"""The files of the download. SQLite is written from the site's database, and all others from that one file.

So they say the same, however long it takes, and nobody who reads or edits has to wait.
"""

import csv
import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from errno import EEXIST
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from articles.absolute import absolute_url
from comparisons.exports.formats import without_formula
from hub.archive.tables import one_moment
from hub.context_processors import site
from hub.data.tables import TABLES
from hub.data.texts import describe_package

SQLITE, JSON, PACKAGE, README, SUMS = "facts.sqlite", "facts.json", "datapackage.json", "README.md", "SHA256SUMS"
FILES = (SQLITE, JSON, PACKAGE, *(f"{table.name}.csv" for table in TABLES), README, SUMS)
TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "NUMERIC",
    "boolean": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
}
VIEWS = Path(__file__).parent / "views.sql"


def write_download(folder):
    """Write all files into a folder that is new, empty or an earlier download. Returns the count of rows by table.

    One at a time: where one was killed, the next takes away what it left.
    Raises OSError where the folder is anything else, or cannot be written.
    """
    folder = Path(folder).resolve()
    is_empty = folder.is_dir() and not any(folder.iterdir())
    if folder.exists() and not is_empty and not (folder / SUMS).exists():
        raise OSError(EEXIST, "It holds something else than an earlier download", str(folder))
    made = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o700, parents=True)
    try:
        counts = write_files(made)
        made.chmod(0o755)
        put_in_place(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return counts


def put_in_place(made, folder):
    """Readers find the old files or the new ones, but for the moment between two names."""
    old = made.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.rename(folder, old)
    os.rename(made, folder)
    shutil.rmtree(old, ignore_errors=True)


def write_files(folder):
    day = timezone.localdate()
    with closing(sqlite3.connect(folder / SQLITE, isolation_level=None)) as data:
        with one_moment():
            counts = write_sqlite(data, day)
        for table in TABLES:
            write_csv(folder / f"{table.name}.csv", data, table)
        write_json(folder / JSON, data, day)
    sums = {name: sum_of(folder / name) for name in FILES if (folder / name).exists()}
    sizes = {name: (folder / name).stat().st_size for name in sums}
    package = describe_package(day, counts, sums, sizes)
    (folder / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    told = {"day": day, "tables": [(table, counts[table.name]) for table in TABLES], **site(None)}
    (folder / README).write_text(render_to_string("hub/data.md", told), encoding="utf-8")
    names = [name for name in FILES if name != SUMS]
    (folder / SUMS).write_text("".join(f"{sum_of(folder / name)}  {name}\n" for name in names))
    return counts


def write_sqlite(data, day):
    """The tables, views for the usual questions and an index of words: the same bytes for the same content and day."""
    data.execute("PRAGMA journal_mode = OFF")
    data.execute("BEGIN")
    data.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    counts = {table.name: store_table(data, table) for table in TABLES}
    about = {"name": settings.SITE_NAME, **origin(day)}
    data.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    data.execute("COMMIT")
    data.executescript(VIEWS.read_text(encoding="utf-8"))
    return counts


def origin(day):
    """Where all of it comes from and of what day it is; and its licence, empty where none is named."""
    licence = settings.CONTENT_LICENCE.get("path", "") if settings.CONTENT_LICENCE else ""
    return {"site": absolute_url("/"), "made_on": day.isoformat(), "licence": licence}


def store_table(data, table):
    parts = [f'"{column.name}" {TYPES[column.kind]}' for column in table.columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for column in table.columns:
        parts += [f'FOREIGN KEY ("{column.name}") REFERENCES {column.refers}(id)'] if column.refers else []
    data.execute(f"CREATE TABLE {table.name} ({', '.join(parts)})")
    marks = ", ".join("?" for _ in table.columns)
    return max(data.executemany(f"INSERT INTO {table.name} VALUES ({marks})", table.rows()).rowcount, 0)  # noqa: S608


def stored_rows(data, table):
    """The rows as they were written, each value as what it is."""
    booleans = [column.kind == "boolean" for column in table.columns]
    for row in data.execute(f"SELECT * FROM {table.name} ORDER BY rowid"):  # noqa: S608
        yield [bool(value) if is_boolean else value for value, is_boolean in zip(row, booleans, strict=True)]


def write_csv(path, data, table):
    """As the CSV of a comparison: what a spreadsheet would run as a formula has an apostrophe before it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in table.columns)
        for row in stored_rows(data, table):
            writer.writerow(map(csv_text, row))


def csv_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return without_formula(value) if isinstance(value, str) else value


def write_json(path, data, day):
    """A list of objects for each table, a line for each."""
    head = {"$schema": absolute_url(reverse("facts-schema")), **origin(day)}
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1])
        for table in TABLES:
            names = [column.name for column in table.columns]
            file.write(f', "{table.name}": [')
            for number, row in enumerate(stored_rows(data, table)):
                line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
                file.write(f"{',' if number else ''}\n{line}")
            file.write("\n]")
        file.write("}\n")


def sum_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
