"""The printed work plan: aims, months, who signs; nothing is cut, whatever was written."""

import pytest

from libdesk.documents.work_plan import work_plan, work_plan_pages
from libdesk.domain.rows.plan_papers import PlanItem, PlanPaper
from tests.documents.pdf import texts

ITEM = PlanItem("新书贴书标", "3月", "王老师", "")


def paper(*months: tuple[str, tuple[PlanItem, ...]], aims: tuple[str, ...] = ()) -> PlanPaper:
    return PlanPaper("阳光小学", "图书馆工作计划（第二学期）", "2026年2月–7月", aims, months, ("经手人", "学校领导"))


def test_a_plan_names_its_aims_and_its_months_in_order() -> None:
    (page,) = texts(work_plan(paper(("2026年3月", (ITEM,)), ("2026年4月", (ITEM,)), aims=("以读者为本",))))
    found = [page.index(word) for word in ("阳光小学", "以读者为本", "2026年3月", "新书贴书标", "2026年4月")]
    assert found == sorted(found)
    assert "学校领导" in page


def test_a_plan_without_anything_is_a_page_with_its_heading() -> None:
    (page,) = texts(work_plan(paper()))
    assert "图书馆工作计划" in page


def test_a_long_month_goes_on_under_its_name_and_signs_once() -> None:
    pages = texts(work_plan(paper(("2026年3月", (ITEM,) * 120))))
    assert len(pages) == work_plan_pages(paper(("2026年3月", (ITEM,) * 120))).count > 2
    assert all("2026年3月" in page for page in pages)
    assert ["学校领导" in page for page in pages] == [False] * (len(pages) - 1) + [True]


def test_long_words_names_and_notes_are_wrapped_and_not_cut() -> None:
    long = PlanItem("配合学校开展读书活动" * 9, "2月2日–7月5日", "王老师、" * 14, "书单送教导处审阅" * 20)
    text = "".join(texts(work_plan(paper(("2026年3月", (long,)))))).replace("\n", "")
    assert text.count("配合学校开展读书活动") + text.count("书单送教导处审阅") >= 9
    assert "…" not in text


@pytest.mark.parametrize("tasks", range(15, 75))
def test_who_signs_stands_below_a_task_under_its_month(tasks: int) -> None:
    months = (("2026年3月", (ITEM,) * (tasks - 1)), ("2026年4月", (PlanItem("盘点", "4月", "王老师", "分区"),)))
    pages = texts(work_plan(paper(*months)))
    assert all(word in pages[-1] for word in ("2026年4月", "盘点", "分区", "学校领导"))
    assert not any(page.rstrip().endswith("2026年4月") for page in pages)
