"""What a search looks for in SQLite's full-text table, which finds in the order of the keys, and stops where told."""

from hub.search.query import as_fts5

FOUND = """
    SELECT text.rowid AS key, {tier} AS tier, text.article_id FROM hub_searchtext AS text
    WHERE {{needed}} AND text."{column}" MATCH %s AND ({within}){lacking} ORDER BY text.rowid"""
LACKING = ' AND text.rowid NOT IN (SELECT rowid FROM hub_searchtext WHERE "full" MATCH %s)'


def searches(steps, excluded, parts):
    """SQL and values of what each step finds, in the order of the keys; ``needed`` is left to be filled in."""
    within = " OR ".join(part.sql for part in parts)
    for step in steps:
        sql = FOUND.format(tier=step.tier, column=step.column, within=within, lacking=LACKING * len(excluded))
        yield sql, [as_fts5(step.terms), *(as_fts5([term]) for term in excluded)]
