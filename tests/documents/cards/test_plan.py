"""On a card of any size nothing lies on anything else, nor over the edge."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.documents.cards.plan import PHOTO, Box, Plan, plan_card
from libdesk.domain.rows.prints import CardLayout
from libdesk.domain.sheets import CARD_SHEETS

WHOLE = {"school": "阳光小学图书馆", "line": "书籍是人类进步的阶梯"}


def inside(box: Box, outer: Box) -> bool:
    return (
        outer.x - 1e-6 <= box.x
        and outer.y - 1e-6 <= box.y
        and box.right <= outer.right + 1e-6
        and box.bottom <= outer.bottom + 1e-6
    )


def apart(one: Box, other: Box) -> bool:
    slack = 1e-6
    return (
        one.right <= other.x + slack
        or other.right <= one.x + slack
        or one.bottom <= other.y + slack
        or other.bottom <= one.y + slack
    )


def boxes(plan: Plan) -> list[Box]:
    foot = [plan.foot] if plan.foot.height else []
    return [plan.head, plan.words, plan.bars, plan.number, *([plan.photo] if plan.photo else []), *foot]


@given(
    st.floats(70, 148), st.floats(40, 148), st.sampled_from([0.0, 2.0, 3.0]), st.booleans(), st.booleans()
)  # fmt: skip
def test_nothing_lies_on_anything_else_or_over_the_edge(
    width: float, height: float, rim: float, photo: bool, line: bool
) -> None:
    plan = plan_card(width, height, CardLayout("", line="x" * line, lamination=rim, photo=photo))
    card = Box(0, 0, width, height)
    assert all(inside(box, card) for box in boxes(plan))
    assert all(inside(box, plan.inner) for box in boxes(plan) if box is not plan.bars)
    assert all(apart(one, other) for one, other in combinations(boxes(plan), 2))
    assert min(plan.words.height, plan.words.width, plan.head.height) > 4
    assert plan.bars.height >= 6
    assert plan.bars.width >= 36


@pytest.mark.parametrize("rim", [0.0, 3.0])
@pytest.mark.parametrize("line", ["", "书籍是人类进步的阶梯"])
@pytest.mark.parametrize("sheet", CARD_SHEETS.values(), ids=CARD_SHEETS.keys())
def test_a_card_of_the_usual_size_holds_a_photo_of_one_inch(sheet: object, line: str, rim: float) -> None:
    plan = plan_card(sheet.label_width, sheet.label_height, CardLayout("", line=line, lamination=rim))  # type: ignore[attr-defined]
    assert plan.photo is not None
    assert (plan.photo.width, plan.photo.height) == pytest.approx(PHOTO, abs=0.35 if rim else 0.01)


def test_without_a_photo_the_words_have_its_room() -> None:
    with_photo, without = (plan_card(85.6, 53.98, CardLayout("", photo=photo)) for photo in (True, False))
    assert without.words.width > with_photo.words.width + 25
    assert without.bars.width > with_photo.bars.width + 25
