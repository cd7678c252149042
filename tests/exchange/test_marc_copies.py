"""The copies that records name: the library's own 905, suppliers' fields, Koha's 952, and 852 with 876."""

from dataclasses import replace
from typing import Any

import pytest

from libdesk.actions.imports.states import copy_status
from libdesk.domain.drafts import CopyDraft, NoteKind
from tests.exchange.test_marc_drafts import draft_of, row_of


@pytest.mark.parametrize(
    ("content", "barcodes"),
    [
        ("  $aTSG$bD001669$bD001705$d21.1", ("D001669", "D001705")),
        ("  $b0010201-03$dH14$e2", ("0010201", "0010202", "0010203")),
        ("  $b20295407-5409$dD2-6$e8$f", ("20295407", "20295408", "20295409")),
        ("  $a1$bT1111$c0$dK86$e1$a1$bT1112$c0$dK86$e1", ("T1111", "T1112")),
        ("  $bT1111$dK86$e1$bT1112$dK86$e1", ("T1111", "T1112")),
        ("  $dK86$bT1111$bT1112", ("T1111", "T1112")),
        ("  $aNF$bT1111，T1112;T1113", ("T1111", "T1112", "T1113")),
        ("  $bＴ１１１１$bT1111", ("T1111",)),
        ("  $dK86", ()),
    ],
)
def test_905_is_read_in_every_shape(content: str, barcodes: tuple[str, ...]) -> None:
    draft = draft_of(("905", content))
    assert draft.barcodes == barcodes
    assert draft.copies == max(1, len(barcodes))


def test_copies_without_numbers_are_counted() -> None:
    assert draft_of(("905", "  $aNF$dK86$e1$f3")).copies == 3


def test_suppliers_say_more_of_the_copies_of_905() -> None:
    groups = "".join(f"$a2029540{n}{n}$b样本书库$d0.38$h2029540{n}$m订购" for n in (3, 4))
    draft = draft_of(("905", "  $b20295403-04$dD2-6$e8"), ("982", "  $a图书"), ("985", "  " + groups))
    assert draft.items == tuple(
        CopyDraft(f"2029540{n}", f"2029540{n}", "", "样本书库", "", 38, "", "订购", "", f"2029540{n}{n}")
        for n in (3, 4)
    )


@pytest.mark.parametrize(
    "field",
    [("906", "  $a$h0020301$a$h0020302"), ("986", "  $a0020301$a0020302"), ("985", "  $a0020301$d1.00$a0020302$d1.00")],
)
def test_suppliers_bring_copies_where_905_names_none(field: tuple[str, str]) -> None:
    assert draft_of(field).barcodes == ("0020301", "0020302")
    assert draft_of(field, ("905", "  $bT1111")).barcodes == ("T1111",)


@pytest.mark.parametrize(
    ("field", "barcodes"),
    [
        (("985", "  $a0010201-03$b书库$dCNY28.00"), ("0010201", "0010202", "0010203")),
        (("985", "  $a0010201~0010203"), ("0010201", "0010202", "0010203")),
        (("982", "  $a0010201,0010202"), ("0010201", "0010202")),
        (("982", "  $a００１０２０１"), ("0010201",)),
        (("986", "  $aA-0010201"), ("A-0010201",)),
        (("986", "  $aABCDEFGH0010201"), ("ABCDEFGH0010201",)),
        (("906", "  $a$h0010201-02"), ("0010201", "0010202")),
        (("906", "  $a一库$b0010201"), ("0010201",)),
        (("906", "  $a2号库$b0010201$a2号库$b0010202"), ("0010201", "0010202")),
    ],
)
def test_suppliers_numbers_are_read_as_those_of_905(field: tuple[str, str], barcodes: tuple[str, ...]) -> None:
    row = row_of((("200", "1 $a书"), field))
    assert row.draft is not None
    assert (row.draft.barcodes, row.draft.copies, row.notes) == (barcodes, len(barcodes), ())


def test_a_supplier_may_have_the_place_before_the_number() -> None:
    assert draft_of(("906", "  $a一库$b0010201")).items == (CopyDraft("0010201", place="一库"),)


def test_a_run_of_accession_numbers_beside_a_run_of_barcodes_is_shared_out() -> None:
    (first, second) = draft_of(("985", "  $aT1111-12$h0010201-02$d28")).items
    assert (first.accession_no, second.accession_no, second.price_fen) == ("0010201", "0010202", 2800)


@pytest.mark.parametrize("text", ["第2批", "7", "0000001-9999999"])
def test_what_a_supplier_has_in_place_of_a_number_is_told(text: str) -> None:
    row = row_of((("200", "1 $a书"), ("985", f"  $a{text}")))
    assert row.draft is not None
    assert row.draft.copies == 1
    assert [note.kind for note in row.notes] == [NoteKind.COPY_CODE_UNCLEAR]


def test_the_price_of_a_copy_that_is_not_in_yuan_is_told_and_kept_with_it() -> None:
    row = row_of((("200", "1 $a书"), ("010", "  $dCNY28.00"), ("985", "  $a0010201-02$dHKD5")))
    assert row.draft is not None
    assert [(item.price_fen, "HKD5" in item.note) for item in row.draft.items] == [(None, True)] * 2
    assert [(note.kind, note.value) for note in row.notes] == [(NoteKind.PRICE_UNCLEAR, "HKD5")]


