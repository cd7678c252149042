"""The open loans of an older system."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import FaultKind, LoanDraft, NoteKind, ParsedList
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import ListKind
from libdesk.exchange.loans import parse_loans
from tests.exchange.made_files import table

HEADER = "图书条码|读者证号|姓名|班级|书名|借出日期|应还日期|归还日期"


def parse(*lines: str) -> ParsedList[LoanDraft]:
    loans = table(HEADER, *lines)
    return parse_loans(loans, guess_mapping(loans, ListKind.LOANS))


def test_a_whole_row_becomes_a_loan() -> None:
    parsed = parse("００10201|A001|张 三|三(1)班|三国|2024.9.1|45566|")
    assert parsed.notes == ()
    assert parsed.drafts == (
        LoanDraft(
            line=2,
            copy_code="0010201",
            reader_code="A001",
            reader_name="张三",
            class_text="三(1)班",
            title="三国",
            lent="2024-09-01",
            due="2024-10-01",
        ),
    )


def test_rows_that_cannot_be_a_loan_are_refused() -> None:
    parsed = parse(
        "001|A1|张三||||2024-10-1|",
        "|A1|张三||||2024-10-1|",
        "002||||||2024-10-1|",
        "2.01E+10|A1|||||2024-10-1|",
        "003|6.2E+18|||||2024-10-1|",
        "004|A1|||||2024-10-1|2024-9-9",
        "001|A2|||||2024-10-1|",
        "9" * 70 + "|A2|||||2024-10-1|",
    )
    assert len(parsed.drafts) == 1
    assert [fault.reason for fault in parsed.faults] == [
        FaultKind.NO_COPY_CODE,
        FaultKind.NO_READER,
        FaultKind.BARCODE_RUINED,
        FaultKind.READER_CODE_RUINED,
        FaultKind.RETURNED,
        FaultKind.CODE_REPEATED,
        FaultKind.CODE_TOO_LONG,
    ]
    assert parsed.adds_up


def test_a_reader_whose_number_is_ruined_is_still_known_by_name() -> None:
    parsed = parse("001|6.2E+18|张三|三(1)班||2024-9-1||未还")
    assert (parsed.drafts[0].reader_code, parsed.drafts[0].reader_name) == ("", "张三")
    assert [note.kind for note in parsed.notes] == [NoteKind.NUMBER_RUINED]


def test_dates_that_cannot_be_are_left_out() -> None:
    parsed = parse("001|A1||||昨天|2024-10-1|", "002|A1||||2024-9-1|2024-8-1|")
    assert [note.kind for note in parsed.notes] == [NoteKind.DATE_UNCLEAR, NoteKind.DUE_BEFORE_LENT]
    assert [(draft.lent, draft.due) for draft in parsed.drafts] == [("", "2024-10-01"), ("2024-09-01", "")]


def test_an_identity_number_used_as_a_card_number_goes_no_further() -> None:
    parsed = parse("001|370102201601011234|张三|||||", "002|A1|李四|||||", "003|A2|王五|||||")
    assert "370102201601011234" not in repr(parsed)
    assert parsed.drafts[0].reader_name == "张三"


CELLS = st.one_of(
    st.sampled_from(["", "001", "A1", "张三", "图书条码", "姓名", "2024-9-1", "合计", "共2条", "370102201601011234"]),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=12))
def test_no_row_is_ever_lost(rows: list[list[str]]) -> None:
    loans = replace(table(), rows=(tuple(HEADER.split("|")), *map(tuple, rows)))
    parsed = parse_loans(loans, guess_mapping(loans, ListKind.LOANS))
    assert parsed.rows_read == len(rows) + 1
    assert parsed.adds_up
