"""Pictures keep the colours, the shades and the side up that their makers saw."""

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


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_picture_stands_upright_whatever_its_format(format):
    exif = Image.Exif()
    exif[0x0112] = 6
    assert back(encode(Image.new("RGB", (20, 10)), format, exif=exif)).size == (10, 20)
