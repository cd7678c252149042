"""ISBN, ISSN, unified book numbers, and the numbers of persons that an import must not keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.identifiers import (
    ISBN_FAULT_LABELS,
    IsbnFault,
    hyphenated,
    isbn13_of,
    looks_like_phone,
    looks_like_pupil_record_number,
    looks_like_resident_id,
    normalise_isbn,
    normalise_issn,
    to_isbn10,
)


@pytest.mark.parametrize(
    ("text", "isbn13"),
    [
        ("978-9024538270", "9789024538270"),
        ("1857982185", "9781857982183"),
        ("0826497527", "9780826497529"),
        ("isbn 0-8264-9752-7", "9780826497529"),
        ("ISBN9780826497529", "9780826497529"),
        ("ISBN-13: 978-7-208-06164-4", "9787208061644"),
        (" 978.0826.497529", "9780826497529"),
        ("978 7 208 06164 4", "9787208061644"),
        ("978–7–208–06164–4", "9787208061644"),
        ("954430603x", "9789544306038"),
        ("asdadv isbn 978-0-8264-9752-9", "9780826497529"),
        ("OSX 9780826497529.pdf", "9780826497529"),
        ("0590353403 (pbk.)", "9780590353403"),
        ("7-208-06164-5(精装)", "9787208061644"),
        ("9781250067128 | 125006712X", "9781250067128"),
        ("9781250067129 | 125006712X", "9781250067128"),  # the first is wrong, the second sound
        ("９７８７２０８０６１６４４", "9787208061644"),
        ("9791090636071", "9791090636071"),
        ("979-1186178140", "9791186178140"),
        ("978-284426778-8", "9782844267788"),
        ("978720806164452", "9787208061644"),  # with the add-on
        ("9787208061644.0", "9787208061644"),  # a number cell with all its digits
        ("7208061645.0", "9787208061644"),
    ],
)
def test_an_isbn_is_read_in_any_dress(text: str, isbn13: str) -> None:
    result = normalise_isbn(text)
    assert (result.isbn13, result.fault, result.wrong) == (isbn13, None, False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", IsbnFault.EMPTY),
        ("  ", IsbnFault.EMPTY),
        ("无", IsbnFault.EMPTY),
        ("nan", IsbnFault.EMPTY),
        ("10019·1234", IsbnFault.UNIFIED_NUMBER),
        ("统一书号：10019·1234", IsbnFault.UNIFIED_NUMBER),
        ("R10056.17", IsbnFault.UNIFIED_NUMBER),
        ("9.79E+12", IsbnFault.RUINED_BY_SPREADSHEET),
        ("9.787E+12", IsbnFault.RUINED_BY_SPREADSHEET),
        ("9.78721e+12", IsbnFault.RUINED_BY_SPREADSHEET),
        ("9790000000000.0", IsbnFault.RUINED_BY_SPREADSHEET),
        ("9787100000000", IsbnFault.RUINED_BY_SPREADSHEET),  # rounded, though the check digit agrees
        ("9787208061640.0", IsbnFault.RUINED_BY_SPREADSHEET),
        ("590353403.0", IsbnFault.RUINED_BY_SPREADSHEET),  # the leading nought is gone
        ("978-9024538271", IsbnFault.BAD_CHECK),
        ("0826497520", IsbnFault.BAD_CHECK),
        ("9426497529", IsbnFault.BAD_CHECK),
        ("9789426497529", IsbnFault.BAD_CHECK),
        ("9000000000000", IsbnFault.BAD_CHECK),
        ("978-902453827", IsbnFault.BAD_LENGTH),
        ("08264975X", IsbnFault.BAD_LENGTH),
        ("97808264975", IsbnFault.BAD_LENGTH),
        ("08515x-629-2", IsbnFault.BAD_FORMAT),
        ("978-902453827X", IsbnFault.BAD_FORMAT),
        ("08X6497527", IsbnFault.BAD_FORMAT),
        ("978-9024538²70", IsbnFault.BAD_FORMAT),
        ("活着", IsbnFault.BAD_FORMAT),
        ("7501031311309", IsbnFault.NOT_BOOK),
        ("9770264359008", IsbnFault.NOT_BOOK),  # a periodical
        ("9700000000000", IsbnFault.NOT_BOOK),
    ],
)
def test_what_is_no_isbn_says_why(text: str, fault: IsbnFault) -> None:
    result = normalise_isbn(text)
    assert (result.isbn13, result.fault, result.text) == ("", fault, text)
    assert result.wrong == (fault not in (IsbnFault.EMPTY, IsbnFault.UNIFIED_NUMBER))


def test_every_fault_has_words() -> None:
    assert set(ISBN_FAULT_LABELS) == set(IsbnFault)


@given(st.from_regex(r"97[89][0-9]{9}", fullmatch=True), st.data())
def test_any_single_wrong_digit_is_noticed(body: str, data: st.DataObject) -> None:
    check = -sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10
    sound = f"{body}{check}"
    if not sound.endswith("000000"):
        assert normalise_isbn(sound).isbn13 == isbn13_of(sound) == sound
        assert normalise_isbn(hyphenated(sound)).isbn13 == sound
    place = data.draw(st.integers(3, 12))
    wrong = f"{sound[:place]}{(int(sound[place]) + 1) % 10}{sound[place + 1 :]}"
    assert normalise_isbn(wrong).isbn13 == ""


@given(st.text(max_size=40) | st.text(alphabet="0123456789xX-. ·ISBN", max_size=40))
def test_reading_an_isbn_never_fails(text: str) -> None:
    result = normalise_isbn(text)
    assert bool(result.isbn13) == (result.fault is None)
    assert isbn13_of(text) in (None, result.isbn13) or result.fault is IsbnFault.RUINED_BY_SPREADSHEET


@pytest.mark.parametrize(
    ("text", "isbn10"),
    [
        ("9781857982183", "1857982185"),
        ("9780826497529", "0826497527"),
        ("isbn 0-8264-9752-7", "0826497527"),
        ("9781250067128 | 125006712X", "125006712X"),
        ("9791843123391", None),  # 979 has no ten-digit form
        ("isbn 979-10-90636-07-1", None),
        ("0826497520", None),
    ],
)
def test_the_ten_digit_form(text: str, isbn10: str | None) -> None:
    assert to_isbn10(text) == isbn10


def test_hyphens_follow_the_agencies_ranges() -> None:
    assert hyphenated("9787301102992") == "978-7-301-10299-2"
    assert hyphenated("9782844267788") == "978-2-84426-778-8"


@pytest.mark.parametrize(
    ("text", "issn"),
    [
        ("0264-3596", "0264-3596"),
        ("ISSN 0024-9319", "0024-9319"),
        ("67278930", "6727-8930"),
        ("0000006X", "0000-006X"),
        ("9770264359008", "0264-3596"),
        ("977026435900812", "0264-3596"),
        ("0032147X", None),
        ("", None),
        ("活着", None),
    ],
)
def test_an_issn_is_read_also_from_the_ean_of_its_periodical(text: str, issn: str | None) -> None:
    assert normalise_issn(text) == issn


@pytest.mark.parametrize(
    ("text", "is_id"),
    [
        ("11010520080101123X", True),
        ("110105 20080101 123x", True),
        ("１１０１０５２００８０１０１１２３４", True),
        ("110105080101123", True),  # the old form
        ("110105********123X", True),
        ("T60426199101010071", False),
        ("110105200813011234", False),  # no such month
        ("9787208061644", False),
        ("S201803011", False),
        ("三(1)班", False),
    ],
)
def test_an_identity_number_is_noticed(text: str, is_id: bool) -> None:
    assert looks_like_resident_id(text) is is_id


@pytest.mark.parametrize(
    ("text", "is_record"),
    [
        ("G110105200801011234", True),
        ("G11010520080101123X", True),
        ("11010520080101123X", True),
        ("L110105200801011234", True),
        ("3415211202410271", True),
        ("S201803011", False),
        ("2018030112", False),
        ("9787208061644", False),
    ],
)
def test_a_pupil_record_number_is_noticed(text: str, is_record: bool) -> None:
    assert looks_like_pupil_record_number(text) is is_record


@pytest.mark.parametrize(
    ("text", "is_phone"),
    [
        ("13800138000", True),
        ("138-0013-8000", True),
        ("+86 138 0013 8000", True),
        ("010-62345678", True),
        ("(0571) 8765432", True),
        ("20180301", False),
        ("0010201", False),
        ("7208061645", False),
        ("9787208061644", False),
    ],
)
def test_a_telephone_number_is_noticed(text: str, is_phone: bool) -> None:
    assert looks_like_phone(text) is is_phone
