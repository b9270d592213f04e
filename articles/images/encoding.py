"""Uploaded pictures: checked by what the bytes are, encoded anew, named by ourselves.

Nothing of a file survives but its pixels: what else it carried (where a photo was taken, a script behind the last
byte) is gone, because every picture is decoded and written again.
"""

import errno
import hashlib
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from articles.alone import alone_at

MAX_BYTES = 5 * 1024 * 1024
MAX_SIDE = 10_000
MAX_PIXELS = 25_000_000  # in all frames together
MAX_FRAMES = 100
MAX_SCANS = 150
MAX_WIDTH = 1_400  # of what is stored: twice as wide as the text of a page, for screens of fine pixels

# How each format is written, by its name in Pillow.
FORMATS = {
    "PNG": {},
    "JPEG": {"quality": 85, "progressive": True},
    "WEBP": {"quality": 85},
    "GIF": {},
}
EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif"}
ANIMATED = {"GIF", "WEBP"}
MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}, "WEBP": {"RGB", "RGBA"}, "GIF": {"L", "P"}}

# The name of a stored picture: a digest of its bytes, its size, its format.
STEM = r"[0-9a-f]{20}-(?P<width>[1-9][0-9]{0,4})x(?P<height>[1-9][0-9]{0,4})"
UPLOAD_NAME = STEM + r"\.(?:png|jpg|webp|gif)"
STRIP = 256  # rows of a picture
PATIENCE = 20.0  # seconds, in which dozens of pictures are stored
QUEUE = "Too many pictures are being stored at once. Please try again in a moment."
NO_ROOM = "The disk of this site is full, so the picture was not stored. Whoever runs the site has to make room."


@dataclass
class Picture:
    """A decoded picture: one frame, or those of an animation with what a player needs to know."""

    format: str
    frames: list
    durations: list
    loop: dict


