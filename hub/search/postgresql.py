"""What a search looks for in PostgreSQL's full-text indexes.

They know no order. So a word that thousands of entries hold is looked for in one block of keys after another; how many
hold it, a sample tells, which has indexes of its own. The block of an entry and its kind stand in the index beside its
stems: ``hub_search_marks`` in the database has them. Facts have indexes of their own too: they are many more than all
else, and most words that all of them hold stand nowhere else.
"""

# ruff: noqa: S608 - values are parameters

from itertools import product

from django.db import connection

from hub.search.query import as_tsquery

BLOCK = 8192  # keys, as hub_search_marks has it
FREQUENT = 8  # entries of the sample, which has one in 509; what fewer hold is sorted at once

# What is asked in a SELECT is hidden from the planner, which would take reading every text for cheaper than the index,
# not knowing what it costs to unpack a long one.
HOLDING = '({within} AND (text."{column}" || hub_search_marks(text.rowid)) @@ (SELECT %s::tsquery{marks}))'
LACKING = ' AND NOT text."full" @@ (SELECT %s::tsquery)'
# OFFSET keeps what is costly for each entry behind the sorting.
SORTED = """
    SELECT text.rowid AS key, {tier} AS tier, text.article_id FROM hub_searchtext AS text
    WHERE {{needed}} AND ({holding}){lacking} ORDER BY key OFFSET 0"""
BLOCKS = f"""
    WITH RECURSIVE blocks AS (
        (SELECT rowid / {BLOCK} AS block FROM hub_searchtext AS text WHERE {{{{needed}}}} AND {{within}}
            ORDER BY rowid LIMIT 1)
        UNION ALL
        SELECT (
            SELECT rowid / {BLOCK} FROM hub_searchtext AS text WHERE {{within}} AND rowid >= (block + 1) * {BLOCK}
            ORDER BY rowid LIMIT 1
        ) FROM blocks WHERE block IS NOT NULL
    ) SELECT block FROM blocks"""
SAMPLE = """
    (SELECT COUNT(*) FROM (
        SELECT FROM hub_searchtext AS text
        WHERE text.rowid %% 509 = 0 AND {within} AND text."{column}" @@ (SELECT %s::tsquery) LIMIT {most}
    ) AS text)"""
BLOCK_BY_BLOCK = f"SELECT text.* FROM ({BLOCKS}) AS blocks CROSS JOIN LATERAL ({{found}}) AS text"
IN_BLOCK = " && ('ªªb' || block)::tsquery"
OF_KIND = " && 'ªªk{}'::tsquery"


def searches_on_postgresql(steps, excluded, parts):
    """SQL and values of what each step finds, in the order of the keys; ``needed`` is left to be filled in."""
    common = find_common(steps, parts)
    without = [as_tsquery([term]) for term in excluded]
    for step in steps:
        if common.isdisjoint(product([step], parts)):
            yield found(step, parts, of_kind, excluded), [as_tsquery(step.terms)] * len(parts) + without
            continue
        for part in parts:
            sql = found(step, [part], in_block if (step, part) in common else of_kind, excluded)
            if (step, part) in common:
                sql = BLOCK_BY_BLOCK.format(within=part.sql, found=sql)
            yield sql, [as_tsquery(step.terms), *without]


def find_common(steps, parts):
    """The pairs of a step and a part of which more is found than can be sorted at once, as the sample has it."""
    pairs = [(step, part) for step, part in product(steps, parts) if step.tier]
    counts = [SAMPLE.format(within=part.sql, column=step.column, most=FREQUENT) for step, part in pairs]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", [as_tsquery(step.terms) for step, _ in pairs])
        return {pair for pair, count in zip(pairs, cursor.fetchone(), strict=True) if count >= FREQUENT}


def found(step, parts, marks_of, excluded):
    either = " OR ".join(holding(step, part, marks_of(part)) for part in parts)
    return SORTED.format(tier=step.tier, holding=either, lacking=LACKING * len(excluded))


def holding(step, part, marks):
    return HOLDING.format(within=part.sql, column=step.column, marks=marks)


def of_kind(part):
    return "" if part.kind is None else OF_KIND.format(part.kind)


def in_block(part):
    return IN_BLOCK
