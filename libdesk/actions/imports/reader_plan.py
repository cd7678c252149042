"""The plan of a roster: who is new, who changed, who is missing. Nobody is ever removed.

A reader is found by card, then by school number, then by name and class, by name and year where only one on either side
fits (a pupil who was moved to another class), and last in the year above (a pupil who repeats).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.codes import CodeSpace
from libdesk.actions.imports.outlook import class_moves, missing_readers
from libdesk.actions.imports.persons import ClassReader, read_person
from libdesk.actions.imports.plans import Card, Missing, Person, ReaderChoices, ReaderPlan
from libdesk.actions.imports.same_names import (
    Year,
    numbers_differ,
    pair_by_name,
    surely_two,
    told_apart,
    year_of,
)
from libdesk.domain.barcodes import Numbering, new_numbers
from libdesk.domain.classes import (
    FIRST_MONTH,
    ClassRef,
    SchoolSystem,
    Stage,
    grade_of,
    roster_years,
    school_year_of,
    show_class,
)
from libdesk.domain.drafts import ParsedList, ReaderDraft
from libdesk.domain.matching import text_key
from libdesk.domain.names import name_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Counts, Fate, KnownReader, RowPlan
from libdesk.store.queries import imports as queries

STEP: Final = 200  # rows between two looks at the stop button
_COLUMNS: Final = ("name", "sex", "school_no", "department", "expires")


def card_numbering(card_prefix: str) -> Numbering:
    """How cards are numbered for which the list brings no number: apart from books and the school's own numbers."""
    return Numbering(f"{card_prefix}R", 6)


def plan_readers(
    desk: Desk, parsed: ParsedList[ReaderDraft], choices: ReaderChoices, progress: Progress | None = None
) -> ReaderPlan:
    """Compare a roster with the library; nothing is written. Raises Cancelled."""
    desk.read(Op.IMPORT_READERS)
    planner = _Planner(desk, parsed, choices)
    planner.run(progress or Progress())
    return planner.plan


