"""What makes a printed card an old one, and which colour a class has."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from libdesk.domain.card_colours import class_colour, department_colour
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.faces import LENGTH, card_face, label_face
from libdesk.domain.rows.prints import CardLayout, CardRow, LabelKind, LabelLayout, LabelRow

CARD = CardRow(1, "王小雨", "五(3)班", "学生", "20220301", "R000001", date(2027, 7, 1), 3, b"photo")
LAYOUT = CardLayout("阳光小学")


@pytest.mark.parametrize(
    "values",
    [
        {"name": "王晓雨"},
        {"group": "六(3)班"},
        {"kind": "教师"},
        {"school_no": "20220302"},
        {"code": "R000002"},
        {"valid_until": None},
        {"photo": b"another"},
        {"photo": None},
    ],
    ids=str,
)
def test_a_card_is_changed_when_what_is_seen_on_it_is(values: dict[str, object]) -> None:
    assert card_face(replace(CARD, **values), LAYOUT) != card_face(CARD, LAYOUT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("switch", "values"),
    [("group", {"group": "六(3)班"}), ("valid", {"valid_until": None}), ("photo", {"photo": b"another"})],
)
def test_what_is_not_printed_changes_no_card(switch: str, values: dict[str, object]) -> None:
    layout = replace(LAYOUT, **{switch: False})  # type: ignore[arg-type]
    assert card_face(replace(CARD, **values), layout) == card_face(CARD, layout)  # type: ignore[arg-type]


def test_the_schools_own_parts_make_no_old_card_wrong() -> None:
    for layout in (replace(LAYOUT, line="8:00"), replace(LAYOUT, logo=b"x"), replace(LAYOUT, back=True)):
        assert card_face(CARD, layout) == card_face(CARD, LAYOUT)


def test_the_key_of_a_photo_stands_for_its_bytes() -> None:
    key = sha256(b"photo").hexdigest()
    assert card_face(replace(CARD, photo=None), LAYOUT, key) == card_face(CARD, LAYOUT)
    assert card_face(replace(CARD, photo=None), LAYOUT, "") == card_face(replace(CARD, photo=None), LAYOUT)


def test_a_face_tells_nothing_of_the_reader() -> None:
    face = card_face(CARD, LAYOUT)
    assert len(face) == LENGTH
    assert set(face) <= set("0123456789abcdef")


def test_a_spine_label_is_changed_by_its_call_number_alone() -> None:
    row = LabelRow(1, "城南旧事", "T1", "I246.7/1")
    spine, bars = LabelLayout(LabelKind.SPINE), LabelLayout(LabelKind.BARCODE)
    assert label_face(replace(row, title="x"), spine) == label_face(row, spine)
    assert label_face(replace(row, call_no="I246.7/2"), spine) != label_face(row, spine)
    assert label_face(replace(row, call_no="I246.7/2"), bars) == label_face(row, bars)


def test_classes_side_by_side_have_other_colours_and_keep_them() -> None:
    numbers = [class_colour(ClassRef(Stage.PRIMARY, 2022, number)) for number in range(1, 13)]
    assert len({number % 12 for number in numbers}) == 12
    years = [class_colour(ClassRef(Stage.PRIMARY, year, 1)) % 12 for year in range(2020, 2026)]
    assert len(set(years)) == 6


def test_a_department_has_a_colour_and_nobodys_has_none() -> None:
    assert department_colour("语文组") == department_colour("语文组") != department_colour("数学组")
    assert department_colour("") is None
