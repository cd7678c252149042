"""The plan of a roster: who is new, who changed, who is missing. Nobody is ever removed.

Each row is read on its own, judged against the rows before it, and then all of them look for their readers together
(by_number, same_names): who a row is depends on who else is on the list.
"""

from collections import Counter
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.by_number import Finder
from libdesk.actions.imports.codes import CodeSpace
from libdesk.actions.imports.double_rows import DoubleRows
from libdesk.actions.imports.outlook import class_moves, emptied_classes, missing_readers
from libdesk.actions.imports.persons import ClassReader, read_person
from libdesk.actions.imports.plans import Card, Missing, Person, ReaderChoices, ReaderPlan
from libdesk.actions.imports.same_names import year_of
from libdesk.domain.barcodes import Numbering, new_numbers
from libdesk.domain.classes import (
    FIRST_MONTH,
    ClassRef,
    SchoolSystem,
    Stage,
    grade_of,
    grades_of,
    roster_years,
    school_year_of,
    show_class,
)
from libdesk.domain.drafts import NoteKind, ParsedList, ReaderDraft
from libdesk.domain.names import name_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Counts, Fate, KnownReader, RowPlan
from libdesk.store.queries import code_runs
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
        self._codes = CodeSpace(library)
        self._finder = Finder(self._known, self._codes, self._place)
        self._keep_sex = desk.settings.keep_sex
        self._columns = _COLUMNS if self._keep_sex else tuple(name for name in _COLUMNS if name != "sex")
        stages = tuple(map(Stage, desk.settings.stages))
        self._classes = ClassReader(self._day, self._system, self._known, stages, choices.stage)
        self._classes.learn([(draft.class_text, draft.grade_text) for draft in parsed.drafts])
        there = Counter((name_key(one.name), one.class_ref, one.kind) for one in self._known if one.state != "left")
        self._doubles = DoubleRows(there.__getitem__, taken=choices.namesakes)
        self._rows: dict[int, RowPlan] = {}
        self._notes: dict[tuple[str, int], list[str]] = {}
        for note in parsed.notes:
            if note.kind is not NoteKind.CLASS_UNCLEAR:  # the school's own stages may read it, or the row is faulty
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
        plan, drafts = self.plan, self.plan.parsed.drafts
        persons: list[tuple[int, Person]] = []
        for number, draft in enumerate(drafts):
            if number % STEP == 0:
                progress.step(number, len(drafts))
            person = self._read(number, draft)
            if person is not None:
                persons.append((number, person))
        everybody = [person for _number, person in persons]
        self._finder.find(everybody, {name_key(draft.name) for draft in drafts}, self._years_at)
        for number, person in persons:
            self._rows[number] = self._decide(person)
        rows = [self._rows[number] for number in range(len(drafts))]
        rows += [RowPlan(f.line, "", Fate.FAULTY, (f.text(),), f.sheet) for f in plan.parsed.faults]
        plan.rows = tuple(rows)
        plan.counts = Counts.of(rows, plan.parsed.skipped.total)
        missing = missing_readers(everybody, self._known, self._finder.claimed, self._finder.divided)
        held = queries.held_by(self._library, [reader.id for reader in missing])
        plan.missing = [Missing(one, self._place(one), tuple(held.get(one.id, ()))) for one in missing]
        plan.classes = class_moves(everybody, self._shown)
        plan.emptied = tuple(map(self._shown, emptied_classes(everybody)))
        plan.staff = sum(person.kind in ("teacher", "staff") for person in everybody)
        plan.seats_of_numbers = any(draft.seat_of_number for draft in drafts)
        plan.sex_passed_over = not self._keep_sex and any(draft.sex for draft in drafts)
        plan.stages_asked = tuple(stage for stage in Stage if stage in self._classes.asked)
        plan.namesakes = self._doubles.namesakes
        self._give_cards()
        progress.step(len(drafts), len(drafts))

    def _read(self, number: int, draft: ReaderDraft) -> Person | None:
        """The person of a row if it can be taken; rows that cannot are entered at once."""
        notes = list(self._notes.get((draft.sheet, draft.line), ()))
        person, fault = read_person(
            draft, self._classes, self._codes, default_kind=self.plan.choices.kind, card_prefix=self._prefix,
            notes=notes,
        )  # fmt: skip
        double, fault = ("", fault) if fault else self._doubles.judge(person)
        if not fault and not double:
            fault = self._cards_against(person)
        if fault or double:
            fate, reason = (Fate.FAULTY, fault) if fault else (Fate.DOUBLE, double)
            self._rows[number] = RowPlan(draft.line, draft.name, fate, (reason, *notes), draft.sheet)
            return None
        self._doubles.add(person)
        return person

    def _cards_against(self, person: Person) -> str:
        """Why the row's cards cannot be a reader's, or not one reader's."""
        for card in person.cards:
            owner = self._codes.owners.get(card.key)
            if owner is None:
                continue
            if owner.reader_id is None:
                self.plan.card_clashes += owner.copy_id is not None
                return self._codes.whose(card.printed, owner)
            if owner.state != "active":
                person.notes.append(texts.card_lost(card.printed))
        return texts.several_fit(person.draft.name) if self._finder.several(person) else ""

    def _decide(self, person: Person) -> RowPlan:
        """New, or what of the known reader changes."""
        draft, known = person.draft, person.known
        if person.against:
            return RowPlan(draft.line, draft.name, Fate.FAULTY, (person.against, *person.notes), draft.sheet)
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
        look = person.repeats and person.by_name
        return RowPlan(draft.line, draft.name, fate, (*reasons, *person.notes), draft.sheet, look)

    def _differences(self, person: Person, known: KnownReader) -> list[str]:
        draft, reasons = person.draft, []
        for column in self._columns:
            value = getattr(draft, column)
            if value and value != getattr(known, column):
                person.values[column] = value
        if "name" in person.values and name_key(known.name) != person.name_key:
            reasons.append(texts.renamed(known.name))
        if "school_no" in person.values and known.school_no:
            reasons.append(texts.number_changed(known.school_no, draft.school_no))
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
        by_name = person.by_name and year_of(after) not in self._finder.divided
        return (texts.moved_by_name if by_name else texts.moved)(*names)

    def _years_at(self, ref: ClassRef) -> int | None:
        """How many years a class has been in its stage; None when it is not at school."""
        grade = grade_of(ref.entry_year, ref.stage, self._day, self._system)
        return None if grade is None else grade - grades_of(ref.stage, self._system).start

    def _give_cards(self) -> None:
        without = [person for person in self.plan.new if not person.cards]
        if not without:
            return
        numbering = card_numbering(self._prefix)
        kept = code_runs.kept_codes(self._library).codes(numbering) if without else ()
        taken = [*self._codes.all_keys(), *self._doubles.cards, *kept]
        for person, code in zip(without, new_numbers(taken, numbering), strict=False):
            person.cards = [Card(code, code)]
        self.plan.given = (without[0].cards[0].printed, without[-1].cards[0].printed)

    def _place(self, known: KnownReader) -> str:
        return self._shown(known.class_ref) if known.class_ref else known.department or ""

    def _shown(self, ref: ClassRef) -> str:
        return show_class(ref, self._day, self._system)
