"""Author numbers: letters by pinyin, one number for one author, a mark for each further title, nothing given twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.author_numbers import author_key, author_letters, first_author
from libdesk.domain.book_numbers import AuthorNumbers, RunningNumbers, Taken


@pytest.mark.parametrize(
    ("author", "first"),
    [
        ("曹文轩", "曹文轩"),
        ("曹文轩 著", "曹文轩"),
        ("曹文轩著", "曹文轩"),
        ("[英] J.K.罗琳 著；马爱农 译", "J.K.罗琳"),
        ("（法）圣埃克苏佩里", "圣埃克苏佩里"),
        ("[清] 曹雪芹, 高鹗", "曹雪芹"),
        ("叶圣陶等", "叶圣陶"),
        ("人民教育出版社 编", "人民教育出版社"),
        ("Rowling, J. K.", "Rowling, J. K"),
        ("", ""),
        ("  ；", ""),
    ],
)
def test_the_first_author_counts_without_country_and_role(author: str, first: str) -> None:
    assert first_author(author) == first


@pytest.mark.parametrize(
    ("author", "title", "letters"),
    [
        ("余华", "活着", "YH"),
        ("单田芳", "隋唐演义", "STF"),
        ("人民教育出版社", "语文", "RMJ"),
        ("[英] J.K.罗琳", "哈利·波特", "LL"),
        ("儒勒·凡尔纳", "海底两万里", "FEN"),
        ("J. K. Rowling", "Harry Potter", "ROW"),
        ("Rowling, J. K.", "Harry Potter", "ROW"),
        ("Émile Zola", "Germinal", "ZOL"),
        ("", "十万个为什么", "SWG"),
        ("", "DK百科", "BK"),
        ("", "1984", "Z"),
    ],
)
def test_letters_stand_for_the_author_or_else_for_the_title(author: str, title: str, letters: str) -> None:
    assert author_letters(author, title) == letters


def test_one_author_has_one_number_and_each_further_title_a_mark() -> None:
    numbers = AuthorNumbers()
    given_out = [numbers.give("余华", "活着"), numbers.give("严华", "雪"), numbers.give("余华 著", "兄弟")]
    assert given_out == ["YH1", "YH2", "YH1-2"]
    assert numbers.give("余华", "第七天") == "YH1-3"


def test_numbers_of_another_table_are_kept_and_followed() -> None:
    numbers = AuthorNumbers([Taken("J822(1)", "金庸", "射雕"), Taken("J822-2(14)", "金庸", "天龙八部")])
    assert numbers.give("金庸", "鹿鼎记") == "J822-3"


def test_a_number_that_was_given_up_is_not_given_again_unless_gaps_are_refilled() -> None:
    spent = [Taken("YH1", spent=True), Taken("YH2", "严华", "雪")]
    assert AuthorNumbers(spent).give("余华", "活着") == "YH3"
    assert AuthorNumbers(spent, refill=True).give("余华", "活着") == "YH1"


@pytest.mark.parametrize("text", ["123", "123-2", "123(2)", "123:1", "123=2", "123A"])
def test_a_running_number_counts_whatever_mark_it_has(text: str) -> None:
    assert RunningNumbers([Taken(text), Taken("J822")]).give() == "124"


def test_gaps_are_left_unless_they_are_refilled() -> None:
    taken = [Taken("1"), Taken("3"), Taken("5", spent=True)]
    assert RunningNumbers(taken).give() == "6"
    refilling = RunningNumbers(taken, refill=True)
    assert [refilling.give() for _ in range(4)] == ["2", "4", "5", "6"]


NAMES = st.sampled_from(["余华", "严华", "于洪", "曹文轩", "罗琳", "", "Rowling", "人民教育出版社"])


@given(
    st.lists(st.tuples(NAMES, st.text("一二三上下abc", min_size=1, max_size=4)), max_size=30),
    st.lists(st.from_regex(r"[A-Z]{0,3}[0-9]{1,4}(-[0-9])?", fullmatch=True), max_size=8),
    st.booleans(),
)
def test_no_number_is_ever_given_twice(titles: list[tuple[str, str]], old: list[str], refill: bool) -> None:
    taken = [Taken(book_no, "某人", f"旧{nth}") for nth, book_no in enumerate(old)]
    for numbers in (RunningNumbers(taken, refill=refill), AuthorNumbers(taken, refill=refill)):
        given_out = [numbers.give(author, title) for author, title in titles]
        assert len(set(given_out)) == len(given_out)
        assert not set(given_out) & set(old)


@given(st.text(), st.text())
def test_any_text_has_letters_and_a_key(author: str, title: str) -> None:
    assert 1 <= len(author_letters(author, title)) <= 3
    assert author_letters(author, title).isascii()
    assert author_key(author, title)
