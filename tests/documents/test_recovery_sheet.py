"""The sheet with a recovery code says whose it is and shows the code so that it can be typed without mistakes."""

from datetime import date

from libdesk.documents.recovery_sheet import recovery_sheet
from tests.documents.pdf import ink_beyond, pictures, texts


def test_the_sheet_bears_name_code_and_day() -> None:
    pages = texts(recovery_sheet("阳光小学图书馆", "王𠮷", "ABCD-EF23-GHJK-LMNP", date(2026, 3, 9)))
    assert len(pages) == 1
    for words in ("阳光小学图书馆", "王𠮷", "ABCD-EF23-GHJK-LMNP", "2026"):
        assert words in pages[0]


def test_nothing_stands_beyond_the_margin_however_long_a_name_is() -> None:
    pdf = recovery_sheet("图书馆" * 60, "阿卜杜热合曼" * 20, "WWWW-WWWW-WWWW-WWWW", date(2026, 3, 9))
    assert not ink_beyond(pictures(pdf)[0], 19)
