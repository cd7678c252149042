"""What is said beside a row of an import: why it is not taken, or what was noted."""

from collections.abc import Sequence

from libdesk.i18n import _


def is_reserved(code: str) -> str:
    return _("{code} is kept for command cards.").format(code=code)


def not_a_barcode(code: str) -> str:
    return _("“{code}” cannot be a barcode.").format(code=code)


def belongs_to_reader(code: str, name: str) -> str:
    return _("{code} is the reader card of {name}.").format(code=code, name=name)


def belongs_to_book(code: str, title: str) -> str:
    return _("{code} is the barcode of the book “{title}”.").format(code=code, title=title)


def day_ahead(day: str) -> str:
    return _("The day of entry {day} lies ahead and is left out.").format(day=day)


def taken_by_line(code: str, line: int, sheet: str = "") -> str:
    """`sheet`: of the other row, where it is another."""
    if sheet:
        return _("{code} stands in row {line} of sheet “{sheet}” already.").format(code=code, line=line, sheet=sheet)
    return _("{code} stands in row {line} too.").format(code=code, line=line)


def number_in_line(number: str, line: int, sheet: str = "") -> str:
    """`sheet`: of the other row, where it is another."""
    if sheet:
        return _("School number {number} stands in row {line} of sheet “{sheet}” already.").format(
            number=number, line=line, sheet=sheet
        )
    return _("School number {number} stands in row {line} already.").format(number=number, line=line)


def partly_in_line(line: int) -> str:
    return _("Some of its barcodes stand in row {line} too.").format(line=line)


def accession_taken(number: str) -> str:
    return _("The accession number {number} is in use already.").format(number=number)


def accession_in_line(number: str, line: int) -> str:
    return _("The accession number {number} stands in row {line} too.").format(number=number, line=line)


def same_isbn(title: str) -> str:
    return _("The same ISBN as “{title}”; the two are kept apart.").format(title=title)


def row_before_counts(line: int, fields: Sequence[str]) -> str:
    return _("The same title as row {line}, which says otherwise and counts: {fields}.").format(
        line=line, fields=_(", ").join(fields)
    )


def same_call_no(call_no: str, title: str) -> str:
    return _("The call number {call_no} is that of “{title}” too; look at it.").format(call_no=call_no, title=title)


def call_no_in_record(call_no: str, record: str) -> str:
    return _("The call number {call_no} stands in {record} too; look at it.").format(call_no=call_no, record=record)


def call_no_in_line(call_no: str, line: int) -> str:
    return _("The call number {call_no} stands in row {line} too; look at it.").format(call_no=call_no, line=line)


def known_left() -> str:
    return _("The library has this title; it is left as it is.")


def copies_added(count: int) -> str:
    return _("The library has this title; copies added: {count}.").format(count=count)


def filled() -> str:
    return _("Empty fields of this title are filled in.")


def row_again(line: int, sheet: str = "") -> str:
    """`sheet`: of the other row, where it is another."""
    if sheet:
        return _("Row {line} of sheet “{sheet}” says the same.").format(line=line, sheet=sheet)
    return _("Row {line} says the same.").format(line=line)


def replaced() -> str:
    return _("Fields of this title are replaced.")


def record_name(number: int, file: str = "") -> str:
    """Which record is meant; `file` where there are several."""
    if file:
        return _("record {n} of “{file}”").format(n=number, file=file)
    return _("record {n}").format(n=number)


def record_again(record: str) -> str:
    """`record` here and below is a `record_name`."""
    return _("The same as {record}.").format(record=record)


def title_again(title: str) -> str:
    return _("An earlier record of “{title}” stands for it; this one names no copies.").format(title=title)


def taken_by_record(code: str, record: str) -> str:
    return _("{code} stands in {record} too.").format(code=code, record=record)


def partly_in_record(record: str) -> str:
    return _("Some of its barcodes stand in {record} too.").format(record=record)


def accession_in_record(number: str, record: str) -> str:
    return _("The accession number {number} stands in {record} too.").format(number=number, record=record)


def pool_has_it() -> str:
    return _("The same record is there already, in the pool or earlier in these files.")


def was_out(state: str) -> str:
    return _("The list says “{state}”. The copy is taken as on the shelf; bring in the open loans next.").format(
        state=state
    )


def state_unknown(state: str) -> str:
    return _("The state “{state}” is not known; the copy is taken as on the shelf.").format(state=state)


