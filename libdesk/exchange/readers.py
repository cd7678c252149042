"""A class roster becomes drafts; the class is the row's own, else that of the title above it, else the sheet's name."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from libdesk.domain.drafts import FaultKind, NoteKind, ParsedList, ReaderDraft, RowFault, RowNote
from libdesk.exchange.card_lengths import odd_cards
from libdesk.exchange.codes import split_codes
from libdesk.exchange.columns import Mapping
from libdesk.exchange.fields import Field
from libdesk.exchange.name_cells import class_and_name, read_name
from libdesk.exchange.people import PersonRow, plain_number
from libdesk.exchange.person_names import several_names
from libdesk.exchange.repeats import refuse_repeats
from libdesk.exchange.rows import RowKind, read_rows, skipped
from libdesk.exchange.seat_numbers import seats_for_numbers
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import Heading, reads_as_class

_SEXES: Final = {
    **dict.fromkeys(("男", "男性", "男生", "m", "male", "1"), "男"),
    **dict.fromkeys(("女", "女性", "女生", "f", "female", "2"), "女"),  # 1 and 2 as in GB/T 2261.1
}


_DEPARTMENT: Final = re.compile(r"[\u4e00-\u9fff]{1,8}(?:组|处|室|部|科|办|中心|馆|后勤|食堂)")


def parse_readers(table: Table, mapping: Mapping) -> ParsedList[ReaderDraft]:
    """Every row of a roster as a draft, a fault or a skipped row; a card that repeats is a fault."""
    drafts: list[ReaderDraft] = []
    faults: list[RowFault] = []
    notes: list[RowNote] = []
    kinds: Counter[RowKind] = Counter()
    above = Heading(table.name, table.file)
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
    notes += odd_cards(drafts)
    parsed = ParsedList(tuple(drafts), tuple(faults), tuple(notes), skipped(kinds), kinds.total())
    return without_repeated_cards(parsed)


def without_repeated_cards(parsed: ParsedList[ReaderDraft]) -> ParsedList[ReaderDraft]:
    """The same over several sheets, once they are joined."""
    return refuse_repeats(parsed, lambda draft: draft.cards)


def whole_roster(parsed: ParsedList[ReaderDraft]) -> ParsedList[ReaderDraft]:
    """All sheets as one roster: what only the whole of it tells about cards and about numbers that are seats."""
    parsed = without_repeated_cards(parsed)
    return replace(parsed, drafts=seats_for_numbers(parsed.drafts))


def said_above(table: Table, mapping: Mapping) -> dict[int, dict[Field, str]]:
    """By line, what only a title or the sheet's name says of a row: wherever the row goes, this has to go with it."""
    found: dict[int, dict[Field, str]] = {}
    above = Heading(table.name, table.file)
    has_class, has_grade = Field.CLASS in mapping.columns, Field.GRADE in mapping.columns
    for row in read_rows(table, mapping):
        if row.kind is RowKind.DATA:
            class_text = "" if has_class else above.class_text or above.bare_class
            grade = "" if has_grade or (above.class_text and class_text) else above.grade_text
            kind = "" if Field.READER_KIND in mapping.columns else above.kind_text
            said = {Field.GRADE: grade, Field.CLASS: class_text, Field.READER_KIND: kind}
            found[row.line] = {field: text for field, text in said.items() if text}
        elif row.title:
            above.read(row.title)
    return found


def _draft(person: PersonRow, above: Heading) -> ReaderDraft | RowFault:
    line, sheet = person.row.line, person.sheet
    if several_names(person.row.cells.get(Field.NAME, "")):
        return RowFault(line, sheet, FaultKind.SEVERAL_NAMES)
    text = person.text(Field.NAME)
    class_beside, alone = class_and_name(text) if Field.CLASS not in person.row.cells else ("", "")
    cell = read_name(alone or text)
    name, number = person.name(cell.name)
    if not name:
        return RowFault(line, sheet, FaultKind.NO_NAME)
    if cell.remark:
        private = sum(map(str.isdigit, cell.remark)) > 4
        person.note(NoteKind.PERSONAL_NUMBER) if private else person.note(NoteKind.NAME_REMARK, cell.remark)
    cards = split_codes(plain_number(person.text(Field.CARDS)))
    if cards.too_long:
        return RowFault(line, sheet, FaultKind.CODE_TOO_LONG, cards.too_long)
    if cards.ruined:
        person.note(NoteKind.NUMBER_RUINED, cards.ruined)
    department = _sorted_out(person)
    grade, class_text = ("", class_beside) if class_beside else _class(person, above)
    sex = person.text(Field.SEX) or cell.sex
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
        kind_text=_kind(person.text(Field.READER_KIND), above.kind_text),
        department=department,
        expires=person.day(Field.EXPIRES),
    )
    person.note_broken_characters()
    return draft


def _sorted_out(person: PersonRow) -> str:
    """The department. Older systems have one column, 单位 or 部门, for a pupil's class and a teacher's department."""
    cells, department = person.row.cells, person.text(Field.DEPARTMENT)
    class_text = person.text(Field.CLASS)
    if department and not class_text and reads_as_class(department, person.text(Field.GRADE)):
        cells[Field.CLASS] = cells.pop(Field.DEPARTMENT)
        return ""
    if class_text and not department and _DEPARTMENT.fullmatch(class_text) and not reads_as_class(class_text):
        return cells.pop(Field.CLASS)
    return department


def _kind(own: str, above: str) -> str:
    """What the row says, and behind it what the title says: 校长 alone does not tell that a teacher is meant."""
    return own if not above or "学生" in own else f"{own} {above}".strip()


def _class(person: PersonRow, above: Heading) -> tuple[str, str]:
    """Grade and class; a bare 1班 under a grade's title is completed by it."""
    grade, class_text = person.text(Field.GRADE), person.text(Field.CLASS)
    if not class_text:
        class_text = above.class_text
        grade = grade or ("" if class_text else above.grade_text)
        return grade, class_text or (above.bare_class if grade else "")
    if not grade and above.grade_text and not reads_as_class(class_text):
        grade = above.grade_text
    if not reads_as_class(class_text, grade):
        person.note(NoteKind.CLASS_UNCLEAR, f"{grade} {class_text}".strip())
    return grade, class_text