def store_image(upload):
    """Store an uploaded picture and return its URL, or raise a ValidationError that says in one sentence why not.

    The name is made from its bytes, so the same picture is stored once.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError("The picture has more than 5 MB.")
    with picture_turn():
        name, picture = name_image(upload.read(MAX_BYTES + 1))
        store_named(name, picture)
    return default_storage.url(name)


@contextmanager
def picture_turn():
    """Wait until no other process or thread of this machine has a decoded picture in memory: each may take a hundred
    megabytes. Raises ValidationError where that takes long."""
    with alone_at("pictures", PATIENCE) as alone:
        if not alone:
            raise ValidationError(QUEUE)
        yield


def name_image(data):
    """The name of an uploaded picture, made from its bytes, and the picture. Raises ValidationError.

    So it has the same name on every machine, whatever its encoders make of it.
    """
    with refusing_the_damaged():
        picture = read_picture(data)
        picture.frames = [prepare(frame, picture.format) for frame in picture.frames]
    width, height = picture.frames[0].size
    return f"{hashlib.sha256(data).hexdigest()[:20]}-{width}x{height}.{EXTENSIONS[picture.format]}", picture


def store_named(name, picture):
    """Store a picture that ``name_image`` has named, once. Raises ValidationError."""
    with refusing_the_damaged():
        keep(name, encode_picture(picture))


def keep(name, data):
    """Store a file under just this name, once: the name stands for its content. Raises ValidationError."""
    if not default_storage.exists(name):
        try:
            saved = default_storage.save(name, ContentFile(data))
        except OSError as error:
            if default_storage.exists(name) and default_storage.size(name) < len(data):
                default_storage.delete(name)  # what there was room for
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise ValidationError(NO_ROOM) from error
            raise
        if saved != name:  # somebody stored the same picture a moment earlier
            default_storage.delete(saved)


def check_image(data):
    """The format, width and height of a picture that can be decoded to its end; otherwise a ValidationError."""
    with picture_turn(), refusing_the_damaged():
        picture = read_picture(data)
    return picture.format, *picture.frames[0].size


def uploads_in(text):
    """The names of the stored pictures that a Markdown text refers to."""
    address = re.compile(f"{re.escape(settings.MEDIA_URL)}(?P<name>{UPLOAD_NAME})(?!\\w)")
    return {match["name"] for match in address.finditer(text)}


@contextmanager
def refusing_the_damaged():
    """Whatever Pillow raises about a file, the editor reads one sentence."""
    too_large = "The picture may have at most 25 million pixels, and 10,000 on each side."
    try:
        yield
    except ValidationError:
        raise
    except UnidentifiedImageError:
        raise ValidationError("Only PNG, JPEG, WebP and GIF pictures can be stored.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(too_large) from None
    except Exception as error:  # its decoders raise nearly anything
        raise ValidationError("The picture is damaged.") from error


def read_picture(data):
    """Decode a picture, after a look at its size: decoding is what costs memory."""
    if len(data) > MAX_BYTES:
        raise ValidationError("The picture has more than 5 MB.")
    image = Image.open(BytesIO(data), formats=list(FORMATS))
    if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
        raise Image.DecompressionBombError
    # Each scan of a progressive JPEG passes over the whole picture, and takes only a few bytes to ask for.
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > MAX_SCANS:
        raise ValidationError("The picture is damaged.")
    if image.format == "PNG" and getattr(image, "is_animated", False):
        raise ValidationError("An animated PNG would lose its movement here. Save it as an animated WebP or GIF.")
    image.draft(None, (MAX_WIDTH, MAX_WIDTH))  # a JPEG can be decoded at half its size, where that is enough
    # A camera's MPO is a JPEG with a second picture behind it.
    picture = Picture("JPEG" if image.format == "MPO" else image.format, [], [], {})
    if "loop" in image.info:
        picture.loop = {"loop": image.info["loop"]}
    for frame in read_frames(image, picture.format in ANIMATED):
        picture.frames.append(frame)
        picture.durations.append(frame.info.get("duration", 0))
    return picture


def read_frames(image, animated):
    """Each frame of an animation as a picture of its own; only the first one of anything else."""
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        if number > MAX_FRAMES or image.width * image.height * number > MAX_PIXELS:
            raise ValidationError("An animation may have at most 100 frames, and 25 million pixels in all of them.")
        frame.load()
        if not animated:
            yield frame  # without a copy of what may be a hundred megabytes
            return
        yield frame.copy()


def prepare(frame, format):
    """The pixels of a frame, upright and no wider than a page needs, without anything else that came with them."""
    ImageOps.exif_transpose(frame, in_place=True)
    frame = in_usual_colours(frame)
    if frame.width > MAX_WIDTH:
        frame = fit_width(frame, MAX_WIDTH)
    elif frame.mode not in MODES[format]:
        frame = in_full_colour(frame)
    frame.info = {key: value for key, value in frame.info.items() if key == "transparency"}
    return frame


def in_usual_colours(frame):
    """The frame in eight bits of sRGB, which is what a picture without a profile is taken for."""
    profile = frame.info.get("icc_profile")
    if frame.mode.startswith("I"):
        frame = in_eight_bits(frame)
    with suppress(ImageCms.PyCMSError, OSError):  # one that cannot be read says nothing
        profile = profile and ImageCms.ImageCmsProfile(BytesIO(profile))
        if profile and "srgb" not in ImageCms.getProfileDescription(profile).lower():
            return by_profile(frame, profile)
    return frame


def in_eight_bits(frame):
    """A grey frame of sixteen bits. Pillow would cut what is brighter than the darkest of 256 shades down to white."""
    shades, clear = frame.convert("I"), frame.info.get("transparency")
    shown = shades.point([round(shade / 257) for shade in range(65_536)], "L")
    if clear is not None:
        shown.putalpha(shades.point([255 * (shade != clear) for shade in range(65_536)], "L"))
    return shown


def by_profile(frame, profile):
    """The frame in sRGB by a profile, which may be one of grey, of screens or of ink. Raises PyCMSError."""
    is_grey = frame.mode in ("L", "LA")
    colours = frame.convert("L") if is_grey else frame if frame.mode == "CMYK" else in_full_colour(frame)
    mode = colours.mode if colours.mode == "RGBA" else "RGB"
    shown = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"), outputMode=mode)
    if is_grey and frame.has_transparency_data:
        shown.putalpha(in_full_colour(frame).getchannel("A"))
    return shown


def in_full_colour(frame):
    mode = "RGBA" if frame.has_transparency_data else "RGB"
    return frame if frame.mode == mode else frame.convert(mode)


def fit_width(frame, width):
    """The frame at another width, in its proportions. It goes by strips: a copy of it may be a hundred megabytes."""
    # Far larger ones are halved before, which costs a fraction and shows nowhere.
    resample = {"resample": Image.Resampling.LANCZOS, "reducing_gap": 1.2}
    mode = "RGBa" if frame.has_transparency_data else "RGB"  # in which no pixel shines that is not seen
    fitted = Image.new(mode, (width, frame.height))
    for top in range(0, frame.height, STRIP):
        strip = frame.crop((0, top, frame.width, min(top + STRIP, frame.height)))
        strip = in_full_colour(strip).convert(mode)
        fitted.paste(strip.resize((width, strip.height), **resample), (0, top))
    fitted = fitted.resize((width, max(1, round(frame.height * width / frame.width))), **resample)
    return in_full_colour(fitted)


def encode_picture(picture):
    """The picture as a new file."""
    options = dict(FORMATS[picture.format])
    first, *others = picture.frames
    if others:
        options |= {"save_all": True, "append_images": others, "duration": picture.durations, **picture.loop}
        if picture.format == "GIF" and any(frame.has_transparency_data for frame in picture.frames):
            options["disposal"] = 2  # or each frame would shine through the holes of the next
    file = BytesIO()
    first.save(file, picture.format, **options)
    return file.getvalue()
