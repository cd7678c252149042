"""What would happen if this copy were lent to this reader on this day: which rule spoke, how the day came about, what
stands against it. It asks the same functions that lend, so that what it says and what is done can never differ."""

from datetime import date

from libdesk.domain.duedates import LoanRule, due_steps
from libdesk.domain.duesteps import DueStep
from libdesk.domain.loans import Circumstances, due_how, overdue_reason, reasons_against
from libdesk.domain.reasons import HasOverdue, Reason
from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.rulebook import Key, RuleBook, keys_for
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.show import show_day, show_item_kind, show_reader_kind
from libdesk.domain.show_rules import rule_in_words, show_cell
from libdesk.domain.value import Value
from libdesk.i18n import _, listed, sentences


class Trial(Value):
    """A loan that was only thought through; `steps` lead to the due date, `reasons` stand against it."""

    reader: Borrower
    copy: CopyInHand
    facts: Circumstances
    rule: LoanRule
    steps: tuple[DueStep, ...]
    reasons: tuple[Reason, ...]

    @property
    def due(self) -> date:
        return self.steps[-1].day

    @property
    def refused(self) -> bool:
        return bool(self.reasons or self._elsewhere())

    def _elsewhere(self) -> str:
        """A copy that somebody has is returned first, unless its own reader takes it home from the reading room."""
        loan = self.copy.loan
        if loan is None or (loan.reader_id == self.reader.id and loan.in_house):
            return ""
        words = _("This copy is on loan to {name} until {day}. Return it first.")
        return words.format(name=loan.reader_name, day=show_day(loan.due))

    def outcome(self) -> str:
        """The whole answer in one sentence."""
        if self.refused:
            return _("It would not be lent.")
        return _("It would be lent until {day}.").format(day=show_day(self.due, year=True))

    def lines(self) -> tuple[tuple[str, str], ...]:
        """(what is looked at, what is found), in the order in which the desk looks."""
        found = [(_("Reader"), self._reader()), (_("Rule"), self._rule()), (_("How many"), self._many())]
        against = [reason.text() for reason in self.reasons]
        found += [(_("Against it"), text) for text in (*against, self._elsewhere()) if text]
        if self.reader.overdue and not any(isinstance(reason, HasOverdue) for reason in self.reasons):
            found.append((_("Only a reminder"), overdue_reason(self.reader, self.facts.today).text()))
        if not self.refused:
            found += [(_("Due date"), step.text()) for step in self.steps]
        return tuple(found)

    def _reader(self) -> str:
        words = _("Counts as “{kind}”.").format(kind=show_reader_kind(self.reader.lending_kind))
        if self.reader.only_warned(self.facts.warned_grades):
            words = sentences(words, _("This grade is only reminded, never refused or suspended for lateness."))
        return words

    def _rule(self) -> str:
        kind, item = self.reader.lending_kind, self.copy.item_kind
        book = self.facts.rules
        key = book.key(kind, item)
        if key is None:
            return _("There is no rule, so nothing is lent.")
        silent = silent_cells(book, kind, item)
        says = _("{cell} says: {rule}.").format(cell=show_cell(key), rule=rule_in_words(self.rule))
        if not silent:
            return says
        none = _("No rule of its own has {cells}.").format(cells=listed(show_cell(cell) for cell in silent))
        return sentences(none, says)

    def _many(self) -> str:
        kind, ref, book = self.reader.lending_kind, self.reader.class_ref, self.facts.rules
        most = book.limit(kind, self.facts.today, ref)
        holiday = book.holiday(self.facts.today, ref)
        if most is None:
            words = _("{out} out; any number is allowed.").format(out=self.reader.out)
        elif holiday is not None and holiday.quota(kind) is not None:
            words = _("{out} out; {most} are allowed for “{name}”.")
            words = words.format(out=self.reader.out, most=most, name=holiday.name)
        else:
            words = _("{out} out; {most} are allowed.").format(out=self.reader.out, most=most)
        limit = book.item_limit(kind, self.copy.item_kind)
        if limit:
            of_kind = _("Of the kind “{kind}”: {out} out; {most} are allowed.")
            out = self.reader.out_by_kind.get(self.copy.item_kind, 0)
            words = sentences(words, of_kind.format(kind=show_item_kind(self.copy.item_kind), out=out, most=limit))
        return words


def silent_cells(book: RuleBook, kind: str, item_kind: str) -> list[Key]:
    """The cells that were asked before the one that speaks."""
    speaking = book.key(kind, item_kind)
    silent = []
    for key in keys_for(kind, item_kind):
        if key == speaking:
            break
        silent.append(key)
    return silent


def try_loan(reader: Borrower, copy: CopyInHand, facts: Circumstances, settings: LibrarySettings) -> Trial:
    """Think a loan of the day in `facts` through. Raises NeverOpen, BadLoanRule."""
    rule = facts.rules.rule(reader.lending_kind, copy.item_kind)
    steps = due_steps(rule, facts.today, facts.calendar, **due_how(reader, facts.today, facts.rules, settings))
    return Trial(reader, copy, facts, rule, steps, reasons_against(reader, copy, facts))


def anybody(kind: str, stage: str | None = None, entered: int | None = None, grade: int | None = None) -> Borrower:
    """A reader of a kind, for pupils of a class, who has nothing out."""
    return Borrower(
        id=0, kind=kind, name="", state="active", stage=stage, entry_year=entered, grade=grade,
        class_no=1 if stage else None,
    )  # fmt: skip


def any_copy(item_kind: str) -> CopyInHand:
    """A copy of a kind that stands on the shelf."""
    return CopyInHand(
        id=0, title_id=0, volume_id=None, title="", volume=None, item_kind=item_kind, status="shelf", barcode=""
    )