def class_unread(text: str) -> str:
    return _("The class “{text}” was not understood. Write it like 三(2)班.").format(text=text)


def class_missing() -> str:
    return _("The class is missing.")


def stage_unclear(text: str) -> str:
    return _("“{text}” may be in several stages. Write 小学, 初中 or 高中 before it.").format(text=text)


def other_person(code: str, other: str, place: str, name: str) -> str:
    """A card or a school number that cannot be both persons'."""
    return _("{code} belongs to {other}, and here it stands beside {name}. Mend the number or the name.").format(
        code=code, other=f"{other} {place}".strip(), name=name
    )


def seat_in_line(seat: int, line: int, sheet: str = "") -> str:
    """`sheet`: of the other row, where it is another."""
    if sheet:
        return _("Seat {seat} of this class stands in row {line} of sheet “{sheet}” too.").format(
            seat=seat, line=line, sheet=sheet
        )
    return _("Seat {seat} of this class stands in row {line} too.").format(seat=seat, line=line)


def number_changed(before: str, after: str) -> str:
    return _("School number {after} instead of {before}.").format(before=before, after=after)


def same_name(line: int) -> str:
    return _("Row {line} has the same name and class; both are taken as two readers.").format(line=line)


def same_again(line: int) -> str:
    return _(
        "Row {line} has the same name and class, and nothing tells the two apart. If they are two readers, add "
        "seat or school numbers, or tick above that they are."
    ).format(line=line)


def several_fit(name: str) -> str:
    return _("Several readers named {name} fit. Add the card or school number.").format(name=name)


def card_lost(code: str) -> str:
    return _("The card {code} was reported lost or replaced; it stays so.").format(code=code)


def moved(before: str, after: str) -> str:
    return _("From {before} to {after}.").format(before=before, after=after)


def moved_by_name(before: str, after: str) -> str:
    return _("From {before} to {after}, known by the name alone; look whether it is the same pupil.").format(
        before=before, after=after
    )


def repeats(before: str, after: str) -> str:
    return _("Repeats the year: from {before} to {after}.").format(before=before, after=after)


def repeats_by_name(before: str, after: str) -> str:
    return _(
        "Repeats the year: from {before} to {after}, known by the name alone; look whether it is the same pupil."
    ).format(before=before, after=after)


def namesake_above(place: str) -> str:
    return _(
        "{place} has a pupil of this name. If it is the same one, who repeats the year, add the school number."
    ).format(place=place)


def which_one(name: str, places: Sequence[str]) -> str:
    """Which readers may be meant, by class, and how the list can say it."""
    if len(places) == 1:
        return _(
            "This year has one {name}, in {places}, and the list has several. Add their school or card numbers."
        ).format(name=name, places=places[0])
    return _(
        "Which {name} of this year is it: {places}? Add their card numbers to the list, or the school numbers that "
        "the library knows."
    ).format(name=name, places=_(", ").join(places))


def stage_not_here(text: str) -> str:
    return _("“{text}” is of a stage that this school does not have. See the school's stages in the settings.").format(
        text=text
    )


def class_away(name: str) -> str:
    return _("{name} is not at the school now. See whether the year is right.").format(name=name)


def stage_first(stage: str) -> str:
    return _(
        "The library has had no class of this stage so far: {stage}. Say in the settings which stages the school has."
    ).format(stage=stage)


def came_back() -> str:
    return _("Had left and is back.")


def renamed(before: str) -> str:
    return _("Was called {before}.").format(before=before)


def copy_unknown(code: str) -> str:
    return _("No book has the barcode {code}.").format(code=code)


def reader_unknown() -> str:
    return _("This reader was not found by card, number or name and class.")


def out_to(name: str) -> str:
    return _("The book is on loan to {name} already.").format(name=name)


def withdrawn() -> str:
    return _("The book was withdrawn.")


def set_aside() -> str:
    return _("The book is set aside for somebody who waits for it.")


def due_before_lent() -> str:
    return _("It would be due before it was lent.")


def lent_later(day: str) -> str:
    return _("It would be lent on {day}, which is still to come.").format(day=day)


def due_guessed(day: str) -> str:
    return _("No due date is there; by the lending rules it is {day}.").format(day=day)


def title_differs(title: str) -> str:
    return _("In the library this barcode is “{title}”.").format(title=title)
