"""Whatever arrives is read: every way in which suppliers and older systems break their files, on invented books."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.domain.drafts import BookDraft, NoteKind
from libdesk.domain.progress import Cancelled, Progress
from libdesk.exchange.errors import EmptyFile, FileGone
from libdesk.exchange.marc import split
from libdesk.exchange.marc.faults import MarcFault, NotMarc
from libdesk.exchange.marc.read import MarcRow, looks_like_marc, read_bytes, read_marc, read_one
from libdesk.ui.imports.work import open_any
from tests.exchange.marc_files import BOOKS, OLD, RECORD, RIVER, TWO_GROUPS, many, record, records

CRLF = b"\r\n"
TITLES = ["河边的灯塔", "农田里的算术", "山顶的秘密（上）：云后面有什么"]


def rows(data: bytes) -> list[MarcRow]:
    return list(read_bytes(data, "made.iso"))


def drafts(data: bytes) -> list[BookDraft]:
    found = rows(data)
    assert [row.why() for row in found if row.draft is None] == []
    return [row.draft for row in found if row.draft]


SOUND = drafts(b"".join(records()))


def as_made(encoding: str, after: bytes = b"", **how: object) -> bytes:
    return b"".join(record(book, encoding, **how) + after for book in BOOKS)  # type: ignore[arg-type]


def mixed() -> bytes:
    return b"".join(
        record(book, encoding) + CRLF for book, encoding in zip(BOOKS, ("gb18030", "utf-8", "gb18030"), strict=True)
    )


def wide(encoding: str, mark: str = "") -> bytes:
    text = b"".join(records("utf-8")).decode("utf-8")
    return (mark + text.replace("\x1d", "\x1d\r\n")).encode(encoding)


SHAPES: dict[str, Callable[[], bytes]] = {
    "utf-8": lambda: as_made("utf-8"),
    "utf-8 with its mark, a record a line": lambda: b"\xef\xbb\xbf" + as_made("utf-8", CRLF),
    "gb18030, a record a line": lambda: as_made("gb18030", CRLF),
    "gbk without line ends": lambda: as_made("gbk"),
    "utf-16 with its mark": lambda: wide("utf-16-le", "\ufeff"),
    "utf-16, the big end first": lambda: wide("utf-16-be", "\ufeff"),
    "utf-16 without a mark": lambda: wide("utf-16-le"),
    "utf-16, the big end first, without a mark": lambda: wide("utf-16-be"),
    "lengths that count characters": lambda: as_made("gb18030", measure=len),
    "lengths that count characters, utf-8": lambda: as_made("utf-8", measure=len),
    "a wrong length": lambda: as_made("gb18030", length="99999"),
    "no length": lambda: as_made("gb18030", length="     "),
    "a base address that is off": lambda: as_made("gb18030", base_off=7),
    "a last record without its terminator": lambda: as_made("gb18030").removesuffix(RECORD),
    "no terminator at the very end": lambda: as_made("gb18030").removesuffix(b"\x1e" + RECORD),
    "terminators twice and blank lines": lambda: as_made("gb18030", RECORD + CRLF + CRLF),
    "blank lines first, line feeds, an end mark": lambda: CRLF + CRLF + as_made("gb18030", b"\n") + b"\x1a",
    "zeros between records": lambda: as_made("gb18030", b"\0\0\0"),
    "encodings mixed by record": mixed,
    "no terminators at all": lambda: as_made("gb18030", b"\n").replace(RECORD, b""),
    "one terminator lost": lambda: as_made("gb18030").replace(RECORD, CRLF, 1),
    "a directory out of order": lambda: b"".join(
        record(book, "gb18030", order=list(range(len(book)))[::-1]) for book in BOOKS
    ),
    "blanks behind the directory": lambda: as_made("gb18030").replace(b"\x1e", b" \x1e", 1),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_is_read_whole_in_whatever_shape(shape: str) -> None:
    assert drafts(SHAPES[shape]()) == SOUND
    assert [draft.title for draft in SOUND] == TITLES


@pytest.mark.parametrize("shape", SHAPES)
def test_files_are_told_from_others_by_their_first_bytes(shape: str) -> None:
    assert looks_like_marc(SHAPES[shape]()[:4096])


@pytest.mark.parametrize(
    "data", [b"title,author\n", b"PK\x03\x04", b"<html><body>", b"\x1e", "书名".encode("gbk"), b" "]
)
def test_what_is_no_marc_is_told(data: bytes) -> None:
    assert not looks_like_marc(data)
    with pytest.raises(NotMarc):
        rows(data)


def test_a_kept_record_gives_the_same_draft_again() -> None:
    for shape in SHAPES.values():
        for row in rows(shape()):
            again = read_one(row.raw, row.encoding, row.form)
            assert row.draft is not None
            assert (again.title, again.items) == (row.draft.title, row.draft.items)


def test_rows_say_where_their_record_begins() -> None:
    data = CRLF + as_made("gb18030", CRLF)
    for row in rows(data):
        assert data[row.offset :].startswith(row.raw)


def test_a_line_broken_inside_a_field_does_not_split_the_record() -> None:
    data = as_made("gb18030").replace("故事".encode("gbk"), "故\r\n事".encode("gbk"), 1)
    assert [draft.subtitle for draft in drafts(data)] == ["一个夏天的故事", "", ""]


def test_control_characters_inside_a_field_are_passed_over() -> None:
    data = as_made("gb18030").replace("灯塔".encode("gbk"), "灯\x07\x00塔".encode("gbk"), 1)
    assert drafts(data)[0].title == "河边的灯塔"


def test_a_tag_that_is_no_number_is_kept() -> None:
    odd = (("-01", "/图书总库/ctlno/0000001|3ba1e24c"), *OLD)
    assert drafts(record(odd, "gb18030"))[0] == SOUND[1].__class__(**fields(SOUND[1], line=1))


def fields(draft: BookDraft, **changed: object) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__} | changed


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_record_cut_inside_a_character_gives_what_is_left_and_says_so(encoding: str) -> None:
    whole = record(RIVER, encoding)
    at = whole.index("夏天的故事".encode(encoding)) + 1
    first, second = rows(whole[:at] + RECORD + CRLF + record(OLD, encoding))
    assert first.draft is not None
    assert first.draft.title == "河边的灯塔"
    assert {note.kind for note in first.notes} == {NoteKind.BROKEN_CHARACTERS, NoteKind.RECORD_DAMAGED}
    assert second.draft is not None
    assert second.draft.title == TITLES[1]
    assert second.notes == ()


def test_a_lost_field_terminator_costs_no_other_field() -> None:
    whole = record(RIVER, "gb18030")
    at = whole.index(b"\x1e", whole.index("河边".encode("gbk")))
    (row,) = rows(whole[:at] + whole[at + 1 :])
    assert row.draft is not None
    assert (row.draft.title, row.draft.edition, row.draft.class_no) == ("河边的灯塔", "2版", "I561.84")


def test_a_terminator_too_many_inside_a_field_costs_no_other_field() -> None:
    data = record(RIVER, "gb18030").replace("夏天，".encode("gbk"), "夏\x1e，".encode("gbk"))
    (row,) = rows(data)
    assert row.draft is not None
    assert (row.draft.title, row.draft.class_no, row.draft.audience) == ("河边的灯塔", "I561.84", "小学生")


def test_what_is_no_record_is_listed_and_stops_nothing() -> None:
    data = b"delivery of March" + RECORD + record(RIVER) + b"12345\x1f\x1e\x1fa" + RECORD + record(OLD)
    found = rows(data)
    assert [row.fault for row in found] == [MarcFault.NO_RECORD, None, MarcFault.NO_FIELDS, None]
    assert [row.number for row in found] == [1, 2, 3, 4]
    assert all(row.why() for row in found if row.fault)


def test_a_record_without_a_title_is_listed() -> None:
    (row,) = rows(record([(tag, content) for tag, content in RIVER if tag != "200"]))
    assert (row.draft, row.fault) == (None, MarcFault.NO_TITLE)


def test_a_piece_without_an_end_is_told_as_too_long_and_the_next_record_is_read() -> None:
    data = record(RIVER) + b"00200nam0 22" + b"x" * (2 * split.LONGEST) + RECORD + record(OLD)
    found = rows(data)
    assert [row.fault for row in found] == [None, MarcFault.TOO_LONG, None]
    assert len(found[1].raw) <= split.LONGEST


def test_a_record_longer_than_the_format_allows_is_read_all_the_same() -> None:
    big = [*RIVER[:-1], *(("905", f"  $bN{number:06d}$dI561.84$e12") for number in range(1_500))]
    (draft,) = drafts(record(big, "gb18030", length="99999", measure=lambda text: min(9999, len(text))))
    assert len(draft.items) == 1_500


def test_a_long_file_is_read_in_order_whatever_the_size_of_its_chunks() -> None:
    found = rows(many(2_000, "gb18030"))
    assert [row.number for row in found] == list(range(1, 2_001))
    assert {row.draft.copies for row in found if row.draft} == {2}
    assert len({row.draft.isbn for row in found if row.draft}) == 2_000


@given(st.integers(1, 700))
@settings(max_examples=30, deadline=None)
def test_no_place_to_cut_a_chunk_changes_what_is_read(size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(size)

    data = as_made("gb18030", CRLF)
    found = [piece for _at, piece, _cut in split.pieces(Slow(data))]
    assert found == [piece.removesuffix(RECORD) for piece in records("gb18030")]


def test_reading_stops_when_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "books.iso"
    path.write_bytes(many(1_000))
    told: list[tuple[int, int]] = []

    def stop() -> bool:
        return len(told) > 2

    with pytest.raises(Cancelled):
        list(read_marc(path, Progress(lambda *step: told.append(step), stopped=stop)))
    assert all(0 <= done <= total == path.stat().st_size for done, total in told)


def test_a_file_that_is_gone_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        list(read_marc(tmp_path / "none.iso"))
    (tmp_path / "empty.iso").touch()
    with pytest.raises(EmptyFile):
        list(read_marc(tmp_path / "empty.iso"))


def test_two_groups_in_one_field_are_two_copies() -> None:
    (draft,) = drafts(record(TWO_GROUPS, "gb18030"))
    assert draft.barcodes == ("T004567", "T004569")
    assert {item.call_no for item in draft.items} == {"K86/1:0"}
    assert draft.call_no == "K86/1"


def test_separators_alone_make_no_file_of_records(tmp_path: Path) -> None:
    data = random.Random(3).randbytes(100_000)
    assert b"\x1e" in data
    assert b"\x1d" in data
    with pytest.raises(NotMarc):
        rows(data)
    (tmp_path / "random.iso").write_bytes(data)
    with pytest.raises(NotMarc):
        open_any([tmp_path / "random.iso"], None, None, records=True)


def test_a_first_record_whose_directory_is_endless_is_read_all_the_same(tmp_path: Path) -> None:
    data = record([("200", "1 $a多主题的书"), *[("606", "0 $a词")] * 6_000], length="99999") + as_made("utf-8")
    assert [draft.title for draft in drafts(data)] == ["多主题的书", *TITLES]
    (tmp_path / "long.iso").write_bytes(data)
    assert open_any([tmp_path / "long.iso"], None, None, records=True) == (tmp_path / "long.iso",)
