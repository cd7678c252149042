"""Whatever picture is brought, a photo for the card or a sentence comes of it; never a hang and never a leak."""

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from libdesk.exchange import photos
from libdesk.exchange.errors import FileGone

SKY, GRASS = (90, 150, 230), (60, 160, 60)


def face(size: tuple[int, int] = (600, 800), mode: str = "RGB") -> Image.Image:
    """Sky above and grass below, so that up is seen."""
    made = Image.new("RGB", size, SKY)
    ImageDraw.Draw(made).rectangle((0, size[1] // 2, size[0], size[1]), fill=GRASS)
    return made.convert(mode)


def saved(picture: Image.Image, form: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def near(one: object, other: tuple[int, int, int], most: int = 40) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("form", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"),
     ("PNG", "I;16"), ("BMP", "RGB"), ("WEBP", "RGB"), ("TIFF", "CMYK"), ("GIF", "P")],
)  # fmt: skip
def test_any_picture_becomes_a_photo_of_the_cards_size(form: str, mode: str) -> None:
    picture = Image.new("I;16", (600, 800), 30_000) if mode == "I;16" else face(mode=mode)
    photo = opened(photos.make_photo(saved(picture, form)))
    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (295, 413))
    assert photo.info["dpi"] == (300, 300)


def test_a_wide_picture_keeps_its_middle_and_a_tall_one_its_upper_part() -> None:
    wide = face((1600, 800))
    ImageDraw.Draw(wide).rectangle((0, 0, 400, 800), fill=(255, 0, 0))
    assert near(opened(photos.make_photo(saved(wide))).getpixel((5, 20)), SKY)
    tall = face((600, 3000))
    photo = opened(photos.make_photo(saved(tall)))
    assert near(photo.getpixel((150, 5)), SKY)
    assert near(photo.getpixel((150, 300)), SKY)


@pytest.mark.parametrize(("turned", "angle"), [(3, 180), (6, 90), (8, 270)])
def test_a_photo_taken_sideways_stands_upright(turned: int, angle: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    photo = opened(photos.make_photo(saved(face().rotate(angle, expand=True), exif=exif)))
    assert near(photo.getpixel((150, 20)), SKY)
    assert near(photo.getpixel((150, 390)), GRASS)


def test_nothing_but_the_points_goes_with_it() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of 张三"
    exif.get_ifd(0x8825)[1] = "N"
    source = saved(face(), exif=exif, comment=b"a secret", icc_profile=_srgb())
    assert b"a secret" in source
    data = photos.make_photo(source)
    photo = opened(data)
    assert dict(photo.getexif()) == {}
    assert not {"exif", "comment", "icc_profile", "photoshop", "xmp"} & photo.info.keys()
    assert b"Camera" not in data


def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_printers_colours_and_a_damaged_profile_come_out_right() -> None:
    for more in ({}, {"icc_profile": b"no profile at all"}):
        photo = opened(photos.make_photo(saved(face(mode="CMYK"), "JPEG", **more)))
        assert near(photo.getpixel((150, 20)), SKY)
        assert near(photo.getpixel((150, 390)), GRASS)


def test_what_is_clear_becomes_white() -> None:
    clear = Image.new("RGBA", (600, 800), (0, 0, 0, 0))
    assert near(opened(photos.make_photo(saved(clear, "PNG"))).getpixel((100, 100)), (255, 255, 255))


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"heix", b"avif"])
def test_a_telephones_own_format_is_told_in_words(brand: bytes) -> None:
    with pytest.raises(photos.PhoneFormat, match="HEIC"):
        photos.make_photo(b"\0\0\0\x18ftyp" + brand + b"\0" * 4096)


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 99, b"<svg/>"])
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(photos.NoPicture):
        photos.make_photo(data)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "TIFF"])
def test_a_picture_that_was_not_copied_whole_is_told(form: str) -> None:
    data = saved(face(), form)
    with pytest.raises(photos.PhotoError):
        photos.make_photo(data[: len(data) // 2])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = part(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" * 10_000)) + part(b"IEND", b"")
    with pytest.raises(photos.PictureTooLarge):
        photos.make_photo(bomb)


def test_a_stamp_is_too_small_and_says_its_size() -> None:
    with pytest.raises(photos.PictureTooSmall, match="40"):
        photos.make_photo(saved(face((40, 60)), "PNG"))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        photos.read_photo(tmp_path / "away.jpg")


@settings(max_examples=60, deadline=None)
@given(
    at=st.integers(0, 2_000), garbage=st.binary(min_size=1, max_size=40), form=st.sampled_from(["JPEG", "PNG", "GIF"])
)
def test_whatever_is_broken_in_a_file_is_a_photo_or_a_sentence(at: int, garbage: bytes, form: str) -> None:
    data = bytearray(saved(face((160, 200)), form))
    data[at : at + len(garbage)] = garbage
    with suppress(photos.PhotoError):
        assert opened(photos.make_photo(bytes(data))).size == (295, 413)
