"""The files of a content folder: which are read, as what, their text, and the pictures among them."""

import os
import re

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from articles.images.encoding import EXTENSIONS, UPLOAD_NAME, check_image, keep, uploads_in
from comparisons.models import Proof
from hub.content.format import LISTS
from hub.content.generators import settings_file
from hub.content.yaml_text import ContentError

MAX_BYTES = 5 * 1024 * 1024
MARKDOWN = {".md", ".markdown"}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
YAML = {".yaml", ".yml"}
# Texts of other programs, and of people who call Markdown something else.
OTHER_TEXTS = {
    *(".mdx", ".mkd", ".mkdn", ".mdwn", ".mdown", ".mdtext", ".rmd", ".qmd", ".mdoc", ".html", ".htm", ".xhtml"),
    *(".rst", ".adoc", ".asciidoc", ".org", ".textile", ".ipynb"),
}
# What generators and repositories have such files for is no article; and so is what has such a name at the top.
NOT_PAGES = re.compile(
    r"(?i:(?:readme|_index)(?:\.[a-z]{2}(?:-[a-z]{2,4})?)?)|404|CONTRIBUTING|CODE_OF_CONDUCT|LICEN[CS]E|CHANGELOG|SECURITY"
)
NOT_PAGES_AT_THE_TOP = re.compile(r"(?i:index|contributing|code_of_conduct|licen[cs]e|changelog)")
NOT_PAGES_BELOW = {"_includes", "_layouts", "_data", "_sass", "archetypes"}  # of which generators make pages
HIDDEN_FOLDERS = {".vitepress"}  # in which settings stand that may hide pages
LOOKED_AT = 64 * 1024  # bytes
# How the exports of other programs begin, which hold a whole site in one file.
FOREIGN_EXPORTS = {
    "Ghost": re.compile(rb'\s*\{\s*"db"\s*:\s*\[|(?=[\s\S]*"exported_on"\s*:)[\s\S]*"(?:data|version)"\s*:'),
    "WordPress": re.compile(rb"[\s\S]*wordpress\.org/export/"),
    "Blogger": re.compile(rb"[\s\S]*(?:tag:blogger\.com|<generator[^>]*>Blogger<)"),
}
WRONG_NAME = "This is not the name of an uploaded picture. Upload it in the editor, which gives it one."

PROOFS = "proofs"
RUNS = f"{PROOFS}/runs.yaml"
SCRIPTS = {f".{language}" for language in Proof.Language.values}


def find_files(root):
    """The paths of all regular files under a folder, relative to it and in order.

    Hidden files and folders, node_modules, and links that lead to folders or out of the root are left alone.
    """
    inside, found = root.resolve(), []
    for folder, folders, names in root.walk(on_error=stop):
        folders[:] = [name for name in folders if not is_hidden(name) and name != "node_modules"]
        found += [path for name in names if (path := folder / name).is_file() and path.resolve().is_relative_to(inside)]
    return sorted((path for item in found if not is_unseen(path := item.relative_to(root))), key=label)


def is_hidden(folder):
    return folder.startswith(".") and folder not in HIDDEN_FOLDERS


def is_unseen(path):
    """Whether a file is hidden, or what file managers leave behind, and no settings that may hide pages."""
    is_bare = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return is_bare and (any(map(is_hidden, path.parts[:-1])) or not has_settings(path))


def has_settings(path):
    """Whether a file is the settings of a program that makes sites."""
    return bool(settings_file(label(path)))


def stop(error):
    """A folder that cannot be opened must not pass for an empty one."""
    raise error


def label(path):
    """A path as messages show it, whatever bytes its names are made of."""
    return os.fsencode(os.fspath(path)).decode("utf-8", "replace")


def is_script(path):
    """Whether a file of this path is a proof."""
    return len(path.parts) == 3 and path.parts[0] == PROOFS and path.suffix in SCRIPTS


def kind_of(path):
    """What a file of this path is read as: page, list, technology, script, runs or picture; empty: none of ours."""
    if path.suffix.lower() in MARKDOWN and (is_where_exports_have_pages(path) or not has_other_use(path)):
        return "page"
    if path.as_posix() in LISTS:
        return "list"
    if len(path.parts) == 2 and path.parts[0] == "technologies" and path.suffix == ".yaml":
        return "technology"
    if is_script(path):
        return "script"
    if path.as_posix() == RUNS:
        return "runs"
    return "picture" if path.parts[0] == "uploads" else ""


