"""The sheet of codes for practice: every code of every drill is read back from the paper, whoever prints it."""

from collections import Counter

import pytest
import zxingcpp

from libdesk.documents.drill_codes import drill_codes
from libdesk.domain.drill_cast import ISBN
from libdesk.domain.drills import DRILLS
from libdesk.i18n import LANGUAGES, _, set_language
from tests.documents.cards.made import LONG_SCHOOL
from tests.documents.pdf import ink_beyond, pictures, read_codes, scanned, sizes, texts

SHOWN = Counter(shown.code for drill in DRILLS for shown in drill.shown)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_code_of_every_drill_can_be_scanned_from_the_paper(code: str) -> None:
    set_language(code)
    pdf = drill_codes(LONG_SCHOOL)
    assert Counter(scanned(pdf, dpi=300)) == SHOWN - Counter([ISBN])
    isbns = [
        text for picture in pictures(pdf, dpi=300) for text in read_codes(picture, zxingcpp.BarcodeFormat.EAN13)
    ]  # fmt: skip
    assert isbns == [ISBN]
    assert sizes(pdf) == [pytest.approx((210, 297), abs=0.1)] * 2
    assert not any(ink_beyond(picture, 10) for picture in pictures(pdf))


def test_every_drill_stands_on_it_with_its_words() -> None:
    words = "".join(texts(drill_codes("阳光小学")))
    assert [drill.code for drill in DRILLS if _(drill.title) not in words] == []
