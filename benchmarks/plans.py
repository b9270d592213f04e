"""Which of the queries behind a page read a large table from end to end, as the database itself says."""

import json
import re

from django.db import connection
from django.test import Client

LARGE = 10_000  # rows; reading a smaller table as a whole takes a millisecond or two
SQLITE_SCAN = re.compile(r"SCAN (\S+)$")


def whole_tables(address):
    """Pairs of a query and the name of a large table that it reads as a whole."""
    found = {}
    for sql, params in queries_of(address):
        for table in scanned(sql, params):
            if rows_in(table) > LARGE:
                found[table, sql] = sql
    return [(sql, table) for (table, sql) in found]


def queries_of(address):
    queries = []

    def record(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("SELECT", "WITH", "(")):
            queries.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        Client().get(address)
    return queries


def scanned(sql, params):
    """The names of the tables that a query reads as a whole."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0]
            return set(sequential(plan[0]["Plan"] if isinstance(plan, list) else json.loads(plan)[0]["Plan"]))
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        scans = (SQLITE_SCAN.search(row[3]) for row in cursor.fetchall())
        return {match[1] for match in scans if match} & set(connection.introspection.table_names())


def sequential(node):
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for child in node.get("Plans", []):
        yield from sequential(child)


def rows_in(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return cursor.fetchone()[0]
