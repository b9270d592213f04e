"""Uploaded pictures: what is accepted, what is left of them, what they are called."""

import errno
import random
import re
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.images.encoding import MAX_BYTES, MAX_SCANS, UPLOAD_NAME, check_image, store_image, uploads_in

FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif"}
NOT_A_PICTURE = "Only PNG, JPEG, WebP and GIF pictures can be stored."
TOO_LARGE = "The picture may have at most 25 million pixels, and 10,000 on each side."
DAMAGED = "The picture is damaged."


def picture(size=(60, 40), mode="RGB"):
    return Image.effect_noise(size, 60).convert(mode)


def encode(image, format="PNG", **options):
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def animation(format="GIF", frames=3, size=(30, 20)):
    first, *others = [Image.new("RGB", size, (80 * i % 256, 200 - i, 7)) for i in range(frames)]
    return encode(first, format, save_all=True, append_images=others, duration=70, loop=0)


def png_header(width, height):
    """A PNG that claims a size and holds nearly nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def store(data, name="picture.png"):
    url = store_image(SimpleUploadedFile(name, data, "image/png"))
    size = re.fullmatch(UPLOAD_NAME, url.rpartition("/")[2])
    return SimpleNamespace(url=url, width=int(size["width"]), height=int(size["height"]))


def stored(image):
    return default_storage.open(image.url.removeprefix("/media/")).read()


def files():
    return default_storage.listdir("")[1] if default_storage.exists("") else []


def refusal(data):
    with pytest.raises(ValidationError) as error:
        store(data)
    with pytest.raises(ValidationError):
        check_image(data)
    assert files() == []
    return error.value.messages[0]


@pytest.mark.parametrize(("format", "extension"), FORMATS.items())
def test_a_picture_is_what_its_bytes_are_whatever_it_is_called(format, extension):
    data = encode(picture(), format)
    image = store(data, "../../evil.html")
    assert (image.width, image.height) == (60, 40)
    assert re.fullmatch(f"/media/{UPLOAD_NAME}", image.url)
    assert image.url.endswith(f"-60x40.{extension}")
    assert check_image(stored(image)) == check_image(data) == (format, 60, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_accepted(mode):
    assert store(encode(Image.new(mode, (9, 5)))).width == 9


def test_a_jpeg_made_for_print_becomes_one_for_screens():
    image = store(encode(Image.new("CMYK", (9, 5)), "JPEG"))
    assert Image.open(BytesIO(stored(image))).mode == "RGB"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a/*<script>*/=1;alert(1)",
        b"%PDF-1.7",
        encode(Image.new("RGB", (9, 9)), "BMP"),
        encode(Image.new("RGB", (9, 9)), "TIFF"),
        encode(Image.new("RGB", (16, 16)), "ICO"),
    ],
)
def test_anything_else_named_as_a_png_is_refused(data):
    assert refusal(data) in {NOT_A_PICTURE, DAMAGED}


@pytest.mark.parametrize("format", FORMATS)
def test_a_truncated_picture_is_refused(format):
    data = encode(picture((200, 200)), format)
    assert refusal(data[: len(data) // 2]) in {NOT_A_PICTURE, DAMAGED}


def test_damage_of_any_kind_is_a_validation_error_and_never_another_one():
    dice = random.Random(1)
    seeds = [encode(picture(), format) for format in FORMATS] + [animation("GIF"), animation("WEBP")]
    for _ in range(400):
        data = bytearray(dice.choice(seeds))
        for _ in range(3):
            data[dice.randrange(min(len(data), dice.choice([60, 10**6])))] = dice.randrange(256)
        with suppress(ValidationError):
            check_image(bytes(data))


@pytest.mark.parametrize("size", [(13_350, 13_350), (65_000, 65_000), (10_001, 1), (1, 10_001), (5_001, 5_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(size):
    assert refusal(png_header(*size)) == TOO_LARGE


def test_a_file_of_more_than_five_megabytes_is_refused():
    assert refusal(encode(picture()) + b"\0" * MAX_BYTES) == "The picture has more than 5 MB."


def test_a_jpeg_that_repaints_itself_endlessly_is_refused():
    data = encode(picture(), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    assert refusal(data[:-2] + scan * MAX_SCANS + data[-2:]) == DAMAGED


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken(format):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "secret place"
    image = store(encode(picture(), format, exif=exif, icc_profile=b"secret profile", xmp=b"secret packet"))
    assert (image.width, image.height) == (40, 60)
    assert b"secret" not in stored(image)
    assert not {"exif", "icc_profile", "xmp"} & Image.open(BytesIO(stored(image))).info.keys()


@pytest.mark.parametrize("format", FORMATS)
def test_what_stands_behind_the_last_byte_is_gone(format):
    image = store(encode(picture(), format) + b"<script>alert(1)</script>")
    assert b"script" not in stored(image)


def test_comments_inside_a_picture_are_gone():
    assert b"secret" not in stored(store(encode(picture(), "GIF", comment=b"secret")))
    assert b"secret" not in stored(store(encode(picture(), "JPEG", comment=b"secret")))


def test_a_wide_picture_is_scaled_down():
    image = store(encode(Image.new("P", (4_000, 1_000))))
    assert (image.width, image.height) == (1_400, 350)
    assert Image.open(BytesIO(stored(image))).size == (1_400, 350)


def test_transparency_stays():
    for mode, format in [("RGBA", "PNG"), ("RGBA", "WEBP"), ("P", "PNG"), ("P", "GIF")]:
        options = {"transparency": 0} if mode == "P" else {}
        image = store(encode(Image.new(mode, (9, 5)), format, **options))
        assert Image.open(BytesIO(stored(image))).convert("RGBA").getpixel((0, 0))[3] == 0


def test_the_same_picture_twice_is_one_file():
    data = encode(picture())
    assert store(data, "a.png") == store(data, "b.jpg")
    assert len(files()) == 1


def test_the_same_picture_stored_at_the_same_moment_is_one_file(monkeypatch):
    data = encode(picture())
    first = store(data)
    answers = iter([False])  # nobody has stored it yet, it seems
    exists = default_storage.exists
    monkeypatch.setattr(FileSystemStorage, "exists", lambda self, name: next(answers, exists(name)))
    assert store(data) == first
    assert len(files()) == 1


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_an_animation_goes_on_moving(format):
    copy = Image.open(BytesIO(stored(store(animation(format)))))
    assert copy.n_frames == 3
    copy.seek(1)
    copy.load()
    assert copy.info["duration"] == 70
    assert copy.convert("RGB").getpixel((3, 3))[0] == pytest.approx(80, abs=6)


@pytest.mark.parametrize("data", [animation(frames=101), animation(frames=7, size=(2_000, 2_000))])
def test_an_animation_without_end_is_refused(data):
    assert "at most 100 frames" in refusal(data)


def test_the_uploads_of_a_text_are_found_and_nothing_else_is():
    one, two = "0123456789abcdef0123-640x480.png", "ffffffffffffffffffff-1x99999.webp"
    text = f"""![a](/media/{one}) [r]: /media/{two} "t"
    <https://hub.example/media/{one}> /media/0123456789abcdef0123-0x480.png /media/0123-6x4.png
    /media/x{one} /media/{one}x /other/{two} /media/0123456789ABCDEF0123-6x4.png /media/{"0" * 20}-6x4.svg"""
    assert uploads_in(text) == {one, two}
    assert uploads_in("") == set()


class FullStorage(FileSystemStorage):
    """Has room for a few bytes of each file."""

    def _save(self, name, content):
        super()._save(name, ContentFile(content.read()[:10]))
        raise OSError(errno.ENOSPC, "No space left on device")


def test_where_the_disk_is_full_that_is_said_and_no_piece_of_the_picture_is_left(monkeypatch):
    monkeypatch.setattr("articles.images.encoding.default_storage", FullStorage())
    with pytest.raises(ValidationError, match="The disk of this site is full"):
        store(encode(picture()))
    assert files() == []
    monkeypatch.undo()
    assert stored(store(encode(picture())))
