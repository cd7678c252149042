"""What is typed into the search, read as words and filters; whatever is typed is a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.catalogue_search import Order, State, Wanted, clean, looks_like_class, read_question
from libdesk.domain.title_facts import LONGEST, class_match, fact_tokens, fold_class


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("恐龙 class:I287", Wanted("恐龙", class_no="I287")),
        ("恐龙 分类:i287", Wanted("恐龙", class_no="I287")),
        ("恐龙 分类号：I28.7", Wanted("恐龙", class_no="I287")),
        ("恐龙 kind:periodical", Wanted("恐龙", kind="periodical")),
        ("kind:期刊 恐龙", Wanted("恐龙", kind="periodical")),
        ("恐龙 类型：期", Wanted("恐龙", kind="periodical")),
        ("恐龙 state:out", Wanted("恐龙", state=State.OUT)),
        ("恐龙 状态:借出", Wanted("恐龙", state=State.OUT)),
        ("恐龙 grade:3", Wanted("恐龙", grade=3)),
        ("年级:3 恐龙", Wanted("恐龙", grade=3)),
    ],
)
def test_a_filter_that_is_typed_means_the_same_as_one_that_is_chosen(typed: str, chosen: Wanted) -> None:
    assert read_question(Wanted(typed)) == read_question(chosen)


@pytest.mark.parametrize("typed", ["kind:nothing", "state:nowhere", "grade:99", "colour:red", "class:", "a:b:c"])
def test_a_filter_that_is_not_understood_is_a_word(typed: str) -> None:
    question = read_question(Wanted(typed))
    assert question.facts is None
    assert question.text == typed


@given(st.text(), st.text(max_size=20), st.sampled_from(State), st.sampled_from(Order))
def test_any_text_is_read(text: str, class_no: str, state: State, order: Order) -> None:
    read_question(Wanted(text, class_no=class_no, state=state, order=order))


def test_a_pasted_page_is_cut_before_it_is_read() -> None:
    assert len(clean("西" * 10_000_000)) == 200


@pytest.mark.parametrize("word", ["I", "TP", "I247", "i247.5", "TP3-49", "q9"])
def test_what_may_be_a_class_number(word: str) -> None:
    assert looks_like_class(word)


@pytest.mark.parametrize("word", ["tp", "potter", "1984", "I247.5/1", "恐龙", "ABC1"])
def test_what_is_none(word: str) -> None:
    assert not looks_like_class(word)


@given(st.text(alphabet="ABIT0123456789.-/()=+:<>", min_size=1, max_size=15))
def test_every_beginning_of_a_class_is_a_token_of_its_own(class_no: str) -> None:
    tokens = fact_tokens("book", class_no, None, None, None).split()
    folded = fold_class(class_no)
    for size in range(1, len(folded) + 1):
        match = class_match(folded[:size])
        assert match is not None
        assert match.strip('"') in tokens
    assert len(folded) <= LONGEST


def test_a_title_is_meant_for_every_grade_between_two() -> None:
    grades = [token[2:] for token in fact_tokens("book", None, None, 3, 5).split() if token[1] == "g"]
    assert grades == ["3", "4", "5"]
    assert len(fact_tokens("book", None, None, 10, None).split()) == 4
