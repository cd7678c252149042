"""Open loans of an older system: each copy and reader is found, or the row says why not; then all are written."""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.chunks import Steps, add_in_chunks
from libdesk.actions.imports.codes import CodeSpace
from libdesk.actions.imports.persons import ClassReader
from libdesk.actions.imports.plans import LoanPlan, NewLoan
from libdesk.domain.barcodes import fold_barcode, prefixed
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.drafts import LoanDraft, ParsedList
from libdesk.domain.duedates import due_date
from libdesk.domain.lending_kinds import kind_on
from libdesk.domain.matching import same_work, text_key
from libdesk.domain.names import name_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Counts, Fate, ImportReceipt, KnownCopy, KnownReader, RowPlan
from libdesk.domain.show import show_day
from libdesk.store.queries import imports as queries
from libdesk.store.tables import Copy, Loan

STEP: Final = 200
_LOAN: Final = (
    "copy_id", "reader_id", "lent", "lent_day", "due", "reader_kind", "stage", "entry_year", "class_no",
)  # fmt: skip


def plan_loans(desk: Desk, parsed: ParsedList[LoanDraft], progress: Progress | None = None) -> LoanPlan:
    """Compare a list of open loans with the library; nothing is written. Raises Cancelled."""
    desk.read(Op.IMPORT_LOANS)
    planner = _Planner(desk, parsed)
    planner.run(progress or Progress())
    return planner.plan


def write_loans(desk: Desk, plan: LoanPlan, progress: Progress | None = None) -> ImportReceipt:
    """Write planned loans. If the library has changed since the plan, it is planned anew first.

    Raises Cancelled, after which nothing of it is left.
    """
    with desk.action(Op.IMPORT_LOANS) as act:
        if queries.newest_entry(desk.library) != plan.as_of:
            plan = plan_loans(desk, plan.parsed, progress)
        steps = Steps(progress, 2 * len(plan.loans))

        zone = ZoneInfo(desk.settings.zone)

        def noon(day: str) -> int:
            """The older system names the day only; the instant has to be within it."""
            return int(datetime.combine(date.fromisoformat(day), time(12), zone).timestamp() * 1000)

        def values(loan: NewLoan) -> tuple[object, ...]:
            ref = loan.reader.class_ref
            where = (ref.stage.value, ref.entry_year, ref.class_no) if ref else (None, None, None)
            return (loan.copy_id, loan.reader.id, noon(loan.lent), loan.lent, loan.due, loan.reader.kind, *where)

        list(add_in_chunks(act, Loan, _LOAN, plan.loans, values, steps))
        for loan in plan.loans:
            act.change(Copy, loan.copy_id, status="loan")
            steps()
        added = {"loans": len(plan.loans)}
        act.note(read=plan.counts.read, new=plan.counts.new, **added)
    return ImportReceipt(act.journal_id, Op.IMPORT_LOANS, plan.counts, added)