def has_other_use(path):
    """Whether a name is one that stands for something else than an article, unless the file has a uid of ours."""
    at_the_top = len(path.parts) == 1 and NOT_PAGES_AT_THE_TOP.fullmatch(path.stem)
    is_part = not NOT_PAGES_BELOW.isdisjoint(path.parts[:-1])
    return bool(is_part or at_the_top or NOT_PAGES.fullmatch(path.stem))


def is_where_exports_have_pages(path):
    return len(path.parts) == 2 and path.parts[0] in ("articles", "comparisons")


def may_hide_others(path):
    """Whether generators read what holds for other files from one of this kind, which is none of ours."""
    is_section = path.suffix.lower() in MARKDOWN and path.stem.lower() == "_index"
    return (
        is_section
        or ".11tydata." in path.name
        or has_settings(path)
        or path.suffix.lower() in {".json", ".toml", ".yaml", ".yml"}
    )


def why_left_alone(path):
    """What to say to somebody who may expect this file to be read; empty where nobody does."""
    suffix, at_the_top = path.suffix.lower(), len(path.parts) == 1 or path.parts[0] == "technologies"
    if suffix in OTHER_TEXTS:
        return f"A {suffix} file is not read: save it as Markdown, with the suffix .md."
    if suffix in MARKDOWN:
        return "A file of this name is no article and was left alone."
    return (
        "This file is not part of the content and was left alone."
        if at_the_top and suffix in YAML and not has_settings(path)
        else ""
    )


def why_foreign(path):
    """What to say of a file that is what another program exports a whole site as; empty of any other."""
    if path.suffix.lower() not in {".json", ".xml", ".wxr"}:
        return ""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    found = next((name for name, beginning in FOREIGN_EXPORTS.items() if beginning.match(head)), "")
    return found and f"This is an export of {found}, which is not read: turn it into a folder of Markdown first."


def read_bytes(path):
    """The bytes of a file of at most MAX_BYTES. Raises ContentError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(f"This file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        return path.read_bytes()
    except OSError as error:
        raise ContentError(f"This file cannot be read: {error.strerror}.") from None


def read_text(path):
    """The text of a file in UTF-8, with line ends written one way. Raises ContentError."""
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
        wrong = text.find("\0")  # as in UTF-16, which can pass for UTF-8
    except UnicodeDecodeError as error:
        wrong = error.start
    if wrong >= 0:
        line = data.count(b"\n", 0, wrong) + 1
        raise ContentError("This line is not UTF-8 text: save the file as UTF-8.", line)
    return re.sub("\r\n?", "\n", text)


# --- pictures: verified, and stored under the names that the pages use ---


def check_pictures(root, paths, report):
    """The paths of those pictures that are not stored yet; what is wrong with one is reported."""
    missing = []
    for path in paths:
        try:
            name = re.fullmatch(UPLOAD_NAME, path.name)
            if len(path.parts) != 2 or not name:
                raise ContentError(WRONG_NAME)
            new = not default_storage.exists(path.name)
            if new:
                check_picture(root / path, name)
                missing.append(path)
            report.record("pictures", path.name, new, [])
        except ContentError as error:
            report.error(label(path), 0, error.message)
        except ValidationError as error:
            report.error(label(path), 0, " ".join(error.messages))
    return missing


def check_picture(path, name):
    """Raise ValidationError or ContentError unless a file is a picture of the format and size that its name says."""
    kind, width, height = check_image(read_bytes(path))
    if (str(width), str(height)) != (name["width"], name["height"]) or path.suffix[1:] != EXTENSIONS[kind]:
        raise ContentError(f"Its name says something else than it is: {kind}, {width} × {height} pixels.")


def store_pictures(root, paths):
    for path in paths:
        keep(path.name, read_bytes(root / path))


def warn_of_missing(report, texts, paths):
    """Warn of each picture that a text shows and that is neither in the folder nor stored."""
    names = {path.name for path in paths}
    for path, text in texts.items():
        for name in sorted(uploads_in(text) - names):
            if not default_storage.exists(name):
                line = text.count("\n", 0, text.index(name)) + 1
                report.warn(label(path), line, f"The picture {name} is neither in uploads/ nor on the site.")
