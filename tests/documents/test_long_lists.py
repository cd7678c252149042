"""Long lists: the first page is there before the others are read, heads and moment on each, and nothing is lost."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from libdesk.documents.bound import Bound
from libdesk.documents.tables import SAMPLE, TableLeaves, table_pages
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.prints import Rows
from libdesk.i18n import set_language
from tests.documents.pdf import ink_beyond, pictures, texts

AT = datetime(2026, 11, 30, 10, 32)
COLUMNS = (TableColumn("Barcode"), TableColumn("Title", share=1), TableColumn("Days", right=True))
LONG = "中国少年儿童百科全书：自然与科学技术（彩图精装典藏版全四册）" * 3


class Read:
    """Rows that note which of them were read."""

    def __init__(self, count: int) -> None:
        self.read: set[int] = set()
        self.rows = Rows(count, self._fetch)

    def _fetch(self, first: int, last: int) -> Sequence[tuple[str, ...]]:
        self.read |= set(range(first, last))
        return [(f"{number:07}", "草房子", str(number)) for number in range(first, last)]


def paper(*parts: TablePart, wide: bool = False) -> TablePaper:
    return TablePaper("阳光小学", "排架目录", "书库", COLUMNS, parts, wide=wide, at=AT)


def test_the_first_page_of_a_long_list_reads_few_rows() -> None:
    read = Read(10_000)
    pages = table_pages(paper(TablePart("", read.rows)))
    assert pages.count > 200
    first = texts(pages.pdf(0, 1))[0]
    assert "0000000" in first
    assert len(read.read) <= 3 * SAMPLE + 50


def test_every_row_of_a_long_list_is_printed_once_in_order() -> None:
    pages = table_pages(paper(TablePart("一", Read(150).rows), TablePart("二", Read(90).rows), wide=True))
    found = texts(pages.pdf())
    assert len(found) == pages.count
    whole = "\n".join(found)
    numbers = [word for word in whole.split() if len(word) == 7 and word.isdigit()]
    assert numbers == [f"{n:07}" for n in range(150)] + [f"{n:07}" for n in range(90)]


@pytest.mark.parametrize(("language", "moment"), [("zh_CN", "截至2026年11月30日"), ("en", "As of 30 Nov 2026")])
def test_every_page_has_its_heads_its_number_and_the_moment(language: str, moment: str) -> None:
    set_language(language)
    pages = table_pages(paper(TablePart("五(3)班", Read(120).rows)))
    for number, page in enumerate(texts(pages.pdf()), 1):
        assert moment in page
        assert "10:32" in page
        assert "阳光小学" in page
        assert "五(3)班" in page
        assert f"{number}/{pages.count}" in page
        assert ("书名" if language == "zh_CN" else "Title") in page


def test_a_page_looks_the_same_alone_and_among_all() -> None:
    def made() -> Bound:
        return table_pages(paper(TablePart("", Read(5_000).rows)))

    whole = texts(made().pdf(3, 6))
    assert texts(made().pdf(4, 5)) == whole[1:2]


def test_what_is_wider_than_its_column_stays_in_it() -> None:
    rows = tuple((f"{'9' * (5 + number % 40)}", LONG, "1") for number in range(60))
    for picture in pictures(table_pages(paper(TablePart(LONG, rows))).pdf(), dpi=100):
        assert not ink_beyond(picture, 15, dpi=100)


def test_a_long_list_says_how_far_it_is_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    pages = table_pages(paper(TablePart("", Read(400).rows)))
    pages.pdf(progress=Progress(lambda done, total: told.append((done, total))))
    assert told == [(number, pages.count) for number in range(pages.count)]
    with pytest.raises(Cancelled):
        pages.pdf(progress=Progress(stopped=lambda: True))


def test_parts_are_counted_by_themselves_or_through() -> None:
    parts = [TableLeaves(paper(TablePart("", Read(60).rows))) for _n in range(2)]
    apart, through = Bound("", "", parts), Bound("", "", parts, through=True)
    assert ["1/2" in page for page in texts(apart.pdf())] == [True, False, True, False]
    assert ["3/4" in page for page in texts(through.pdf())] == [False, False, True, False]


def test_a_document_without_parts_has_no_page() -> None:
    assert Bound("", "", ()).count == 0
