"""Facts as Markdown: a table with its five states in words, then every note, source and check."""

from articles.absolute import absolute_url
from articles.markdown.writing import blocks, escape, link, page_line, present_addresses, stand_alone, written_faqs


def to_markdown(export):
    """A written comparison, or chosen technologies side by side, as one Markdown text."""
    page, oldest = export.page, export.table.oldest_check
    text = blocks(
        f"# {escape(export.title)}",
        escape(page.summary) if page else "",
        page_line(export.url, page, updated_on=export.updated_on, oldest_check=oldest),
        "## Side by side",
        table(export.table),
        details(export.table),
        *(written_parts(page, export.url) if page else ()),
    )
    return f"{text}\n"


def written_parts(page, url):
    """What the editors wrote: the text, when to choose which, the verdict, the questions."""
    choices = [subject.choose_when for subject in page.subjects.all()]
    present = present_addresses(url, [page.body, page.verdict, *choices, *(faq.answer for faq in page.faqs.all())])
    yield stand_alone(page.body, url, present=present)
    subjects = [subject for subject in page.subjects.all() if subject.choose_when.strip()]
    yield "## When to choose which" if subjects else ""
    for subject in subjects:
        yield f"### Choose {escape(subject.technology.name)} when"
        yield stand_alone(subject.choose_when, url, f"choose-{subject.technology.slug}", present)
    yield f"## Verdict\n\n{stand_alone(page.verdict, url, 'verdict', present)}" if page.verdict.strip() else ""
    yield from written_faqs(page, url, present)


def table(facts):
    """Technologies across, features down, a line in bold for each group."""
    lines = [cells(["Feature", *(escape(technology.name) for technology in facts.columns)])]
    lines.append(cells(["---"] * facts.width))
    for group in facts.groups:
        lines.append(cells([f"**{escape(group.name)}**", *[""] * len(facts.columns)]))
        lines += [cells([feature_words(row.feature), *map(level_and_value, row.cells)]) for row in group.rows]
    return "\n".join(lines)


def answers(row):
    """The answers of every technology to one feature, a line each."""
    lines = [cells(["Technology", "Answer"]), cells(["---", "---"])]
    return "\n".join([*lines, *(cells([escape(cell.technology.name), level_and_value(cell)]) for cell in row.cells)])


def cells(texts):
    return f"| {' | '.join(texts)} |"


def feature_words(feature):
    return escape(feature.name) + (" (judgement)" if feature.is_judgement else "")


def level_and_value(cell):
    """The value with its level in words, where it has one."""
    return escape(cell.value) + (f" ({cell.level_words.lower()})" if cell.level else "")


def details(facts):
    """Note, check and sources of every answer, as a list a row."""
    if not facts.rows:
        return ""
    return blocks("### Notes and sources", "\n".join(row_details(row) for row in facts.rows))


def row_details(row):
    feature = link(row.feature.name, absolute_url(row.feature.get_absolute_url()))
    lines = [f"- {feature}{' (judgement)' if row.feature.is_judgement else ''}"]
    return "\n".join([*lines, *(f"  - {escape(cell.technology.name)}: {cell_details(cell)}" for cell in row.cells)])


def cell_details(cell):
    """The answer in a line: value, note, check, sources."""
    parts = [f"{level_and_value(cell)}."]
    if cell.note:
        parts.append(escape(cell.note))
    if cell.is_checked:
        newer = f"; {escape(cell.newer_version)} is out" if cell.newer_version else ""
        parts.append(f"Checked against {escape(cell.verified_version)} on {cell.verified_on.isoformat()}{newer}.")
    else:
        parts.append("Nobody has checked this yet.")
    if cell.sources:
        parts.append(f"Sources: {', '.join(link(source.title, source.url) for source in cell.sources)}")
    return " ".join(parts)