@pytest.mark.parametrize("field", [("905", "  $b9787506365437"), ("985", "  $a978-7-5063-6543-7")])
def test_an_isbn_is_no_barcode_of_a_copy(field: tuple[str, str]) -> None:
    row = row_of((("200", "1 $a书"), field))
    assert row.draft is not None
    assert (row.draft.barcodes, row.draft.copies) == ((), 1)
    assert [note.kind for note in row.notes] == [NoteKind.COPY_CODE_ISBN]


def test_a_copy_bears_its_own_volume_and_call_number() -> None:
    draft = draft_of(("905", "  $a样本书库$bT1111$dK86$e1$v上"), ("905", "  $a样本书库$bT1112$dK86$e1$sK86/1(2)$v下"))
    assert draft.call_no == "K86/1"
    assert draft.items == (
        CopyDraft("T1111", volume="上", place="样本书库"),
        CopyDraft("T1112", volume="下", place="样本书库", call_no="K86/1(2)"),
    )


def test_a_run_that_is_too_long_is_told_and_not_written_out() -> None:
    row = row_of((("200", "1 $a书"), ("905", "  $b0000001-9999999")))
    assert row.draft is not None
    assert row.draft.barcodes == ()
    assert [note.kind for note in row.notes] == [NoteKind.COPY_CODE_UNCLEAR]


@pytest.mark.parametrize(
    ("text", "barcodes", "copies"),
    [
        ("X00079-70", ("X00079-70",), 1),
        ("X000001-X999999", (), 1),
        ("20200101-20201231", (), 1),  # as likely from a day to a day as 1,131 copies
        ("馆藏号不详", (), 1),
        ("馆藏号不详$b馆藏号不详", (), 2),
        ("1" * 60, ("1" * 60,), 1),
        ("12:34", ("12:34",), 1),
        ("ABC", (), 1),
    ],
)
def test_what_does_not_look_like_a_barcode_is_told(text: str, barcodes: tuple[str, ...], copies: int) -> None:
    row = row_of((("200", "1 $a书"), ("905", f"  $b{text}")))
    assert row.draft is not None
    assert (row.draft.barcodes, row.draft.copies) == (barcodes, copies)
    assert {note.kind for note in row.notes} == {NoteKind.COPY_CODE_UNCLEAR}


@pytest.mark.parametrize("text", ["2021-0012", "NF.0012", "A-00012", "0010201-10", "12345678901234"])
def test_what_schools_print_on_books_is_taken_without_a_word(text: str) -> None:
    assert row_of((("200", "1 $a书"), ("905", f"  $b{text}"))).notes == ()


@pytest.mark.parametrize("more", [(), (("690", "  $aI247.5$v5"),)])
@pytest.mark.parametrize(
    ("content", "call_no", "own"),
    [
        ("$dI247.5/99", "I247.5/99", ""),
        ("$dI247.5/99(2)", "I247.5/99", "I247.5/99(2)"),
        ("$dI247.5/99$e99", "I247.5/99", ""),
        ("$dI247.5/J822-2$sI247.5/J822-2:3", "I247.5/J822-2", "I247.5/J822-2:3"),
    ],
)
def test_a_whole_call_number_in_one_subfield_is_taken_apart(
    content: str, call_no: str, own: str, more: tuple[tuple[str, str], ...]
) -> None:
    draft = draft_of(*more, ("905", f"  $bN000117{content}"))
    assert (draft.class_no, draft.call_no, draft.items[0].call_no) == ("I247.5", call_no, own)


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ("$00$10$40$70", {}),
        ("$01", {"state": "withdrawn"}),
        ("$11", {"state": "lost"}),
        ("$14", {"state": "missing"}),
        ("$41", {"condition": "damaged"}),
        ("$71", {"kind": "reference"}),
        ("$yREF", {"kind": "reference"}),
        ("$n3$l12$m1", {}),
        ("$zTorn$xGift of a class", {"note": "Torn；Gift of a class"}),
        ("$v30.00", {"price_fen": 3000}),
        ("$g28.50$v30.00", {"price_fen": 2850}),
    ],
)
def test_koha_says_what_became_of_a_copy(codes: str, says: dict[str, Any]) -> None:
    (item,) = draft_of(("245", "00$a书"), ("952", f"  $pN000117{codes}")).items
    assert item == replace(CopyDraft("N000117"), **says)
    assert copy_status(item.state) == (says.get("state", "shelf"), "")


def test_a_copy_on_loan_in_koha_is_told() -> None:
    row = row_of((("245", "00$a书"), ("952", "  $pN000117$q2026-03-30"), ("952", "  $pN000118$q0")))
    assert [(note.kind, note.value) for note in row.notes] == [(NoteKind.COPY_OUT, "N000117")]


def test_a_title_gets_the_call_number_that_its_copies_share() -> None:
    draft = draft_of(("245", "00$a书"), ("952", "  $pN000117$oI247.5/99(1)"), ("952", "  $pN000118$oI247.5/99(2)"))
    assert (draft.call_no, draft.items[1].call_no) == ("I247.5/99", "I247.5/99(2)")


def test_876_gives_the_price_of_a_copy_and_not_its_place() -> None:
    draft = draft_of(("245", "00$a书"), ("852", "  $c书库$pN1001$hI247.5$i99"), ("876", "  $pN1001$c28.50$d20260309"))
    assert draft.items == (CopyDraft("N1001", "", "", "书库", "I247.5 99", 2850, "2026-03-09"),)
