"""Facts as Markdown, a table with its five states in words, then every note, source and check; and the pages beside."""

from itertools import starmap

from django.urls import reverse

from articles.absolute import absolute_url
from articles.markdown.writing import (
    blocks,
    escape,
    link,
    markdown_url,
    page_line,
    page_list,
    stand_alone,
    written_faqs,
)
from articles.models import Article
from comparisons.models import Comparison, Feature, Technology
from comparisons.table import build_table

# --- pages ---


def to_markdown(export):
    """A written comparison, or chosen technologies side by side, as one Markdown text."""
    page = export.page
    text = blocks(
        f"# {escape(export.title)}",
        escape(page.summary) if page else "",
        page_line(export.url, page, updated_on=export.updated_on, oldest_check=export.table.oldest_check),
        "## Side by side",
        write_table(export.table),
        details(export.table),
        *(written_parts(page, export.url) if page else ()),
    )
    return f"{text}\n"


def written_parts(page, url):
    """What the editors wrote: the text, when to choose which, the verdict, the questions."""
    yield stand_alone(page.body, url)
    subjects = [subject for subject in page.subjects.all() if subject.choose_when.strip()]
    yield "## When to choose which" if subjects else ""
    for subject in subjects:
        yield f"### Choose {escape(subject.technology.name)} when"
        yield stand_alone(subject.choose_when, url, f"choose-{subject.technology.slug}")
    yield f"## Verdict\n\n{stand_alone(page.verdict, url, 'verdict')}" if page.verdict.strip() else ""
    yield from written_faqs(page, url)


def write_article(article):
    url = absolute_url(article.get_absolute_url())
    technologies = Technology.objects.published().filter(subjects__article=article).order_by("subjects__position")
    about = ", ".join(link(technology.name, markdown_url(technology)) for technology in technologies)
    return blocks(
        f"# {escape(article.title)}",
        escape(article.summary),
        page_line(url, article, updated_on=article.updated_at.date()),
        f"About {about}" if about else "",
        stand_alone(article.body, url),
        *written_faqs(article, url),
    )


def write_technology(technology):
    url = absolute_url(technology.get_absolute_url())
    facts = build_table([technology], Feature.objects.answered_by(technology))
    pages = Article.objects.for_lists().filter(subjects__technology=technology)
    kind = f"{technology.kind}{f', {technology.language}' if technology.language else ''}"
    addresses = {
        "Home page": technology.homepage,
        "Documentation": technology.documentation,
        "Source code": technology.repository,
    }
    return blocks(
        f"# {escape(technology.name)}",
        escape(technology.summary),
        escape(kind),
        f"Package: {escape(technology.purl)}" if technology.purl else "",
        "\n".join(f"- {link(name, address)}" for name, address in addresses.items() if address),
        page_line(url, updated_on=facts.last_change, oldest_check=facts.oldest_check),
        f"## Comparisons and articles\n\n{page_list(pages)}" if pages else "",
        f"## Facts\n\n{write_table(facts)}" if facts.rows else "",
        details(facts),
        releases(technology.releases.all()),
    )


def write_feature(feature):
    url = absolute_url(feature.get_absolute_url())
    facts = build_table(Technology.objects.for_table().answering(feature), [feature])
    pages = Comparison.objects.for_lists().filter(rows__feature=feature)
    rubric = stand_alone(feature.rubric, url, "rubric")
    answers = [[escape(cell.technology.name), level_and_value(cell)] for cell in facts.cells]
    return blocks(
        f"# {escape(feature.name)}",
        stand_alone(feature.definition, url),
        "A judgement: an opinion, with its reason." if feature.is_judgement else "A fact.",
        page_line(url, updated_on=facts.last_change, oldest_check=facts.oldest_check),
        f"## What counts\n\n{rubric}" if rubric.strip() else "",
        f"## Answers\n\n{lines_of([['Technology', 'Answer'], *answers])}" if facts.rows else "",
        details(facts),
        f"## Comparisons that ask this\n\n{page_list(pages)}" if pages else "",
    )


