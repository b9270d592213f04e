"""Whether a page is for everybody: what the metadata of static-site generators can say against it.

A page is public only where nothing hides it. What cannot be read is a mistake, and the import is refused.
"""

import re

from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.content.field_types import FLAGS, read_flag, read_moment
from hub.content.yaml_text import Items, Mapping, Text

# The keys of Hugo, Jekyll, Pelican, Eleventy, Astro, Ghost, Zola, Grav, Lektor and WordPress, as ``plain`` writes them.
HIDDEN_IF = {
    *("draft", "isdraft", "hidden", "private", "isprivate", "unlisted", "unpublished", "wip", "internal"),
    *(
        "confidential",
        "headless",
        "orphan",
        "ignored",
        "exclude",
        "eleventyexcludefromcollections",
        "archived",
        "deleted",
    ),
    *("trashed", "expired", "secret", "ishidden", "isunlisted", "isarchived", "isdeleted"),
}
SHOWN_IF = {
    *("published", "ispublished", "publish", "public", "ispublic", "visible", "listed", "discoverable", "render"),
    *("rendered", "routable", "enabled", "ready", "dgpublish"),
}
STATES = {"status", "poststatus", "publishstatus", "state", "visibility", "access"}
PUBLIC_STATES = {"published", "publish", "public", "live"}
# What no key should say of a page that is for everybody, whatever it is called.
HIDDEN_WORDS = {"draft", "private", "hidden", "unlisted", "unpublished", "pending", "internal", "confidential", "wip"}
UNFINISHED = re.compile(r"(?:draft|wip|unpublished)(?:\W+\w+){1,2}\W*\Z", re.IGNORECASE)  # such as “Draft v2”
PUBLISHED_ON = {
    *("publishdate", "publisheddate", "publishat", "publishedat", "publishon", "publishedon", "pubdate"),
    *("publicationdate", "datepublished"),
}
SHOWN_FROM = {*PUBLISHED_ON, "embargo"}
SHOWN_UNTIL = {
    *("expirydate", "expires", "expiry", "expiredate", "expirationdate", "unpublishdate", "unpublishat"),
    *("unpublishedat", "archivedat", "deletedat"),
}
SHOWN_UNLESS_NO = {"live", "online", "active", "show", "url"}  # which may have other values, such as an address
PASSWORDS = {"password", "postpassword"}
HIDING_KEYS = HIDDEN_IF | SHOWN_IF | STATES | SHOWN_FROM | SHOWN_UNTIL | PASSWORDS
HIDDEN_IF_EMPTY = SHOWN_IF | STATES | PUBLISHED_ON  # nobody has filled in yet that it is published


def plain(key):
    """A key without what its spellings differ in: “publishDate” and “Publish-Date” are “publishdate”."""
    return re.sub(r"[\s_-]", "", key.lower())


def is_hiding(key, value):
    """Whether a key says who may read the page, and so is no unknown one."""
    name = plain(key)
    hides = (
        name in HIDING_KEYS
        or "draft" in name
        or (name == "permalink" and not isinstance(value, Text))
        or (name in SHOWN_UNLESS_NO | {"permalink"} and isinstance(value, Text) and not is_no_denial(value.strip()))
    )
    return hides or is_word(value) or is_in_future(value)


def is_word(value):
    return isinstance(value, Text) and (value.strip().lower() in HIDDEN_WORDS or bool(UNFINISHED.match(value.strip())))


def is_in_future(value):
    """Whether it is a day or a moment that is still to come: of a key that nobody knows, perhaps when to publish."""
    try:
        return isinstance(value, Text) and is_later(value.strip())
    except ValidationError:
        return False


def reasons_to_hide(entry, known):
    """Why a page is not for everybody, a phrase each; none where it is. What cannot be read is an error."""
    return [reason for name, value in said(entry.mapping, known) if (reason := read(entry, name, value))]


def said(value, known=(), name=""):
    """What a mapping, and what is in it and not our own, says about who may read it: dotted names and values."""
    if isinstance(value, Items):
        for item in value:
            yield from said(item, (), name)
    for key, item in value.items() if isinstance(value, Mapping) else ():
        inner = f"{name}.{key}" if name else key
        if (
            plain(key) in HIDING_KEYS
            or ((key not in known or key in ("permalink", "url")) and is_hiding(key, item))
            or plain(inner).removeprefix("cascade.") in HUGO_BUILD
        ):
            yield inner, item
        if key not in known and not isinstance(item, Text):
            yield from said(item, (), inner)


def may_hide(name, value):
    try:
        return not isinstance(value, Text) or bool(reader_of(name)(value.strip()))
    except ValidationError:
        return True


def reader_of(name):
    """What tells whether the value of a key hides a page; ``cascade.`` before its name says of which."""
    name = plain(name).removeprefix("cascade.")
    return HUGO_BUILD.get(name) or READERS.get(name.rpartition(".")[2], is_no_denial)


def read(entry, name, value):
    """What hides the page about one key; empty where it does not. A mistake is an error of the entry."""
    try:
        if not isinstance(value, Text):
            raise ValidationError("Write one text here, not a list.")
        if plain(name).startswith("cascade."):
            raise ValidationError("What hides other files is not read here: write it into each of them.")
        if not value:
            return f"{name} is empty" if plain(name).rpartition(".")[2] in HIDDEN_IF_EMPTY else ""
        return f"{name}: {value}" if reader_of(name)(value.strip()) else ""
    except ValidationError as error:
        entry.error(error.messages[0], name, value.line)
        return ""


def is_no_denial(text):
    return FLAGS.get(text.lower(), True)


def is_never(text):
    return text.lower() in {"never", "local", "link"} or not is_no_denial(text)


def is_later(text):
    return read_moment(text) > timezone.now()


HUGO_BUILD = {"build.render": is_never, "build.list": is_never}
READERS = {
    **dict.fromkeys(HIDDEN_IF, read_flag),
    **dict.fromkeys(SHOWN_IF, lambda text: not FLAGS[text.lower()] if text.lower() in FLAGS else is_later(text)),
    **dict.fromkeys(STATES, lambda text: text.lower() not in PUBLIC_STATES),
    **dict.fromkeys(SHOWN_FROM, is_later),
    **dict.fromkeys(SHOWN_UNTIL, lambda text: not is_later(text)),
    **dict.fromkeys([*PASSWORDS, "permalink", *SHOWN_UNLESS_NO], bool),
}
