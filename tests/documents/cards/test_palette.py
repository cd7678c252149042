"""Classes are told apart by their colour, on a grey printer too, and what stands on a colour is read."""

from itertools import pairwise

from libdesk.documents.cards.palette import PALETTE, colour_of, contrast, luminance


def lightness(ground: tuple[float, float, float]) -> float:
    """CIE L*, by which the eye tells greys apart: two differ when 2 lie between, and plainly when 4 do."""
    light = luminance(ground)
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def test_letters_on_every_colour_are_read() -> None:
    for colour in PALETTE:
        assert contrast(luminance(colour.ground), luminance((colour.ink,) * 3)) >= 4.5


def test_the_colours_differ_in_grey() -> None:
    greys = sorted(lightness(colour.ground) for colour in PALETTE)
    assert min(after - before for before, after in pairwise(greys)) >= 4
    assert greys[-1] < 95  # a band is seen on white


def test_classes_side_by_side_differ_plainly() -> None:
    around = [*PALETTE, PALETTE[0]]
    assert all(abs(lightness(a.ground) - lightness(b.ground)) >= 12 for a, b in pairwise(around))


def test_after_the_last_colour_the_first_comes_again() -> None:
    assert colour_of(len(PALETTE)) == colour_of(0) != colour_of(1)
