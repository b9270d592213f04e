"""What an import changes beyond its own pages: a fact is shared by every page that shows it."""

from comparisons.models import Row

NAMED = 5


def warn_of_reach(touched, pages):
    """Say which pages besides these, given by key, show facts that were touched, technology by technology.

    ``touched`` holds the entry of each technology, the technology, and the keys of the features of those facts.
    """
    for entry, technology, features in touched:
        rows = Row.objects.filter(feature__in=features, comparison__subjects__technology=technology)
        shown = rows.exclude(comparison__in=pages).order_by("comparison__title", "comparison")
        found = list(shown.values_list("comparison", "feature", "comparison__title"))
        if found:
            titles = list({page: title for page, _, title in found}.values())
            count = len({feature for _, feature, _ in found})
            entry.report.warn(entry.path, entry.line("facts"), sentence(technology, count, titles))


def sentence(technology, count, titles):
    facts = f"{count} facts" if count > 1 else "1 fact"
    named = ", ".join(f"“{title}”" for title in titles[:NAMED])
    others = f" and {len(titles) - NAMED} more" if len(titles) > NAMED else ""
    return f"{facts} of {technology} that this adds, changes or removes can be seen on other pages too: {named}{others}."
