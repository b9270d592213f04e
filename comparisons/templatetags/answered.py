"""The rows of a table as HTML: made here and not by a template, which takes five times as long for hundreds of cells.

A cell is its mark, then its value; note, sources and check open in place. The anchor is inside, so that a link to it
opens the answer.
"""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate

from articles.absolute import path_of
from comparisons.values import format_partial_date

register = template.Library()

ROW = '<tr id="{}" role="row">\n<th scope="row" role="rowheader" dir="auto"><a href="{}">{}</a></th>\n{}</tr>\n'
CELL = (
    '<td role="cell"><details class="answer">\n<summary>{0}</summary>\n'
    '<div id="{2}">{1}\n<p class="acts"><a href="#{2}">Link to {3}, {4}</a> '
    '<a href="{6}">All about {5}, {4}</a> '
    '<a href="{7}?about=fact:{8}:{9}" rel="nofollow">Correct {5}, {4}</a></p>\n</div>\n</details></td>\n'
)
MARK = '<span class="mark mark-{}">{}</span> '
BAR = (
    '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{}" height="4"/></svg>'
)
JUDGEMENT = format_html(' <span class="mark mark-{}">Judgement</span>', "judgement")
SOURCE = '<p>Source: <a href="{}">{}</a>{}{}</p>'
CITED = '<li dir="auto"><a href="{1}">{0}</a>, {2}</li>'
SHOWN = '<p><a href="{}">Shown by a script</a>: “{}”, with {} {} on {}, {}</p>'
LONG_NAME = re.compile(r"\S{13}")
# After a sign that puts a name together, and before a capital within it: @fastify/|websocket, request.|authorization.
JOINTS = re.compile(r"(?<=\w[/._-])(?=\w)|(?<=[a-z])(?=[A-Z])")


@register.filter
def as_row(row):
    """A TableRow."""
    cells, header = joined(map(cell_html, row.cells)), row.header
    return format_html(ROW, header.slug, header.get_absolute_url(), str(header), cells)


@register.filter
def as_list(cited):
    """The sources that ``comparisons.cited`` gives of a technology."""
    return joined(format_html(CITED, *source) for source in cited)


def cell_html(cell):
    technology, feature = cell.technology, cell.feature
    return format_html(
        CELL,
        joined(parts_of_summary(cell)),
        joined(parts_of_answer(cell)),
        cell.anchor,
        technology.asked_name,
        feature.name,
        technology.name,
        cell.address,
        path_of("correction-new"),
        feature.slug,
        technology.slug,
    )


def joined(parts, sign=""):
    return format_html_join(sign, "{}", ((part,) for part in parts))


def parts_of_summary(cell):
    if cell.level:
        yield format_html(MARK, cell.level, cell.level_words)
    if cell.value_beside:
        yield format_html('<span dir="auto">{}</span>', breakable(cell.value))
    if cell.provider_words:
        yield format_html(" <small>{}</small>", cell.provider_words)
    if cell.share is not None:
        yield format_html(BAR, cell.share)
    if cell.feature.is_judgement:
        yield JUDGEMENT
    if cell.newer_version:
        yield format_html(" <small>checked against {}</small>", cell.verified_version)


def parts_of_answer(cell):
    if cell.note:
        yield format_html('<p dir="auto">{}</p>', cell.note)
    for source in cell.sources:
        quote = format_html(' <q dir="auto">{}</q>', source.quote) if source.quote else ""
        seen = format_html(" <small>{}</small>", source.seen) if source.seen else ""
        yield format_html(SOURCE, source.address, source.title, quote, seen)
    if cell.steps:
        yield format_html("<p>{}.</p>", cell.line_words)
    if cell.is_checked or not cell.technology.asked:
        yield format_html("<p>{}</p>", check_in_words(cell))
    if cell.proof:
        run, address = cell.proof.last_run, path_of("proof-detail", cell.feature.slug, cell.technology.slug)
        day = format_partial_date(str(localdate(run.ran_at)))
        yield format_html(SHOWN, address, run.saw, run.package, run.version, run.runtime, day)


def check_in_words(cell):
    words = "Nobody has checked this yet."
    if cell.is_checked:
        how, newer = cell.how_words and f", {cell.how_words}", cell.newer_version and f"; {cell.newer_version} is out"
        words = f"Checked against {cell.verified_version} on {format_partial_date(str(cell.verified_on))}{how}{newer}"
    return words + (
        f". Measured by its source on {format_partial_date(str(cell.measured_on))}" if cell.measured_on else ""
    )


def breakable(text):
    """The text, escaped; a word of it that no column of a phone has room for may break where its parts meet.

    Without that the browser would break it wherever the column ends, in the middle of a word.
    """
    if not LONG_NAME.search(text):
        return text
    return joined(map(in_parts, text.split(" ")), " ")


def in_parts(word):
    parts = JOINTS.split(word) if LONG_NAME.match(word) else ()
    return joined(format_html("<wbr>{}", part) for part in parts) if len(parts) > 1 else word
