"""The look: every pair of colours can be read, green and red differ in a grey picture, one factor scales all."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from libdesk.domain.outcome import Outcome
from libdesk.ui import theme
from libdesk.ui.theme.palette import SCHEMES, Colours

SCHEME = pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue, _alpha = QColor(colour).getRgb()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#4CAF50") == pytest.approx(2.78, abs=0.01)


@SCHEME
def test_words_can_be_read_on_every_plain_ground(colours: Colours) -> None:
    for ground in (colours.window, colours.surface, colours.soft):
        for role in ("text", "quiet", "faint", "accent_text", "good", "warn", "bad"):
            assert contrast(getattr(colours, role), ground) >= 4.5, (role, ground)


@SCHEME
def test_words_can_be_read_on_coloured_grounds(colours: Colours) -> None:
    pairs = [
        (colours.on_accent, colours.accent),
        (colours.on_accent, colours.accent_hover),
        (colours.on_select, colours.select),
        (colours.text, colours.progress),
        (colours.on_strong, colours.strong),
        (colours.surface, colours.warn),
        (colours.surface, colours.bad),
        *((ground.text, ground.ground) for ground in colours.outcomes.values()),
    ]
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text, ground)


@SCHEME
def test_focus_and_edges_can_be_seen(colours: Colours) -> None:
    for line in (colours.focus, colours.edge):
        for ground in (colours.window, colours.surface):
            assert contrast(line, ground) >= 3, (line, ground)


@SCHEME
def test_success_and_refusal_differ_without_hue(colours: Colours) -> None:
    refused = colours.outcomes[Outcome.REFUSED].ground
    for done in (Outcome.LENT, Outcome.RETURNED, Outcome.RENEWED, Outcome.DONE, Outcome.NOTICE):
        assert contrast(colours.outcomes[done].ground, refused) >= 3, done


@SCHEME
def test_the_four_grounds_are_four(colours: Colours) -> None:
    grounds = {colours.outcomes[outcome].ground for outcome in Outcome}
    assert len(grounds) == 4
    assert all(contrast(one, other) > 1.05 or one[1:3] != other[1:3] for one, other in combinations(grounds, 2))


@pytest.mark.parametrize("name", theme.SCHEME_NAMES)
def test_every_scheme_dresses_the_program(qapp: QApplication, name: str) -> None:
    shown = theme.apply_theme(qapp, scheme=name)
    assert shown.scheme in SCHEMES
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(shown.colours.window)
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(shown.colours.faint)
    assert "$" not in qapp.styleSheet()


def test_an_unknown_scheme_follows_the_system(qapp: QApplication) -> None:
    assert theme.apply_theme(qapp, scheme="sepia").scheme in SCHEMES


@pytest.mark.parametrize(("asked", "given"), [(1.0, 1.0), (1.5, 1.5), (0.2, 1.0), (9.0, 2.0)])
def test_one_factor_scales_type_and_space(qapp: QApplication, asked: float, given: float) -> None:
    theme.apply_theme(qapp, scheme="light", factor=asked)
    assert theme.current().factor == given
    assert theme.size(theme.Step.BODY) == pytest.approx(11 * given)
    assert theme.space(2) == round(8 * given)
    assert qapp.font().pointSizeF() == pytest.approx(11 * given)


def test_the_type_is_the_programs_own(qapp: QApplication) -> None:
    theme.apply_theme(qapp, scheme="light")
    assert qapp.font().family() == theme.FAMILY


def test_student_mode_makes_targets_larger(qtbot, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    theme.apply_theme(qapp, scheme="light")
    window = QWidget()
    qtbot.addWidget(window)
    button, field = QPushButton("x"), QLineEdit()
    layout = QVBoxLayout(window)
    for widget in (QLabel("x"), button, field):
        layout.addWidget(widget)
    window.show()
    assert min(button.sizeHint().height(), field.sizeHint().height()) >= 24
    theme.set_student(window, True)
    assert min(button.sizeHint().height(), field.sizeHint().height()) >= 44
    theme.set_student(window, False)
    assert button.sizeHint().height() < 44
