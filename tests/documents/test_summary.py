"""The summary on paper: numbered chapters, paragraphs, no heading alone at the foot of a page."""

from datetime import date

import pytest

from libdesk.documents.summary import SummaryPaper, summary_pages
from libdesk.i18n import set_language
from tests.documents.pdf import texts


def paper(chapters: int, words: str = "图书馆工作平稳有序。") -> SummaryPaper:
    told = tuple((f"第{n}项工作", words) for n in range(chapters))
    return SummaryPaper("阳光小学", "工作总结", "2026年2月 – 7月", told, date(2026, 7, 3), "阳光小学图书馆")


def test_chapters_are_numbered_and_signed() -> None:
    (page,) = texts(summary_pages(paper(3)).pdf())
    assert all(part in page for part in ("一、第0项工作", "三、第2项工作", "阳光小学图书馆", "2026年7月3日"))


@pytest.mark.parametrize("lines", range(1, 60, 7))
def test_no_heading_stands_alone_at_the_foot(lines: int) -> None:
    pages = texts(summary_pages(paper(9, "\n".join(["图书馆工作平稳有序。"] * lines))).pdf())
    for page in pages:
        rows = [row for row in page.splitlines() if row.strip() and "/" not in row]
        assert not rows[-1].endswith("项工作")


def test_nothing_written_is_a_page_too() -> None:
    assert len(texts(summary_pages(paper(0)).pdf())) == 1


def test_very_long_words_lose_nothing() -> None:
    word = "阅" * 3_000
    pages = texts(summary_pages(paper(1, word)).pdf())
    assert sum(page.count("阅") for page in pages) == 3_000


def test_in_english_chapters_have_figures() -> None:
    set_language("en")
    assert "1. 第0项工作" in texts(summary_pages(paper(1)).pdf())[0]


@pytest.mark.parametrize("lines", range(20, 75))
def test_who_signs_stands_below_the_last_words_and_not_alone_on_a_page(lines: int) -> None:
    last = texts(summary_pages(paper(1, "\n".join(["图书馆工作平稳有序。"] * lines))).pdf())[-1]
    assert last.count("图书馆工作平稳有序。") >= 2
    assert "阳光小学图书馆" in last
    assert "2026年7月3日" in last
    assert "第0项工作" not in last or last.count("图书馆工作平稳有序。") == lines
