"""The pictures of a content folder: verified, and stored under the names that the pages use."""

import re

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from articles.images.encoding import (EXTENSIONS, UPLOAD_NAME, check_image, store_verified, uploads_in)
from hub.content.reading import ContentError, label, read_bytes


def check_pictures(root, paths, report):
    """The paths of those pictures that are not stored yet; what is wrong with one is reported."""
    missing = []
    for path in paths:
        try:
            check_name(path)
            new = not default_storage.exists(path.name)
            if new:
                check_picture(root / path)
                missing.append(path)
            report.record("pictures", path.name, new, [])
        except ContentError as error:
            report.error(label(path), 0, error.message)
        except ValidationError as error:
            report.error(label(path), 0, " ".join(error.messages))
    return missing


def check_name(path):
    if len(path.parts) != 2 or not re.fullmatch(UPLOAD_NAME, path.name):
        raise ContentError("This is not the name of an uploaded picture. Upload it in the editor, which gives it one.")


def check_picture(path):
    """Raise ValidationError or ContentError unless a file is a picture of the format and size that its name says."""
    kind, width, height = check_image(read_bytes(path))
    size = re.fullmatch(UPLOAD_NAME, path.name)
    if (str(width), str(height)) != (size["width"], size["height"]) or path.suffix[1:] != EXTENSIONS[kind]:
        raise ContentError(f"Its name says something else than it is: {kind}, {width} × {height} pixels.")


def store_pictures(root, paths):
    for path in paths:
        store_verified(path.name, read_bytes(root / path))


def warn_of_missing(report, texts, paths):
    """Warn of each picture that a text shows and that is neither in the folder nor stored."""
    names = {path.name for path in paths}
    for path, text in texts.items():
        for name in sorted(uploads_in(text) - names):
            if not default_storage.exists(name):
                line = text.count("\n", 0, text.index(name)) + 1
                report.warn(label(path), line, f"The picture {name} is neither in uploads/ nor on the site.")
