"""What stands within the lines of a text, and the sizes of its pictures."""

import re

from django.conf import settings

from articles.images.encoding import UPLOAD_NAME

DECORATIVE = "decorative"  # the title of a picture that says nothing, and so needs no alternative text


def spans(tokens, kind):
    """The tokens of one type among the inline ones."""
    return (child for token in tokens for child in token.children or () if child.type == kind)


def shape_images(tokens):
    """Pictures load when they come into view; our uploads say their size, so that the page does not jump."""
    for image in spans(tokens, "image"):
        image.attrs |= {"loading": "lazy", "decoding": "async"}
        if image.attrs.get("title") == DECORATIVE and not image.content:
            del image.attrs["title"]
        folder, _, name = image.attrs["src"].rpartition("/")
        if f"{folder}/" == settings.MEDIA_URL and (upload := re.fullmatch(UPLOAD_NAME, name)):
            image.attrs |= {"width": upload["width"], "height": upload["height"]}
