"""How a line of the bureau's list and one of our titles agree: sure enough to be ticked, or to be looked at."""

import pytest

from libdesk.domain.bureau import SURE, Fit, Held, Named, fit

PRINCE = Held("小王子", author="[法] 圣埃克苏佩里 著；李继宏 译", isbns=frozenset({"9787208061644"}))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Named("小王子", isbn="9787208061644"), Fit.ISBN),
        (Named("", isbn="9787208061644"), Fit.ISBN),
        (Named("小王子（精装版）", isbn="9787208061644"), Fit.ISBN),
        (Named("海底两万里", isbn="9787208061644"), Fit.NUMBER),
        (Named("小 王 子", "圣埃克苏佩里"), Fit.TITLE_AUTHOR),
        (Named("小王子", "安托万·德·圣埃克苏佩里著"), Fit.TITLE_AUTHOR),
        (Named("小王子", "圣埃克苏佩里", isbn="9787020042494"), Fit.EDITION),
        (Named("小王子"), Fit.TITLE),
        (Named("小王子", "某某编写组"), Fit.TITLE),
        (Named("小王子（注音版）", "圣埃克苏佩里"), Fit.TITLE),
        (Named("小王子历险记", "圣埃克苏佩里"), None),
        (Named("", "圣埃克苏佩里"), None),
    ],
)
def test_a_line_fits_a_title(line: Named, expected: Fit | None) -> None:
    assert fit(line, PRINCE) == expected


def test_title_and_subtitle_together_are_the_title_of_the_list() -> None:
    held = Held("昆虫记", "插图本", "法布尔")
    assert fit(Named("昆虫记：插图本", "法布尔"), held) == Fit.TITLE_AUTHOR


def test_only_what_is_sure_is_ticked() -> None:
    assert {Fit.ISBN, Fit.TITLE_AUTHOR} == SURE


def test_the_isbn_of_one_volume_names_the_set() -> None:
    held = Held("西游记", isbns=frozenset({"9787020008735", "9787020008742"}))
    assert fit(Named("西游记（下）", isbn="9787020008742"), held) == Fit.ISBN
