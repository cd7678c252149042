"""What a title may be: read from what was typed, told in a sentence where it cannot be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.title_kinds import KIND_FIELDS, LABELS
from libdesk.domain.title_rules import TypedVolume, Why, check, money_text, read, read_volumes, texts_of
from libdesk.domain.titles import FIELD_NAMES, KIND_NAMES, TitleFields
from libdesk.domain.volumes import labels, number_of, ordinals
from libdesk.i18n import _

YEAR = 2026


def whys(**typed: str) -> list[tuple[str, Why]]:
    return [(fault.field, fault.why) for fault in read({"title": "草房子", **typed}, YEAR)[1]]


def test_every_kind_is_asked_for_its_title_and_every_field_has_a_name() -> None:
    assert KIND_FIELDS.keys() == KIND_NAMES.keys()
    for asked in KIND_FIELDS.values():
        assert asked.first[0] == "title"
        assert len(asked.all) == len(asked.first) + len(asked.more)
        assert asked.all <= set(FIELD_NAMES)
    assert set(FIELD_NAMES) <= LABELS.keys()


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("isbn", "978-7-5302-1678-1", "9787530216781"), ("isbn", "7530216783", "9787530216781"), ("isbn", " ", ""),
        ("price_fen", "￥25", 2500), ("price_fen", "0.38元", 38), ("price_fen", "", None), ("year", "2018年", 2018),
        ("year", "民国24年", 1935), ("year", "", None), ("class_no", "自编12", "自编12"), ("grade_from", "3", 3),
        ("title", "  草\u200b房子\n ", "草房子"), ("title", "Ⅲ", "Ⅲ"),
    ],
)  # fmt: skip
def test_what_is_typed_is_kept_as_it_is_meant(field: str, typed: str, kept: object) -> None:
    kind = "aid" if field.startswith("grade") else "book"
    fields, faults = read({"title": "草房子", "kind": kind, field: typed}, YEAR)
    assert (getattr(fields, field), faults) == (kept, [])


def test_an_issn_is_read_in_any_shape_and_from_the_code_on_the_cover() -> None:
    for typed in ("1000-0747", "10000747", "9771000074704"):
        fields, faults = read({"title": "石油勘探与开发", "kind": "periodical", "issn": typed}, YEAR)
        assert (fields.issn, faults) == ("1000-0747", [])


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("isbn", "9787530216782", Why.ISBN_CHECK), ("isbn", "97875302", Why.ISBN_LENGTH),
        ("isbn", "没有", Why.ISBN_FORMAT), ("isbn", "6901234567892", Why.NOT_BOOK),
        ("isbn", "9771000074704", Why.ISBN_SERIAL), ("isbn", "10019·1234", Why.ISBN_UNIFIED),
        ("price_fen", "12,5", Why.PRICE), ("price_fen", "9787530216781", Why.PRICE_LARGE), ("year", "205", Why.YEAR),
        ("year", "2031", Why.YEAR), ("title", "  ", Why.MISSING), ("title", "…", Why.MISSING),
        ("author", "长" * 301, Why.TOO_LONG),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_in_a_sentence_about_its_field(field: str, typed: str, why: Why) -> None:
    if field == "isbn" and why is Why.ISBN_FORMAT:
        typed = "这本书"
    fields, faults = read({"title": "草房子", field: typed}, YEAR)
    assert [(fault.field, fault.why) for fault in faults] == [(field, why)]
    assert faults[0].text()
    assert not getattr(fields, field)


def test_grades_stand_the_right_way_round() -> None:
    assert whys(kind="aid", grade_from="5", grade_to="3") == [("grade_to", Why.GRADE_ORDER)]
    assert whys(kind="aid", grade_from="3", grade_to="5") == []


def test_what_a_kind_is_not_asked_for_is_not_read() -> None:
    fields, faults = read({"title": "小学生天地", "kind": "newspaper", "isbn": "nonsense"}, YEAR)
    assert (fields.isbn, faults) == ("", [])


def test_volumes_need_labels_of_their_own() -> None:
    typed = [TypedVolume("上", "9787530216782"), TypedVolume("上"), TypedVolume("", "", "12"), TypedVolume("")]
    volumes, faults = read_volumes(typed)
    assert [(fault.why, fault.volume) for fault in faults] == [
        (Why.ISBN_CHECK, 0), (Why.LABEL_TWICE, 1), (Why.LABEL_MISSING, 2),
    ]  # fmt: skip
    assert [volume.label for volume in volumes] == ["上", "上", ""]


def test_labels_are_made_as_they_are_printed_and_tell_their_order() -> None:
    assert (labels(2), labels(3), labels(4)) == (("上", "下"), ("上", "中", "下"), ("1", "2", "3", "4"))
    assert [number_of(text) for text in ("上册", "第10册", "十二", "附录")] == [1, 10, 12, None]
    assert ordinals(["10", "2"]) == [10, 2]
    assert ordinals(["上", "附录"]) == [1, 2]


@given(st.dictionaries(st.sampled_from(FIELD_NAMES[2:]), st.text(max_size=40)), st.sampled_from(sorted(KIND_NAMES)))
def test_whatever_is_typed_what_was_kept_is_sound_and_reads_the_same_again(typed: dict[str, str], kind: str) -> None:
    fields, _faults = read({"title": "草房子", **typed, "kind": kind}, YEAR)
    order = (fields.grade_from or 0) <= (fields.grade_to or 12)
    assert check(fields) == [] or not order
    assert read(texts_of(fields), YEAR)[0] == fields


def test_a_price_in_a_field_is_written_with_its_fen() -> None:
    assert [money_text(fen) for fen in (None, 0, 5, 2500)] == ["", "0.00", "0.05", "25.00"]
    assert TitleFields("x", price_fen=2500).price_fen == 2500


def test_a_kind_is_called_as_the_work_plans_of_schools_call_it() -> None:
    names = [_(name) for name in KIND_NAMES.values()]
    assert names == ["图书", "多卷书", "期刊", "报纸", "教辅", "挂图", "音像", "书箱"]
