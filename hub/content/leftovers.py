"""What imported pages still want of an editor: what no reader should see of their texts, and their checklists."""

import re

from articles import checklist
from articles.markdown import rendering as markdown
from articles.markdown.quotes import shape_alerts
from articles.markdown.spans import spans

NAME = r"[\w./:-]{1,60}"
# What other programs fill in or take away, and this one shows as it stands; each group is called what it is.
LEFT = re.compile(
    rf"(?P<shortcode>\{{\{{[<%]-?\s*/?\s*{NAME})"
    rf"|(?P<tag_of_a_template>\{{%[-+]?\s*{NAME})"
    rf"|(?P<template>\{{\{{-?\s*{NAME})"
    r"|(?P<include>\{[*!](?=[^{}\n]{0,300}[*!]\})|-{1,2}8<-{1,2})"
    rf"|(?P<attribute_list>\{{:?\s*[.#]{NAME}(?=[^{{}}\n]{{0,300}}\}})|\{{:(?=[^{{}}\n]{{0,300}}\}}))"
    rf"|(?P<block_of_another_Markdown>^(?:!!!|\?\?\?\+?|:{{3,}}|///)[ \t]*\|?[ \t]*{NAME})"
    r"|(?P<table_of_contents>^\[(?:TOC|\[_?TOC_?\])\]$)"
    r"|(?P<tag_of_HTML></?[a-z][\w-]{0,40}(?=(?:\s[^<>]{0,2000})?/?>))"
    r"|(?P<callout>^\[![\w-]+\][+-]?)"
    r"|(?P<mark_of_a_note>(?<=\s)\^[\w-]{3,60}$|==(?=[^=\s][^=\n]{0,200}==)|^[\w -]{1,40}::(?=[ \t])|^tags:(?=[ \t]*#))"
    r"|(?P<formula>\$\$|\\begin\{)"
    r"|(?P<statement_of_MDX>^import(?=[ \t](?:.{1,200}[ \t]from[ \t]*)?[\"'])"
    r"|^export(?=[ \t](?:default|const|let|var|function|class|async)\b|[ \t]*[{*]))",
    re.IGNORECASE | re.MULTILINE,
)


def report_leftovers(report, pages):
    """Note what is left in the texts of these pages, and what the checklist of each says; ``pages`` by entry."""
    for entry, page in pages.items():
        tokens = markdown.parser.parse(entry.body, {"prefix": ""})
        markdown.number_headings(tokens, "")  # which takes their attributes away
        shape_alerts(tokens)
        for line, sentence in left_in(tokens):
            report.note(entry.path, entry.text_line(line), sentence)
        lines = lines_of_links(tokens)
        for finding in checklist.check(page):
            if finding.address in entry.told or finding.place == "#faqs-group":  # which no other program has
                continue
            line = entry.text_line(lines[finding.address]) if finding.address in lines else entry.line()
            report.note(entry.path, line, finding.sentence)


def left_in(tokens):
    """What stands in the text, but not in its code, that was meant for another program: line and sentence."""
    for token in tokens:
        if token.type == "inline" and token.map:
            text = shown_text(token.children)
            for found in LEFT.finditer(text):
                kind = found.lastgroup.replace("_", " ")
                a = "an" if kind[0] in "ai" else "a"
                shown = " ".join(found[0].replace("</", "<").split())
                sentence = f"“{shown}” is shown as it stands: {a} {kind} means nothing here."
                yield token.map[0] + text.count("\n", 0, found.start()), sentence


def shown_text(children):
    """The text of an inline token with its line ends; a code span is a blank."""
    breaks = {"softbreak": "\n", "hardbreak": "\n", "code_inline": " "}
    return "".join(breaks.get(child.type, child.content if child.type == "text" else "") for child in children)


def lines_of_links(tokens):
    """The line, from 0, on which a paragraph begins that leads to an address, by address."""
    lines = {}
    for token in tokens:
        for link in spans([token], "link_open") if token.map else ():
            lines.setdefault(link.attrs.get("href", ""), token.map[0])
    return lines
