"""Why something was not withdrawn, for the person at the desk."""

from datetime import date
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext

NAMED: Final = 5  # loans that are told one by one


class WithdrawalGone(DeskError):
    def text(self) -> str:
        return _("This list of withdrawal is no longer in the library.")


class WithdrawalDone(DeskError):
    """What has left is changed by bringing single copies back, or by undoing the withdrawal."""

    name: str

    def text(self) -> str:
        return _("The list “{name}” is done and stays as it is. Single copies can be brought back.").format(
            name=self.name
        )


class WithdrawalApproved(DeskError):
    name: str

    def text(self) -> str:
        return _("The list “{name}” is approved as it stands. Take the approval back to put more on it.").format(
            name=self.name
        )


class NotApproved(DeskError):
    def text(self) -> str:
        return _("This list is not approved yet. Note who approved it, then withdraw the books.")


class NotYetHere(DeskError):
    """The day of a withdrawal is before the one on which a copy came: the registers would lose what they never had."""

    title: str
    came: date

    def text(self) -> str:
        return _("“{title}” came into the library on {day}. Choose that day or a later one.").format(
            title=self.title, day=show_day(self.came, weekday=False, year=True)
        )


class ApproverMissing(DeskError):
    def text(self) -> str:
        return _("Write down who approved the list.")


class NothingListed(DeskError):
    def text(self) -> str:
        return _("No book stands on this list yet.")


class NothingToAdd(DeskError):
    """None of the copies came onto the list: `withdrawn` left already, the others stand on `lists`."""

    withdrawn: int
    lists: tuple[str, ...]

    def text(self) -> str:
        if not self.lists:
            return ngettext("This copy was withdrawn already.", "These copies were withdrawn already.", self.withdrawn)
        names = _(", ").join(f"“{name}”" for name in self.lists)
        return _("It stands on a list already: {names}. Take it off there first.").format(names=names)


class OnThisList(DeskError):
    """Scanned twice: nothing is to be done."""

    def text(self) -> str:
        return _("It stands on this list already.")


class LoansOpen(DeskError):
    """Copies that are with readers cannot leave; `loans`: (title, reader, due), without a day for one lost and owed."""

    loans: tuple[tuple[str, str, date | None], ...]

    def text(self) -> str:
        head = ngettext(
            "{n} copy is with a reader, so nothing was withdrawn. Have it returned, or take it off the list.",
            "{n} copies are with readers, so nothing was withdrawn. Have them returned, or take them off the list.",
            len(self.loans),
        ).format(n=len(self.loans))
        lines = [
            _("{title}: {reader}, due {day}").format(title=title, reader=reader, day=show_day(due))
            if due
            else _("{title}: {reader} lost it and it is not settled").format(title=title, reader=reader)
            for title, reader, due in self.loans[:NAMED]
        ]
        if len(self.loans) > NAMED:
            rest = len(self.loans) - NAMED
            lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
        return "\n".join((head, *lines))


class NotWithdrawn(DeskError):
    def text(self) -> str:
        return _("This copy did not leave by a list, so it cannot be brought back here.")


class NoticeGone(DeskError):
    def text(self) -> str:
        return _("This list of the bureau is no longer in the library.")


class NoticeEmpty(DeskError):
    def text(self) -> str:
        return _("There is no title in this list. See whether the file is the right one.")


class NoticeInUse(DeskError):
    name: str

    def text(self) -> str:
        return _("Books were put on “{name}” by this list, so it stays.").format(name=self.name)


class NameMissing(DeskError):
    def text(self) -> str:
        return _("Give the list a name.")