class _Planner:
    def __init__(self, desk: Desk, parsed: ParsedList[LoanDraft]) -> None:
        self._desk = desk
        self.plan = LoanPlan(parsed, queries.newest_entry(desk.library))
        self._codes = CodeSpace(desk.library)
        self._copies = queries.copies(desk.library)
        known = queries.readers(desk.library)
        self._classes = ClassReader(desk.today, SchoolSystem(desk.settings.school_system), known)
        self._by_id = {reader.id: reader for reader in known}
        self._by_number: dict[str, list[KnownReader]] = {}
        self._by_name: dict[str, list[KnownReader]] = {}
        for reader in known:
            if reader.state != "left":
                self._by_name.setdefault(name_key(reader.name), []).append(reader)
            if reader.school_no:
                self._by_number.setdefault(text_key(reader.school_no), []).append(reader)
        self._lines: dict[int, tuple[int, int]] = {}  # copy → (line, reader)
        self._notes: dict[tuple[str, int], list[str]] = {}
        for note in parsed.notes:
            self._notes.setdefault((note.sheet, note.line), []).append(note.text())

    def run(self, progress: Progress) -> None:
        drafts, rows = self.plan.parsed.drafts, []
        for number, draft in enumerate(drafts):
            if number % STEP == 0:
                progress.step(number, len(drafts))
            notes = list(self._notes.get((draft.sheet, draft.line), ()))
            fate, reason = self._row(draft, notes)
            reasons = (reason, *notes) if reason else tuple(notes)
            name = " ".join(filter(None, (draft.copy_code, draft.title, draft.reader_name or draft.reader_code)))
            rows.append(RowPlan(draft.line, name, fate, reasons, draft.sheet))
        rows += [RowPlan(f.line, "", Fate.FAULTY, (f.text(),), f.sheet) for f in self.plan.parsed.faults]
        self.plan.rows = tuple(rows)
        self.plan.counts = Counts.of(rows, self.plan.parsed.skipped.total)
        progress.step(len(drafts), len(drafts))

    def _row(self, draft: LoanDraft, notes: list[str]) -> tuple[Fate, str]:
        owner = self._codes.owners.get(fold_barcode(draft.copy_code))
        if owner is None:
            return Fate.FAULTY, texts.copy_unknown(draft.copy_code)
        if owner.copy_id is None:
            return Fate.FAULTY, self._codes.whose(draft.copy_code, owner)
        reader, why = self._find_reader(draft)
        if reader is None:
            return Fate.FAULTY, why
        copy = self._copies[owner.copy_id]
        fate, why = self._stands_against(copy, reader)
        if why:
            return fate, why
        lent = draft.lent or self._desk.today.isoformat()
        due = draft.due or self._guess_due(reader, copy, lent)
        if lent > self._desk.today.isoformat():
            return Fate.FAULTY, texts.lent_later(lent)
        if due < lent:
            return Fate.FAULTY, texts.due_before_lent()
        if not draft.due:
            notes.append(texts.due_guessed(show_day(date.fromisoformat(due), year=True)))
        if draft.title and not same_work(text_key(draft.title), text_key(copy.name)):
            notes.append(texts.title_differs(copy.name))
        self._lines[copy.id] = (draft.line, reader.id)
        self.plan.loans.append(NewLoan(draft, copy.id, reader, lent, due))
        return Fate.NEW, ""

    def _stands_against(self, copy: KnownCopy, reader: KnownReader) -> tuple[Fate, str]:
        """Why this copy cannot be lent to this reader; an empty reason when it can."""
        if copy.id in self._lines:
            line, other = self._lines[copy.id]
            if other == reader.id:
                return Fate.DOUBLE, texts.row_again(line)
            return Fate.FAULTY, texts.taken_by_line(copy.name, line)
        if copy.loan_reader_id == reader.id:
            return Fate.UNCHANGED, texts.out_to(reader.name)
        if copy.loan_reader_id is not None:
            return Fate.FAULTY, texts.out_to(self._by_id[copy.loan_reader_id].name)
        if copy.status == "withdrawn":
            return Fate.FAULTY, texts.withdrawn()
        if copy.status == "hold":
            return Fate.FAULTY, texts.set_aside()
        return Fate.NEW, ""

    def _find_reader(self, draft: LoanDraft) -> tuple[KnownReader | None, str]:
        """By card, with the library's prefix or without, then by school number, then by name and class."""
        code = draft.reader_code
        if code:
            for key in (fold_barcode(code), prefixed(code, self._desk.settings.card_prefix)):
                owner = self._codes.owners.get(key)
                if owner is not None and owner.reader_id in self._by_id:
                    return self._by_id[owner.reader_id or 0], ""
            numbered = self._by_number.get(text_key(code), [])
            if len(numbered) == 1:
                return numbered[0], ""
        named = self._by_name.get(name_key(draft.reader_name), []) if draft.reader_name else []
        if draft.class_text and named:
            ref, _why = self._classes.read(draft.class_text)
            named = [reader for reader in named if reader.class_ref == ref] if ref else named
        if len(named) == 1:
            return named[0], ""
        return None, texts.several_fit(draft.reader_name) if named else texts.reader_unknown()

    def _guess_due(self, reader: KnownReader, copy: KnownCopy, lent: str) -> str:
        desk, day = self._desk, date.fromisoformat(lent)
        kind = kind_on(reader.kind, reader.class_ref, day, SchoolSystem(desk.settings.school_system))
        rule = desk.rules.rule(kind, copy.item_kind)
        return due_date(rule, day, desk.calendar, cap_to_term=desk.settings.cap_to_term).isoformat()
