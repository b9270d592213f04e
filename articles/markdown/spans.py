"""Pictures and links of a text: sizes and smaller versions of the ones, present addresses of the others."""

import re

from django.conf import settings

from articles.images.encoding import UPLOAD_NAME, narrower_names

SIZES = "(max-width: 46rem) 100vw, 44rem"  # how wide a page shows a picture: its measure
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
            offer_narrower(image, folder, name, upload["width"])


def offer_narrower(image, folder, name, width):
    """Let a browser fetch no more pixels than it shows."""
    narrower = [f"{folder}/{other} {wide}w" for wide, other in narrower_names(name)]
    if narrower:
        image.attrs |= {"srcset": ", ".join([*narrower, f"{image.attrs['src']} {width}w"]), "sizes": SIZES}


def follow_links(tokens, follow):
    """Let each link lead to where ``follow`` says that its page stands now: of some addresses the present ones."""
    linked = [token for token in spans(tokens, "link_open") if "href" in token.attrs]
    present = follow({token.attrs["href"] for token in linked}) if linked else {}
    for token in linked:
        token.attrs["href"] = present.get(token.attrs["href"], token.attrs["href"])
