"""Pictures keep the colours, the shades and the side up that their makers saw."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from tests.articles.images.test_images import encode, store, stored


def back(data):
    return Image.open(BytesIO(stored(store(data))))


@pytest.mark.parametrize("shade", [0, 20_000, 40_000, 65_535])
def test_a_grey_picture_of_sixteen_bits_keeps_its_shades(shade):
    shown = back(encode(Image.new("I;16", (9, 9), shade))).convert("L").getpixel((4, 4))
    assert abs(shown - shade / 257) <= 1


def grey_png(depth_and_kind, row, *chunks):
    """A PNG of one row, made by hand: Pillow writes no grey of sixteen bits that is see-through."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">II2s3x", 1, 1, depth_and_kind)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"\0" + row)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (grey_png(b"\x10\0", b"\x80\x00"), (128, 255)),
        (grey_png(b"\x10\0", b"\x80\x00", (b"tRNS", b"\x80\x00")), (128, 0)),
        (grey_png(b"\x10\0", b"\x80\x00", (b"tRNS", b"\x80\x01")), (128, 255)),
        (grey_png(b"\x10\4", b"\x80\x00\x40\x00"), (128, 64)),
        (grey_png(b"\x10\2", b"\x80\x00" * 3), (128, 255)),
        (grey_png(b"\x10\6", b"\x80\x00" * 3 + b"\x40\x00"), (128, 64)),
        (grey_png(b"\x02\0", b"\x40"), (85, 255)),
    ],
)
def test_a_shade_of_any_depth_and_what_is_seen_through_it_stay(data, seen):
    red, green, blue, alpha = back(data).convert("RGBA").getpixel((0, 0))
    assert (red, alpha) == seen
    assert red == green == blue


def grey_profile():
    """An ICC profile of grey in which twice the value is twice the light."""
    return profile(b"GRAY", "grey", {b"kTRC": b"curv\0\0\0\0" + struct.pack(">IH", 1, 256)})


@pytest.mark.parametrize(("format", "mode"), [("PNG", "L"), ("PNG", "LA"), ("PNG", "I;16"), ("JPEG", "L")])
def test_a_shade_looks_as_its_profile_of_grey_says(format, mode):
    picture = Image.new("I;16", (16, 16), 64 * 257) if mode == "I;16" else Image.new("L", (16, 16), 64).convert(mode)
    if mode == "LA":
        picture.putalpha(100)
    red, green, blue, alpha = back(encode(picture, format, icc_profile=grey_profile())).convert("RGBA").getpixel((8, 8))
    assert red == green == blue
    assert abs(red - 137) <= 2  # a quarter of the light
    assert alpha == (100 if mode == "LA" else 255)


@pytest.mark.parametrize(("format", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")])
def test_a_profile_of_grey_takes_no_colour_away(format, mode):
    picture = Image.new("RGB", (16, 16), (200, 30, 60)).convert(mode, palette=Image.Palette.ADAPTIVE)
    shown = back(encode(picture, format, icc_profile=grey_profile())).convert("RGB").getpixel((8, 8))
    assert all(abs(one - other) <= 6 for one, other in zip(shown, (200, 30, 60), strict=True))


def other_profile():
    """A profile that is not that of sRGB, and that no picture of ours can be read by."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@pytest.mark.parametrize(("format", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("WEBP", "RGB")])
def test_a_profile_is_applied_before_it_is_dropped(monkeypatch, format, mode):
    asked = []

    def convert(frame, profile, srgb, outputMode):
        asked.append((frame.mode, outputMode))
        return Image.new(outputMode, frame.size, "blue")

    monkeypatch.setattr(ImageCms, "profileToProfile", convert)
    picture = back(encode(Image.new(mode, (9, 9), "red"), format, icc_profile=other_profile()))
    assert asked == [(mode, mode)]
    assert picture.convert("RGB").getpixel((4, 4))[2] > 200
    assert "icc_profile" not in picture.info


def screen_profile(name, *primaries):
    """An ICC profile with the XYZ of red, green and blue, and a gamma of 2.2."""
    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563)
    colours = {sign + b"XYZ": xyz(values) for sign, values in zip((b"r", b"g", b"b"), primaries, strict=True)}
    return profile(b"RGB ", name, colours | {sign + b"TRC": gamma for sign in (b"r", b"g", b"b")})


def xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65_536)) for value in values)


def profile(space, name, tags):
    described = b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name.encode() + bytes(79)
    tags = {b"desc": described, b"wtpt": xyz(WHITE), **tags}
    table, data, start = b"", b"", 132 + 12 * len(tags)
    for sign, value in tags.items():
        table += sign + struct.pack(">II", start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    head = struct.pack(">I4xI12s12x4s28x", start + len(data), 0x02100000, b"mntr" + space + b"XYZ ", b"acsp")
    return head + xyz(WHITE)[8:] + bytes(48) + struct.pack(">I", len(tags)) + table + data


WHITE = (0.9642, 1, 0.8249)
# What a colour of 200, 120, 80 looks like in each of them, by the matrices of the two screens.
SCREENS = {
    "Display P3": (
        ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407)),
        (214, 116, 69),
    ),
    "Adobe": (((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)), (224, 121, 76)),
    "GBR": (((0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141), (0.43607, 0.22249, 0.01392)), (79, 201, 121)),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_colour_looks_as_on_the_screen_that_its_profile_names(screen, format, mode):
    primaries, seen = SCREENS[screen]
    picture = Image.new("RGB", (16, 16), (200, 120, 80))
    picture = picture.quantize(4) if mode == "P" and format == "PNG" else picture
    picture = picture.convert("RGBA") if mode == "RGBA" and format != "JPEG" else picture
    shown = back(encode(picture, format, icc_profile=screen_profile(screen, *primaries)))
    colour = shown.convert("RGB").getpixel((8, 8))
    assert all(abs(one - other) <= 5 for one, other in zip(colour, seen, strict=True)), colour


def test_a_profile_of_srgb_or_one_that_cannot_be_read_changes_nothing():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"no profile at all", other_profile()):
        picture = back(encode(Image.new("RGB", (9, 9), (200, 30, 60)), icc_profile=profile))
        assert picture.convert("RGB").getpixel((4, 4)) == (200, 30, 60)


def test_a_picture_with_a_profile_of_grey_or_of_ink_is_refused_nothing():
    for mode in ("L", "P", "LA"):
        assert back(encode(Image.new(mode, (9, 9)), icc_profile=other_profile())).size == (9, 9)
    assert back(encode(Image.new("CMYK", (9, 9)), "JPEG", icc_profile=other_profile())).size == (9, 9)


def test_an_animated_png_is_told_what_it_would_lose():
    first, second = Image.new("RGB", (9, 9), "red"), Image.new("RGB", (9, 9), "blue")
    with pytest.raises(ValidationError, match="would lose its movement"):
        store(encode(first, save_all=True, append_images=[second]))


# Where the upper left corner of what a camera stored belongs, by what it says of how it was held.
CORNERS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("held", CORNERS)
def test_a_picture_stands_upright_whatever_its_format(format, held):
    exif, picture = Image.Exif(), Image.new("RGB", (64, 32), "white")
    exif[0x0112] = held
    picture.paste("black", (0, 0, 32, 16))
    shown = back(encode(picture, format, exif=exif)).convert("L")
    assert shown.size == ((64, 32) if held < 5 else (32, 64))
    places = {(x, y): (x * (shown.width - 9) + 4, y * (shown.height - 9) + 4) for x in (0, 1) for y in (0, 1)}
    assert [corner for corner, place in places.items() if shown.getpixel(place) < 60] == [CORNERS[held]]
