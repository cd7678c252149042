"""A class roster becomes drafts; the class is the row's own, else that of the title above it, else the sheet's name."""

from collections import Counter
from typing import Final

from libdesk.domain.drafts import FaultKind, NoteKind, ParsedList, ReaderDraft, RowFault, RowNote
from libdesk.exchange.codes import split_codes
from libdesk.exchange.columns import Mapping
from libdesk.exchange.fields import Field
from libdesk.exchange.people import PersonRow, plain_number
from libdesk.exchange.repeats import refuse_repeats
from libdesk.exchange.rosters import class_in, class_of_sheet, grade_in, reads_as_class, staff_in
from libdesk.exchange.rows import RowKind, read_rows, skipped
from libdesk.exchange.tables import Table

_SEXES: Final = {
    **dict.fromkeys(("男", "男性", "男生", "m", "male", "1"), "男"),
    **dict.fromkeys(("女", "女性", "女生", "f", "female", "2"), "女"),  # 1 and 2 as in GB/T 2261.1
}


def parse_readers(table: Table, mapping: Mapping) -> ParsedList[ReaderDraft]:
    """Every row of a roster as a draft, a fault or a skipped row; a card that repeats is a fault."""
    drafts: list[ReaderDraft] = []
    faults: list[RowFault] = []
    notes: list[RowNote] = []
    kinds: Counter[RowKind] = Counter()
    above = _Heading(table.name)
    for row in read_rows(table, mapping):
        kinds[row.kind] += 1
        if row.kind is RowKind.DATA:
            person = PersonRow(row, table.name)
            draft = _draft(person, above)
            if isinstance(draft, ReaderDraft):
                drafts.append(draft)
                notes += person.notes
            else:
                faults.append(draft)
        elif row.title:
            above.read(row.title)
    parsed = ParsedList(tuple(drafts), tuple(faults), tuple(notes), skipped(kinds), kinds.total())
    return without_repeated_cards(parsed)


def without_repeated_cards(parsed: ParsedList[ReaderDraft]) -> ParsedList[ReaderDraft]:
    """The same over several sheets, once they are joined."""
    return refuse_repeats(parsed, lambda draft: draft.cards)


def said_above(table: Table, mapping: Mapping) -> dict[int, dict[Field, str]]:
    """By line, what only a title or the sheet's name says of a row: wherever the row goes, this has to go with it."""
    found: dict[int, dict[Field, str]] = {}
    above = _Heading(table.name)
    has_class, has_grade = Field.CLASS in mapping.columns, Field.GRADE in mapping.columns
    for row in read_rows(table, mapping):
        if row.kind is RowKind.DATA:
            class_text = "" if has_class else above.class_text
            grade = "" if has_grade or class_text else above.grade_text
            kind = "" if Field.READER_KIND in mapping.columns else above.kind_text
            said = {Field.GRADE: grade, Field.CLASS: class_text, Field.READER_KIND: kind}
            found[row.line] = {field: text for field, text in said.items() if text}
        elif row.title:
            above.read(row.title)
    return found


class _Heading:
    """What the titles above the rows say of all of them, until the next title."""

    def __init__(self, sheet: str) -> None:
        self.class_text = class_of_sheet(sheet)
        self.grade_text = grade_in(sheet)
        self.kind_text = staff_in(sheet)

    def read(self, title: str) -> None:
        class_text, grade_text, kind_text = class_in(title), grade_in(title), staff_in(title)
        if class_text or grade_text or kind_text:
            self.class_text, self.grade_text, self.kind_text = class_text, grade_text, kind_text


def _draft(person: PersonRow, above: _Heading) -> ReaderDraft | RowFault:
    name, number = person.name(Field.NAME)
    line, sheet = person.row.line, person.sheet
    if not name:
        return RowFault(line, sheet, FaultKind.NO_NAME)
    cards = split_codes(plain_number(person.text(Field.CARDS)))
    if cards.too_long:
        return RowFault(line, sheet, FaultKind.CODE_TOO_LONG, cards.too_long)
    if cards.ruined:
        person.note(NoteKind.NUMBER_RUINED, cards.ruined)
    grade, class_text = _class(person, above)
    sex = person.text(Field.SEX)
    draft = ReaderDraft(
        line=line,
        sheet=sheet,
        name=name,
        sex=_SEXES.get(sex.lower(), sex),
        grade_text=grade,
        class_text=class_text,
        seat=person.number(Field.SEAT).removesuffix("号"),
        school_no=person.number(Field.SCHOOL_NO) or number,
        cards=cards.codes,
        kind_text=person.text(Field.READER_KIND) or above.kind_text,
        department=person.text(Field.DEPARTMENT),
        expires=person.day(Field.EXPIRES),
    )
    person.note_broken_characters()
    return draft


def _class(person: PersonRow, above: _Heading) -> tuple[str, str]:
    """Grade and class; a bare 1班 under a grade's title is completed by it."""
    grade, class_text = person.text(Field.GRADE), person.text(Field.CLASS)
    if not class_text:
        class_text = above.class_text
        return grade or ("" if class_text else above.grade_text), class_text
    if not grade and above.grade_text and not reads_as_class(class_text):
        grade = above.grade_text
    if not reads_as_class(class_text, grade):
        person.note(NoteKind.CLASS_UNCLEAR, f"{grade} {class_text}".strip())
    return grade, class_text
