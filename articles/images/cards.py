"""Social cards: the picture that other sites show beside a link, drawn from the words of the page.

A card is named by the page it belongs to and a digest of what it shows. The name follows from the words alone, so no
field can be out of date: whatever changes a title, a technology or a verdict (admin, import, a rename elsewhere) also
changes the address that the page announces. The picture is drawn when that address is asked for, which takes about as
long as a page takes, and is then kept as pages are: a page of lists costs nothing. See ``comparisons.cards``.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

DESIGN = 2  # part of every digest: count it up when cards shall look different
WIDTH, HEIGHT = 1200, 630
CARD_NAME = r"(?P<page>[0-9a-f]{32})-(?P<digest>[0-9a-f]{20})\.png"
FONT = Path(__file__).parent / "fonts" / "inter.woff2"

# The light theme of static/css/base.css.
PAPER, TEXT, MUTED, LINE, ACCENT = "#fdfdfb", "#1d2126", "#565f69", "#d9dcd6", "#0f5c5e"

BAR, LEFT, RIGHT = 28, 96, 1120
TITLE_SIZES = (92, 80, 70, 60, 52, 46)
TITLE_TOP, TITLE_HEIGHT = 136, 236
SENTENCE_SIZE, SENTENCE_BOTTOM = 36, 584


@dataclass(frozen=True)
class Card:
    """What a card shows: a title, the technologies that the page is about, in order, and one sentence."""

    page: str  # the uid of the page, as 32 hexadecimal digits
    title: str
    technologies: tuple = ()
    sentence: str = ""

    @property
    def name(self):
        shown = [DESIGN, settings.SITE_NAME, self.title, self.technologies, self.sentence]
        return f"{self.page}-{hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:20]}.png"

    @property
    def path(self):
        return reverse("card", kwargs={"name": self.name})

    @property
    def alt(self):
        """The words of the picture, for who cannot see it."""
        technologies = ", ".join(self.drawn_technologies) if self.has_title else ""
        return " – ".join(filter(None, [self.shown_title, technologies, drawable(self.sentence)]))

    @property
    def has_title(self):
        """Whether our font has letters for the title."""
        return bool(drawable(self.title))

    @property
    def shown_title(self):
        """The title or, where it cannot be drawn, what the page is about, or the name of the site."""
        return drawable(self.title) or " vs ".join(self.drawn_technologies) or settings.SITE_NAME

    @property
    def drawn_technologies(self):
        return list(filter(None, map(drawable, self.technologies)))


def draw_card(card):
    """The card as a PNG, in the letters that our font has; no text makes it fail. Takes about 60 ms."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, BAR, HEIGHT), fill=ACCENT)
    draw_head(draw)
    bottom = draw_title(draw, card.shown_title)
    draw_technologies(draw, card.drawn_technologies if card.has_title else [], top=bottom + 22)
    draw_sentence(draw, drawable(card.sentence))
    file = BytesIO()
    image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def draw_head(draw):
    """The icon of the site, as in static/img/icon.svg, and its name."""
    left, top, unit = LEFT, 58, 1.5
    draw.rounded_rectangle((left, top, left + 32 * unit, top + 32 * unit), 6 * unit, fill=ACCENT)
    for x in (8, 17):
        for y, height in ((9, 5), (16, 2), (20, 3)):
            corner = (left + x * unit, top + y * unit)
            draw.rectangle((*corner, corner[0] + 7 * unit - 1, corner[1] + height * unit - 1), fill="white")
    draw.text((left + 66, top + 24), settings.SITE_NAME, font=inter(32, 650), fill=TEXT, anchor="lm")


def draw_title(draw, title):
    """The title as large as it fits; returns where it ends."""
    for size in TITLE_SIZES:
        font, height = inter(size, 700), round(size * 1.14)
        lines = wrap(title, font)
        if len(lines) * height <= TITLE_HEIGHT:
            break
    return draw_lines(draw, shorten(lines, TITLE_HEIGHT // height), font, TITLE_TOP, height, TEXT)


def draw_technologies(draw, names, top):
    font = inter(36, 600)
    lines = wrap(" · ".join(name.replace(" ", "\u00a0") for name in names), font)
    draw_lines(draw, shorten(lines, 1), font, top, 46, ACCENT)


def draw_sentence(draw, sentence):
    """The sentence under a rule at the bottom, in two lines."""
    font, height = inter(SENTENCE_SIZE, 400), round(SENTENCE_SIZE * 1.36)
    lines = shorten(wrap(sentence, font), 2)
    top = SENTENCE_BOTTOM - len(lines) * height
    if lines:
        draw.line((LEFT, top - 24, RIGHT, top - 24), fill=LINE, width=2)
        draw_lines(draw, lines, font, top, height, MUTED)


def draw_lines(draw, lines, font, top, height, fill):
    for line in lines:
        draw.text((LEFT, top), line, font=font, fill=fill, anchor="la")
        top += height
    return top


def inter(size, weight):
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([weight])
    return font


def wrap(text, font):
    """The text in lines that fit; a word that is wider than a line is broken where the line ends."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= RIGHT - LEFT:
            lines[-1] = longer
            continue
        lines.append("")
        for sign in word:
            if font.getlength(lines[-1] + sign) > RIGHT - LEFT:
                lines.append("")
            lines[-1] += sign
    return [line for line in lines if line]


def shorten(lines, most):
    """At most so many lines, with an ellipsis where some are left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], re.sub(r"\W+\w*$", "", lines[most - 1]) + "…"]


def drawable(text):
    """The text in signs that our font has: accents it lacks are dropped, and whole words where a letter would be.

    Empty where that would leave out more than one letter in ten: half a title says something else.
    """
    words = [(word, "".join(map(replace_sign, word))) for word in text.split()]
    shown = " ".join(new for word, new in words if new and letters(new) == letters(word))
    return shown if 10 * letters(shown) >= 9 * letters(text) else ""


def letters(text):
    return sum(map(str.isalnum, text))


@cache
def measuring_font():
    """A font to ask for its letters, and the picture of one that it lacks."""
    font = inter(20, 400)
    return font, bytes(font.getmask("\uffff"))


@lru_cache(maxsize=10_000)
def replace_sign(sign):
    font, missing = measuring_font()
    for form in (sign, unicodedata.normalize("NFKD", sign)[:1]):
        if form.isspace() or (form.isprintable() and bytes(font.getmask(form)) != missing):
            return form
    return ""
