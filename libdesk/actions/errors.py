"""Why an action was not done, for the person at the desk. Nothing of the action stays behind."""

from datetime import date

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext


class ReaderUnknown(DeskError):
    def text(self) -> str:
        return _("This reader is no longer in the library. Scan the card again.")


class CopyUnknown(DeskError):
    def text(self) -> str:
        return _("This copy is no longer in the library. Scan it again.")


class RecordGone(DeskError):
    """A row of a list that somebody else has taken out."""

    def text(self) -> str:
        return _("It is not there any more. Look at the list again.")


class DayAhead(DeskError):
    """What is noted as done lies in the future."""

    day: date

    def text(self) -> str:
        return _("{day} has not come yet. Choose today or a day before.").format(day=show_day(self.day, year=True))


class NoReasonGiven(DeskError):
    def text(self) -> str:
        return _("Write down why the rule does not count this time.")


class EmptyRun(DeskError):
    def text(self) -> str:
        return _("No book was scanned for this reader yet.")


class OnLoanAlready(DeskError):
    """Another reader has the copy; it is returned first and not lent on by itself."""

    reader_name: str
    due: date

    def text(self) -> str:
        return _("This copy is on loan to {name} until {day}. Return it first.").format(
            name=self.reader_name, day=show_day(self.due)
        )


class RunRefused(DeskError):
    """None of the run was lent; `refused` names the copies that stand against it with their reasons."""

    refused: tuple[tuple[str, str], ...]

    def text(self) -> str:
        head = ngettext(
            "{count} book cannot be lent, so none was. Take it out and try again.",
            "{count} books cannot be lent, so none was. Take them out and try again.",
            len(self.refused),
        ).format(count=len(self.refused))
        return "\n".join((head, *(f"{title}: {why}" for title, why in self.refused)))


class NotOnLoan(DeskError):
    def text(self) -> str:
        return _("This copy is not on loan.")


class NotMissing(DeskError):
    def text(self) -> str:
        return _("This copy is not marked as lost.")


class AlreadyLost(DeskError):
    def text(self) -> str:
        return _("This copy is marked as lost already.")


class AlreadyWithdrawn(DeskError):
    def text(self) -> str:
        return _("This copy was withdrawn from the library already.")


class IsBound(DeskError):
    volume: str

    def text(self) -> str:
        return _("This issue is bound into {volume}. Choose the volume instead.").format(volume=self.volume)


class LoanClosed(DeskError):
    def text(self) -> str:
        return _("This loan is closed already; its due date stays as it was.")


class BadDay(DeskError):
    """A day that cannot be: before the loan, or after today."""

    first: date
    last: date | None = None

    def text(self) -> str:
        if self.last is None:
            return _("Choose {first} or a later day.").format(first=show_day(self.first))
        return _("Choose a day from {first} to {last}.").format(first=show_day(self.first), last=show_day(self.last))


class CannotUndo(DeskError):
    """`why`: later (something was done since), done (undone already), other (another shift's), old, nothing (is left),
    kind, number, code, kept (a roster by which there was duty since), rule (what stands now allows it no more).

    `call_no` and `title`: of number, what would be borne twice and who has it now. `code`: a barcode given since.
    `rule`: what would not be right, in words.
    """

    why: str
    call_no: str = ""
    title: str = ""
    code: str = ""
    rule: str = ""

    def text(self) -> str:
        if self.why == "rule":
            return _("That does not go with what was done since: {rule}").format(rule=self.rule)
        if self.why == "code":
            return _("The barcode {code} has been given or kept for another book since.").format(code=self.code)
        if self.why == "number":
            return _(
                "The call number {call_no} has gone to “{title}” since. Give that title another one first."
            ).format(call_no=self.call_no, title=self.title)
        return {
            "later": _("The same book, reader or setting was changed again since. Undo that first."),
            "done": _("This was undone already."),
            "other": _("This was done in another shift. Ask a librarian to undo it."),
            "old": _("This was too long ago to be undone."),
            "nothing": _("There is nothing left that could be put back."),
            "kind": _("This cannot be undone."),
            "kept": _("There was duty by this roster since. Change the roster itself: what is over stays as it was."),
        }[self.why]


class UndoneElsewhere(DeskError):
    """What F8 meets is an import or another change of a whole list. `what`: the name of its Op, as a key of words."""

    what: str
    stocktake: bool = False

    def text(self) -> str:
        if self.stocktake:
            text = _("Last came: {what}. That is taken back on the stocktake page, or in the settings in the journal.")
            return text.format(what=_(self.what))
        return _("Last came: {what}. That is undone on the import page, or in the settings in the journal.").format(
            what=_(self.what)
        )


class NothingToUndo(DeskError):
    def text(self) -> str:
        return _("There is nothing to undo.")


class HoldExists(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is already waiting for this book.").format(name=self.name)


class TooManyHolds(DeskError):
    limit: int

    def text(self) -> str:
        if self.limit == 0:
            return _("This kind of reader cannot place holds.")
        return _("{limit} holds at a time are allowed. One must be met or cancelled first.").format(limit=self.limit)


class HoldOver(DeskError):
    def text(self) -> str:
        return _("This hold is over already.")


class QueueChanged(DeskError):
    def text(self) -> str:
        return _("The queue has changed meanwhile. Look at it again, then move the reader.")


class NoCopyComes(DeskError):
    """No copy of the title can come back for a hold; how many are lost, in repair and withdrawn."""

    lost: int
    repair: int
    withdrawn: int

    def text(self) -> str:
        parts = (
            (self.lost, _("{n} lost")), (self.repair, _("{n} in repair")), (self.withdrawn, _("{n} withdrawn")),
        )  # fmt: skip
        why = _(", ").join(words.format(n=count) for count, words in parts if count)
        if not why:
            return _("The library has no copy of this book.")
        return _("No copy of this book can come: {why}.").format(why=why)


class CopyOnShelf(DeskError):
    def text(self) -> str:
        return _("A copy stands on the shelf: it can be borrowed now.")


class BarcodeTaken(DeskError):
    code: str

    def text(self) -> str:
        return _("The barcode {code} is in use already. Scan another label.").format(code=self.code)


class TitleMissing(DeskError):
    def text(self) -> str:
        return _("Type at least the title of the book.")
