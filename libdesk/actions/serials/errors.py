"""Why nothing was done to a subscription or an issue."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class SubscriptionGone(DeskError):
    def text(self) -> str:
        return _("This subscription is no longer there. Choose another one.")


class IssueGone(DeskError):
    def text(self) -> str:
        return _("This issue is no longer there. Choose another one.")


class SerialNameless(DeskError):
    def text(self) -> str:
        return _("Type the title of the periodical, or choose one from the catalogue.")


class IssnWrong(DeskError):
    typed: str

    def text(self) -> str:
        return _("{typed} is no ISSN: it has eight characters, such as 1005-1651. Check it, or leave it empty.").format(
            typed=self.typed
        )


class AlreadySubscribed(DeskError):
    title: str

    def text(self) -> str:
        return _(
            "“{title}” is subscribed to for these days and this place already. Change its number of copies instead."
        ).format(title=self.title)


class CopiesWrong(DeskError):
    most: int

    def text(self) -> str:
        return _("A number of copies goes from 1 to {most}. Write it again.").format(most=self.most)


class SubscriptionInUse(DeskError):
    title: str

    def text(self) -> str:
        return _(
            "Issues of “{title}” came or were claimed, so it stays. Stop it instead: nothing more is awaited."
        ).format(title=self.title)


class StopOutside(DeskError):
    def text(self) -> str:
        return _("Choose a day of the subscription on which it stops.")


class NothingToCarry(DeskError):
    year: int

    def text(self) -> str:
        return _("Nothing of {year} is left to carry over: what runs on stands in the next year already.").format(
            year=self.year
        )


class IssueTouched(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} came or was claimed, so this cannot be done to it. Take that back first.").format(
            name=self.name
        )


class NoNextIssue(DeskError):
    def text(self) -> str:
        return _("No issue follows this one, so there is nothing to combine it with.")


class NotCombined(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is no combined issue, so it cannot be split.").format(name=self.name)


class NumberMissing(DeskError):
    def text(self) -> str:
        return _("Type the number of the issue, such as 3 or 7-8.")


class NothingAwaited(DeskError):
    """Of what was chosen, or of this title."""

    title: str = ""

    def text(self) -> str:
        if not self.title:
            return _("All copies of what you chose are here already.")
        return _(
            "No issue of “{title}” is awaited: all are here. Add an issue if one came that was not foretold."
        ).format(title=self.title)


class ArrivalKept(DeskError):
    """`why`: bound, lent, or on_loan."""

    name: str
    why: str

    def text(self) -> str:
        words = {
            "bound": _("{name} stands in a bound volume. Take it out of the volume first."),
            "lent": _("{name} was lent before, so its arrival stays. Mark it as lost if it is gone."),
            "on_loan": _("{name} is with a reader. Take it back at the desk first."),
        }
        return words[self.why].format(name=self.name)


class NothingToClaim(DeskError):
    def text(self) -> str:
        return _("None of these issues is still to come, so there is nothing to claim.")


class ClaimedToday(DeskError):
    def text(self) -> str:
        return _("What you chose is noted as claimed today already. Another claim counts from tomorrow on.")


class UsesWrong(DeskError):
    def text(self) -> str:
        return _("Write a number from 0 to 9999.")
