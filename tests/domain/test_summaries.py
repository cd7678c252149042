"""A summary is drafted anew without losing what a person wrote."""

from datetime import date

from libdesk.domain.summaries import OWN, Chapter, draft_anew, drafted
from libdesk.domain.summary_draft import TermFigures, draft_chapters

ONE, TWO, THREE = drafted("one", "甲", "一 1"), drafted("two", "乙", "二 1"), drafted("three", "丙", "三 1")


def edited(chapter: Chapter, text: str) -> Chapter:
    return Chapter(chapter.code, chapter.heading, text, chapter.drafted, chapter.drafted_heading)


def test_untouched_chapters_get_the_new_figures() -> None:
    made = draft_anew((ONE, TWO), (drafted("one", "甲", "一 2"), TWO))
    assert [chapter.text for chapter in made.chapters] == ["一 2", "二 1"]
    assert (made.kept, made.fresh) == ((), ())


def test_an_edited_chapter_stays_and_is_told_with_what_its_figures_say_now() -> None:
    made = draft_anew((edited(ONE, "我的话"), edited(TWO, "也是")), (drafted("one", "甲", "一 2"), TWO))
    assert [chapter.text for chapter in made.chapters] == ["我的话", "也是"]
    assert (made.kept, made.fresh) == (("甲", "乙"), ("甲",))


def test_another_heading_is_an_edit_too() -> None:
    renamed = Chapter("one", "我的标题", "一 1", "一 1", "甲")
    made = draft_anew((renamed,), (drafted("one", "甲子", "一 2"),))
    assert made.chapters == (Chapter("one", "我的标题", "一 1", "一 2", "甲子"),)


def test_own_chapters_stay_where_they_stand_and_new_ones_come_at_their_place() -> None:
    own = Chapter(OWN, "感谢", "谢谢")
    made = draft_anew((ONE, own, THREE), (ONE, TWO, THREE))
    assert [chapter.heading for chapter in made.chapters] == ["甲", "乙", "感谢", "丙"]


def test_a_chapter_of_which_nothing_is_to_be_said_any_more_goes_unless_it_was_edited() -> None:
    made = draft_anew((ONE, edited(TWO, "我的话")), ())
    assert [chapter.heading for chapter in made.chapters] == ["乙"]


def test_the_draft_tells_figures_with_their_formula_and_leaves_out_what_there_is_none_of() -> None:
    figures = TermFigures(
        "第一学期", date(2025, 9, 1), date(2026, 1, 20), pupils=200, classes=5, staff=12, copies=5_000, titles=3_000,
        loans=900, pupil_loans=800, borrowers=160, pupils_then=200, pupil_borrowers=150, done=("清点", "催缺"),
        undone=("装订", "装订", "催缺"),
    )  # fmt: skip
    chapters = {chapter.code: chapter for chapter in draft_chapters(figures)}
    assert list(chapters) == ["overview", "lending", "plan", "next"]
    assert "生均25.00册（册数 ÷ 学生数）" in chapters["overview"].text
    assert "生均4.00册次（学生借阅册次 ÷ 学生数）" in chapters["lending"].text
    assert "75.0%" in chapters["lending"].text
    assert "共列5项任务，已完成2项" in chapters["plan"].text
    assert chapters["next"].text == "下学期继续做好：“装订”、“催缺”。"


def test_a_school_without_pupils_or_loans_has_a_draft_too() -> None:
    (chapter,) = draft_chapters(TermFigures("第一学期", date(2025, 9, 1), date(2026, 1, 20)))
    assert "生均–册" in chapter.text


def test_the_draft_claims_no_more_than_the_figures_say() -> None:
    figures = TermFigures(
        "第一学期", date(2025, 9, 1), date(2026, 1, 20), pupils=200, added=17, added_fen=20_800, waiting=9, serials=8,
        issues=(43, 40), activities=(("“我喜欢的一本书”手抄报", 6),), undone=("装订",), ahead=4,
    )  # fmt: skip
    chapters = {chapter.code: chapter.text for chapter in draft_chapters(figures)}
    assert "其中9册还在等待盖章、贴书标或上架" in chapters["stock"]
    assert "应到43期，实到40期。" in chapters["stock"]
    assert "“‘我喜欢的一本书’手抄报”" in chapters["activities"]
    assert "共列1项任务，已完成0项" in chapters["plan"]
    assert "另有4项还没到期" in chapters["plan"]
    assert chapters["next"] == "下学期继续做好：“装订”。"


def test_what_is_named_of_the_plan_adds_up_to_what_is_counted_of_it() -> None:
    once = tuple(f"任务{n}" for n in range(11))
    figures = TermFigures(
        "第一学期", date(2025, 9, 1), date(2026, 1, 20), done=(*["清点"] * 4, *["催缺"] * 2, *once),
        undone=("催缺", "装订"),
    )  # fmt: skip
    text = {chapter.code: chapter.text for chapter in draft_chapters(figures)}["plan"]
    assert "共列19项任务，已完成17项。\n重复安排的任务按次计算。" in text
    assert "“清点”（4次）" in text
    assert "“催缺”（3次中的2次）" in text
    assert "“任务9”等，共17项" in text
    assert "“任务10”" not in text
    assert "另有" not in text


def test_a_plan_without_repeats_says_nothing_of_them() -> None:
    figures = TermFigures("第一学期", date(2025, 9, 1), date(2026, 1, 20), done=("清点", "催缺"))
    text = {chapter.code: chapter.text for chapter in draft_chapters(figures)}["plan"]
    assert "按次" not in text
    assert "“清点”、“催缺”" in text


def test_a_plan_whose_tasks_are_all_still_to_come_is_told_as_that() -> None:
    figures = TermFigures("第一学期", date(2025, 9, 1), date(2025, 9, 1), ahead=4)
    text = {chapter.code: chapter.text for chapter in draft_chapters(figures)}["plan"]
    assert text == "另有4项还没到期。"