class _Planner:
    def __init__(self, desk: Desk, parsed: ParsedList[ReaderDraft], choices: ReaderChoices) -> None:
        self._library = library = desk.library
        self.plan = ReaderPlan(parsed, choices, queries.newest_entry(library))
        self._day, self._system = self._day_of_classes(desk.today), SchoolSystem(desk.settings.school_system)
        self._prefix = desk.settings.card_prefix
        self._known = queries.readers(library)
        self._by_id = {reader.id: reader for reader in self._known}
        self._by_number = _grouped(self._known, lambda reader: text_key(reader.school_no) or None)
        self._codes = CodeSpace(library)
        self._keep_sex = desk.settings.keep_sex
        self._columns = _COLUMNS if self._keep_sex else tuple(name for name in _COLUMNS if name != "sex")
        stages = tuple(map(Stage, desk.settings.stages))
        self._classes = ClassReader(self._day, self._system, self._known, stages, choices.stage)
        self._classes.learn([(draft.class_text, draft.grade_text) for draft in parsed.drafts])
        self._claimed: dict[int, int] = {}  # reader id → line
        self._divided: frozenset[Year] = frozenset()
        self._card_lines: dict[str, Person] = {}
        self._number_lines: dict[str, Person] = {}
        self._name_lines: dict[Hashable, list[Person]] = {}
        self._same_name = Counter(
            (name_key(reader.name), reader.class_ref, reader.kind) for reader in self._known if reader.state != "left"
        )
        self._rows: dict[int, RowPlan] = {}
        self._notes: dict[tuple[str, int], list[str]] = {}
        for note in parsed.notes:
            self._notes.setdefault((note.sheet, note.line), []).append(note.text())

    def _day_of_classes(self, today: date) -> date:
        """The day on which the classes are called as the list calls them: in the holidays perhaps 1 September."""
        years = roster_years(today)
        year = self.plan.choices.school_year
        self.plan.school_year = year if year in years else years[0]
        if any(draft.class_text or draft.grade_text for draft in self.plan.parsed.drafts):
            self.plan.years_asked = years if len(years) > 1 else ()
        return today if self.plan.school_year == school_year_of(today) else date(self.plan.school_year, FIRST_MONTH, 1)

    def run(self, progress: Progress) -> None:
        drafts = self.plan.parsed.drafts
        persons: list[tuple[int, Person]] = []
        for number, draft in enumerate(drafts):
            if number % STEP == 0:
                progress.step(number, len(drafts))
            person = self._read(number, draft)
            if person is not None:
                persons.append((number, person))
        everybody = [person for _number, person in persons]
        self._divided = pair_by_name(everybody, self._known, self._claimed, self._claim, self._has_left)
        for number, person in persons:
            self._rows[number] = self._decide(person)
        rows = [self._rows[number] for number in range(len(drafts))]
        rows += [RowPlan(f.line, "", Fate.FAULTY, (f.text(),), f.sheet) for f in self.plan.parsed.faults]
        self.plan.rows = tuple(rows)
        self.plan.counts = Counts.of(rows, self.plan.parsed.skipped.total)
        missing = missing_readers(everybody, self._known, self._claimed, self._divided)
        held = queries.held_by(self._library, [reader.id for reader in missing])
        self.plan.missing = [Missing(one, self._place(one), tuple(held.get(one.id, ()))) for one in missing]
        self.plan.classes = class_moves(everybody, self._shown)
        self.plan.sex_passed_over = not self._keep_sex and any(draft.sex for draft in drafts)
        self.plan.stages_asked = tuple(stage for stage in Stage if stage in self._classes.asked)
        self._give_cards()
        progress.step(len(drafts), len(drafts))

    def _read(self, number: int, draft: ReaderDraft) -> Person | None:
        """The person of a row if it can be taken; rows that cannot are entered at once."""
        notes = list(self._notes.get((draft.sheet, draft.line), ()))
        person, fault = read_person(
            draft, self._classes, self._codes, default_kind=self.plan.choices.kind, card_prefix=self._prefix,
            notes=notes,
        )  # fmt: skip
        double, fault = ("", fault) if fault else self._seen_before(person)
        if not fault and not double:
            fault = self._match_by_number(person)
        if fault or double:
            fate, reason = (Fate.FAULTY, fault) if fault else (Fate.DOUBLE, double)
            self._rows[number] = RowPlan(draft.line, draft.name, fate, (reason, *notes), draft.sheet)
            return None
        for card in person.cards:
            self._card_lines[card.key] = person
        if draft.school_no:
            self._number_lines[text_key(draft.school_no)] = person
        self._name_lines.setdefault(_name_place(person), []).append(person)
        return person

    def _seen_before(self, person: Person) -> tuple[str, str]:
        """(why the row is double, what stands against it) from the rows before it."""
        draft = person.draft
        others = [(card.printed, self._card_lines.get(card.key)) for card in person.cards]
        others.append((draft.school_no, self._number_lines.get(text_key(draft.school_no))))
        for code, other in others:
            if other is not None and code:
                if other.name_key == person.name_key:
                    return texts.row_again(other.draft.line), ""
                return "", texts.taken_by_line(code, other.draft.line)
        return self._namesake_before(person), ""

    def _namesake_before(self, person: Person) -> str:
        """Why a row of the name and class of another is double; a sex, seat or number that differs makes two of them.

        So does a library that has two of them already, or the librarian's word for the whole list.
        """
        others = self._name_lines.get(_name_place(person), ())
        for other in others:
            if person.draft.seat and person.draft.seat == other.draft.seat and not numbers_differ(person, other):
                return texts.row_again(other.draft.line)
        alike = [other for other in others if not told_apart(person, other)]
        if alike and self._same_name[_name_place(person)] <= len(others):
            self.plan.namesakes += 1
            if not self.plan.choices.namesakes:
                return texts.same_again(alike[0].draft.line)
        noted = [other for other in others if other in alike or not surely_two(person, other)]
        if noted:
            person.notes.append(texts.same_name(noted[0].draft.line))
        return ""

    def _match_by_number(self, person: Person) -> str:
        """Find the reader by card or school number; gives what stands against the row."""
        found: dict[int, tuple[str, KnownReader]] = {}
        for card in person.cards:
            owner = self._codes.owners.get(card.key)
            if owner is None:
                continue
            if owner.reader_id is None or owner.reader_id not in self._by_id:
                self.plan.card_clashes += owner.copy_id is not None
                return self._codes.whose(card.printed, owner)
            found[owner.reader_id] = (card.printed, self._by_id[owner.reader_id])
            if owner.state != "active":
                person.notes.append(texts.card_lost(card.printed))
        if len(found) > 1:
            return texts.several_fit(person.draft.name)
        for code, known in found.values() or self._with_school_no(person):
            if (
                known.name != person.draft.name
                and name_key(known.name) != person.name_key
                and not self._same_place(person, known)
            ):
                return texts.other_person(code, known.name, self._place(known))
            if known.id in self._claimed:
                return texts.taken_by_line(code, self._claimed[known.id])
            self._claim(person, known)
        return ""

    def _with_school_no(self, person: Person) -> list[tuple[str, KnownReader]]:
        """The one reader with this school number: of several, the one of the same name."""
        number = person.draft.school_no
        if not number:
            return []
        fits = self._by_number.get(text_key(number), [])
        if len(fits) > 1:
            fits = [reader for reader in fits if name_key(reader.name) == person.name_key]
        return [(number, fits[0])] if len(fits) == 1 else []

    def _same_place(self, person: Person, known: KnownReader) -> bool:
        return person.class_ref == known.class_ref if person.class_ref else person.kind == known.kind

    def _claim(self, person: Person, known: KnownReader) -> None:
        person.known = known
        self._claimed[known.id] = person.draft.line

    def _decide(self, person: Person) -> RowPlan:
        """New, or what of the known reader changes."""
        draft, known = person.draft, person.known
        if person.doubts:
            why = texts.which_one(draft.name, [self._place(reader) for reader in person.doubts])
            return RowPlan(draft.line, draft.name, Fate.FAULTY, (why, *person.notes), draft.sheet)
        if known is None:
            if person.namesake_above is not None:
                person.notes.append(texts.namesake_above(self._place(person.namesake_above)))
            self.plan.new.append(person)
            return RowPlan(draft.line, draft.name, Fate.NEW, tuple(person.notes), draft.sheet)
        person.cards = [card for card in person.cards if card.key not in self._codes.owners]
        reasons = self._differences(person, known)
        changed = bool(person.values or person.moves or person.new_seat or person.cards)
        if changed:
            self.plan.changed.append(person)
        fate = Fate.CHANGED if changed else Fate.UNCHANGED
        return RowPlan(draft.line, draft.name, fate, (*reasons, *person.notes), draft.sheet)

    def _differences(self, person: Person, known: KnownReader) -> list[str]:
        draft, reasons = person.draft, []
        for column in self._columns:
            value = getattr(draft, column)
            if value and value != getattr(known, column):
                person.values[column] = value
        if "name" in person.values and name_key(known.name) != person.name_key:
            reasons.append(texts.renamed(known.name))
        if known.state == "left":
            person.values |= {"state": "active", "left_day": None}
            reasons.append(texts.came_back())
        if person.kind != known.kind and draft.kind_text:
            person.values["kind"] = person.kind
        ref = person.class_ref
        if ref is not None and ref != known.class_ref:
            person.moves = True
            if known.class_ref is not None:
                reasons.append(self._move_told(person, known.class_ref, ref))
        elif ref is not None and person.seat is not None and person.seat != known.seat:
            person.new_seat = True
        return reasons

    def _move_told(self, person: Person, before: ClassRef, after: ClassRef) -> str:
        names = self._shown(before), self._shown(after)
        if year_of(after) == (before.stage, before.entry_year + 1):
            person.repeats = True
            return (texts.repeats_by_name if person.by_name else texts.repeats)(*names)
        # In a grade divided anew everybody has moved: who is meant was told by an only name, and that is the rule.
        by_name = person.by_name and year_of(after) not in self._divided
        return (texts.moved_by_name if by_name else texts.moved)(*names)

    def _has_left(self, ref: ClassRef) -> bool:
        return grade_of(ref.entry_year, ref.stage, self._day, self._system) is None

    def _give_cards(self) -> None:
        without = [person for person in self.plan.new if not person.cards]
        if not without:
            return
        taken = [*self._codes.all_keys(), *self._card_lines]
        for person, code in zip(without, new_numbers(taken, card_numbering(self._prefix)), strict=False):
            person.cards = [Card(code, code)]
        self.plan.given = (without[0].cards[0].printed, without[-1].cards[0].printed)

    def _place(self, known: KnownReader) -> str:
        return self._shown(known.class_ref) if known.class_ref else known.department or ""

    def _shown(self, ref: ClassRef) -> str:
        return show_class(ref, self._day, self._system)


def _grouped(
    readers: Iterable[KnownReader], key: Callable[[KnownReader], Hashable | None]
) -> dict[Hashable, list[KnownReader]]:
    found: dict[Hashable, list[KnownReader]] = {}
    for reader in readers:
        group = key(reader)
        if group is not None:
            found.setdefault(group, []).append(reader)
    return found


def _name_place(person: Person) -> tuple[str, ClassRef | None, str]:
    return (person.name_key, person.class_ref, person.kind)
