"""The rows of a table after two editors have changed them: what each took out, put in and moved."""


def merge(base, ours, theirs):
    """The rows that result where both started from ``base``, or None where both put them in different orders."""
    if theirs in (base, ours):
        return ours
    if is_reordered(base, ours):
        return None if is_reordered(base, theirs) else replay(base, theirs, ours)
    return replay(base, ours, theirs)


def is_reordered(base, rows):
    """Whether the rows that are in both stand in another order."""
    return [row for row in rows if row in base] != [row for row in base if row in rows]


def replay(base, changed, rows):
    """The rows without what ``changed`` has taken out of the base, and with what it has put in."""
    gone = set(base) - set(changed)
    result = [row for row in rows if row not in gone]
    for index, row in enumerate(changed):
        if row not in base and row not in result:
            above = [one for one in changed[:index] if one in result]
            result.insert(result.index(above[-1]) + 1 if above else 0, row)
    return result