# --- tables ---


def lines_of(rows):
    """A table; the first row is its head."""
    head, *rest = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rest])


def write_table(facts):
    """Technologies across, features down, a line in bold for each group."""
    rows = [["Feature", *(escape(technology.asked_name) for technology in facts.columns)]]
    for group in facts.groups:
        rows.append([f"**{escape(group.name)}**", *[""] * len(facts.columns)])
        rows += [
            [escape(row.feature.name) + mark_of(row.feature), *map(level_and_value, row.cells)] for row in group.rows
        ]
    return lines_of(rows)


def mark_of(feature):
    return " (judgement)" if feature.is_judgement else ""


def level_and_value(cell):
    """The value, with its level in words and who provides it, where it has them."""
    beside = ", ".join(filter(None, [cell.level_words.lower(), cell.provider_words]))
    return escape(cell.value) + (f" ({beside})" if beside and (cell.value_beside or cell.provider_words) else "")


def details(facts):
    """Note, check and sources of every answer, as a list a row."""
    lines = []
    for row in facts.rows:
        feature = link(row.feature.name, absolute_url(row.feature.get_absolute_url()))
        lines.append(f"- {feature}{mark_of(row.feature)}")
        lines += [f"  - {escape(cell.technology.asked_name)}: {cell_details(cell)}" for cell in row.cells]
    return "\n".join(["### Notes and sources\n", *lines]) if lines else ""


def proof_url(cell):
    """The page of the script that shows the answer of a cell."""
    slugs = {"feature": cell.feature.slug, "technology": cell.technology.slug}
    return absolute_url(reverse("proof-detail", kwargs=slugs))


def cell_details(cell):
    """The answer in a line: value, note, check, sources."""
    parts = [f"{level_and_value(cell)}."]
    if cell.note:
        parts.append(escape(cell.note))
    if cell.is_checked:
        newer = f"; {escape(cell.newer_version)} is out" if cell.newer_version else ""
        how = f", {cell.how_words}" if cell.how_words else ""
        parts.append(f"Checked against {escape(cell.verified_version)} on {cell.verified_on.isoformat()}{how}{newer}.")
    elif not cell.technology.asked:
        parts.append("Nobody has checked this yet.")
    if cell.steps:
        parts.append(f"{escape(cell.line_words)}.")
    if cell.changed_because:
        parts.append(f"Why it last changed: {escape(cell.changed_because)}")
    if cell.measured_on:
        parts.append(f"Measured by its source on {cell.measured_on.isoformat()}.")
    if cell.proof:
        run = cell.proof.last_run
        seen = f"“{escape(run.saw)}”, with {escape(run.package)} {escape(run.version)}"
        parts.append(f"{link('Shown by a script', proof_url(cell))}: {seen}, {run.ran_at.date().isoformat()}.")
    if cell.sources:
        parts.append(f"Sources: {', '.join(map(cited_source, cell.sources))}")
    return " ".join(parts)


def cited_source(source):
    """Its link, its sentence, and what was seen of it."""
    words = [f"“{escape(source.quote)}”"] if source.quote else []
    return " ".join([link(source.title, source.url), *words, *filter(None, [escape(source.seen)])])


def releases(found):
    """Every release, the newest first, with its source."""
    rows = [
        [
            escape(release.version)
            + (" (LTS)" if release.is_lts else "")
            + (" (prerelease)" if release.is_prerelease else ""),
            escape(release.released_words),
            escape(release.support_told),
            escape(release.note),
            f"{', '.join(starmap(link, release.sources))}, checked on {release.verified_on.isoformat()}",
        ]
        for release in found
    ]
    head = ["Version", "Released", "Support", "Note", "Source"]
    return f"## Releases\n\n{lines_of([head, *rows])}" if rows else ""
