"""The open loans of an older system become drafts; what came back already is refused, so that nobody owes it twice."""

import unicodedata
from collections import Counter
from typing import Final

from libdesk.domain.barcodes import MAX_LENGTH
from libdesk.domain.drafts import FaultKind, LoanDraft, NoteKind, ParsedList, RowFault, RowNote
from libdesk.exchange.cells import is_ruined
from libdesk.exchange.columns import Mapping
from libdesk.exchange.fields import Field
from libdesk.exchange.people import PersonRow, name_text
from libdesk.exchange.repeats import refuse_repeats
from libdesk.exchange.rows import RowKind, read_rows, skipped
from libdesk.exchange.tables import Table

_STILL_OUT: Final = frozenset({"未还", "未归还", "在借", "借出", "否", "n", "no", "0", "0000-00-00", "1900-01-01"})


def parse_loans(table: Table, mapping: Mapping) -> ParsedList[LoanDraft]:
    """Every row of a list of loans as a draft, a fault or a skipped row; a copy that is lent twice is a fault."""
    drafts: list[LoanDraft] = []
    faults: list[RowFault] = []
    notes: list[RowNote] = []
    kinds: Counter[RowKind] = Counter()
    for row in read_rows(table, mapping):
        kinds[row.kind] += 1
        if row.kind is RowKind.DATA:
            person = PersonRow(row, table.name)
            draft = _draft(person)
            if isinstance(draft, LoanDraft):
                drafts.append(draft)
                notes += person.notes
            else:
                faults.append(draft)
    parsed = ParsedList(tuple(drafts), tuple(faults), tuple(notes), skipped(kinds), kinds.total())
    return without_repeated_copies(parsed)


def without_repeated_copies(parsed: ParsedList[LoanDraft]) -> ParsedList[LoanDraft]:
    """The same over several sheets, once they are joined."""
    return refuse_repeats(parsed, lambda draft: (draft.copy_code,))


def _draft(person: PersonRow) -> LoanDraft | RowFault:
    line, sheet = person.row.line, person.sheet
    back = person.row.cells.get(Field.RETURNED, "")
    if back and back.lower() not in _STILL_OUT:
        return RowFault(line, sheet, FaultKind.RETURNED, back)
    copy_code = _code(person.row.cells.get(Field.COPY_CODE, ""))
    if not copy_code:
        return RowFault(line, sheet, FaultKind.NO_COPY_CODE)
    if is_ruined(copy_code):
        return RowFault(line, sheet, FaultKind.BARCODE_RUINED, copy_code)
    reader_code = _code(person.text(Field.READER_CODE))
    name = name_text(person.text(Field.READER_NAME))
    too_long = next((code for code in (copy_code, reader_code) if len(code) > MAX_LENGTH), "")
    if too_long:
        return RowFault(line, sheet, FaultKind.CODE_TOO_LONG, too_long[:MAX_LENGTH])
    if is_ruined(reader_code):
        if not name:
            return RowFault(line, sheet, FaultKind.READER_CODE_RUINED, reader_code)
        person.note(NoteKind.NUMBER_RUINED, reader_code)
        reader_code = ""
    if not reader_code and not name:
        return RowFault(line, sheet, FaultKind.NO_READER)
    lent, due = person.day(Field.LENT), person.day(Field.DUE)
    if lent and due and due < lent:
        person.note(NoteKind.DUE_BEFORE_LENT, due)
        due = ""
    draft = LoanDraft(
        line=line,
        copy_code=copy_code,
        reader_code=reader_code,
        reader_name=name,
        class_text=person.text(Field.CLASS),
        title=person.text(Field.TITLE),
        lent=lent,
        due=due,
        sheet=sheet,
    )
    person.note_broken_characters()
    return draft


def _code(text: str) -> str:
    return text if text.isascii() else " ".join(unicodedata.normalize("NFKC", text).split())
