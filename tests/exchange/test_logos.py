"""The school's sign from any picture: whole, on white, no larger than needed."""

import io

import pytest
from PIL import Image

from libdesk.exchange.logos import make_logo
from libdesk.exchange.photos import NoPicture, PictureTooSmall


def picture(size: tuple[int, int], mode: str = "RGB", colour: object = "red", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "made"), [((2000, 2000), (400, 400)), ((3000, 600), (1000, 200)), ((80, 60), (80, 60))]
)
def test_a_sign_keeps_its_shape_and_is_made_no_larger(size: tuple[int, int], made: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(make_logo(picture(size)))) as found:
        assert (found.format, found.size) == ("JPEG", made)


def test_what_is_clear_becomes_white() -> None:
    with Image.open(io.BytesIO(make_logo(picture((100, 100), "RGBA", (0, 0, 0, 0))))) as found:
        assert found.getpixel((50, 50)) == (255, 255, 255)


def test_what_is_no_sign_is_told() -> None:
    with pytest.raises(NoPicture):
        make_logo(b"a text")
    with pytest.raises(PictureTooSmall):
        make_logo(picture((20, 20)))
