"""Comments of notes, which stand between %%: nobody is to read them, so they become comments of HTML."""

import re

from articles.markdown.writing import CODE_SPAN, code_lines

MARKS = re.compile(
    rf"{CODE_SPAN}|(?<![%\w])%%(?!%)(?P<hidden>(?:(?!%%)[\s\S])+)%%(?![%\w])|(?P<open>(?<![%\w])%%(?!%))"
)
UNCLEAR = "a %% that begins no comment, or one without an end"


def hide_comments(text):
    """The text with its comments hidden, the lines, from 0, where these begin, and those of a %% without an end.

    Each line becomes a comment by itself, so that one may hold paragraphs, lists and code, and every line keeps its
    number.
    """
    if "%%" not in text:
        return text, [], []
    code, parts, hidden, unclear = code_lines(text), [], [], []
    line = counted = done = position = 0
    while found := MARKS.search(text, position):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        if line in code:
            position = found.start() + len(found["ticks"] or "%%")
            continue
        position = found.end()
        if found["hidden"]:
            hidden.append(line)
            parts += [text[done : found.start()], as_html_comments(found["hidden"])]
            done = position
        elif found["open"]:
            unclear.append(line)
    return "".join([*parts, text[done:]]), hidden, unclear


def as_html_comments(comment):
    first, *between = comment.replace("--", "- -").split("\n")
    lines = [first, *(line if line.strip() else "" for line in between)]
    last = len(lines) - 1
    return "\n".join(
        f"<!--{' ' * line.startswith(('>', '-'))}{line}-->" if line or number in (0, last) else ""
        for number, line in enumerate(lines)
    )
