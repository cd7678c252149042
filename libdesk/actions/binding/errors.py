"""Why something was not bound, sent or taken apart, for the person at the desk."""

from datetime import date
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.serials.binding import STANDING_NAMES, Standing
from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext

NAMED: Final = 5  # issues that are told one by one


class BindingGone(DeskError):
    def text(self) -> str:
        return _("This binding list is no longer in the library.")


class BindingSent(DeskError):
    """What is at the bindery or came back is not changed by a list any more."""

    name: str

    def text(self) -> str:
        return _("The list “{name}” was sent already. Make a new list, or take the sending back with F8.").format(
            name=self.name
        )


class NotSent(DeskError):
    name: str

    def text(self) -> str:
        return _("The list “{name}” is not at the bindery. Note first that it was sent.").format(name=self.name)


class NothingListed(DeskError):
    def text(self) -> str:
        return _("Nothing stands on this list yet. Make a volume, or put a book in repair on it.")


class NothingToBind(DeskError):
    def text(self) -> str:
        return _("No issue is there to be bound. Choose another year, or check the issues in first.")


class IssuesNotThere(DeskError):
    """Some issues cannot be bound; each with how it is with it and who has it, or in which volume it stands."""

    issues: tuple[tuple[str, Standing, str], ...]

    def text(self) -> str:
        head = ngettext(
            "{n} issue cannot be bound now, so nothing was made. Leave it out, or have it returned first.",
            "{n} issues cannot be bound now, so nothing was made. Leave them out, or have them returned first.",
            len(self.issues),
        ).format(n=len(self.issues))
        lines = [
            _("{issue}: {how}").format(issue=name, how=_(STANDING_NAMES[how])) + (f" ({where})" if where else "")
            for name, how, where in self.issues[:NAMED]
        ]
        if len(self.issues) > NAMED:
            rest = len(self.issues) - NAMED
            lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
        return "\n".join((head, *lines))


class LabelMissing(DeskError):
    def text(self) -> str:
        return _("Write on each volume what is in it, for instance 2025.1-6.")


class ListNameMissing(DeskError):
    def text(self) -> str:
        return _("Give the list a name.")


class VolumeGone(DeskError):
    def text(self) -> str:
        return _("This volume is no longer in the library.")


class VolumeShelved(DeskError):
    """What stands on the shelf is a book like any other and is not taken apart."""

    name: str
    day: date

    def text(self) -> str:
        return _(
            "“{name}” has stood on the shelf since {day} and is not taken apart any more. If it has to go, withdraw it."
        ).format(name=self.name, day=show_day(self.day, weekday=False, year=True))


class VolumeUsed(DeskError):
    name: str

    def text(self) -> str:
        return _("“{name}” was lent, set aside or listed since it came back, so it is not taken apart.").format(
            name=self.name
        )


class NotForBindery(DeskError):
    """The case of a book is closed, stands on another list, or is not to go to the bindery."""

    def text(self) -> str:
        return _("None of these books is to go to the bindery. Choose that step on the Repairs page first.")


class BackTooEarly(DeskError):
    """The day on which a list came back lies before the one on which it was sent."""

    sent: date

    def text(self) -> str:
        return _("The list was sent on {day}. Choose that day or a later one.").format(
            day=show_day(self.sent, weekday=False, year=True)
        )
