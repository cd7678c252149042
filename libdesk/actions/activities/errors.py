"""Why an activity was not changed as asked, for the person at the desk."""

from datetime import date

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.i18n import _


class ActivityGone(DeskError):
    def text(self) -> str:
        return _("This activity is no longer in the library.")


class EntrantGone(DeskError):
    def text(self) -> str:
        return _("This entry is no longer in the list.")


class ActivityNameMissing(DeskError):
    def text(self) -> str:
        return _("Write what the activity is called.")


class ActivityKindMissing(DeskError):
    def text(self) -> str:
        return _("Choose a kind, or write the school’s own word for it.")


class DaysBackwards(DeskError):
    """The last day lies before the first."""

    first: date
    last: date

    def text(self) -> str:
        return _("The activity would end on {last}, before it begins on {first}. Choose the days anew.").format(
            first=show_day(self.first, year=True), last=show_day(self.last, year=True)
        )


class PublishTooEarly(DeskError):
    first: date

    def text(self) -> str:
        return _("The results would be due before the activity begins on {first}. Choose a later day.").format(
            first=show_day(self.first, year=True)
        )


class PublishedBefore(DeskError):
    """Results cannot have been published before there was anything to publish."""

    first: date

    def text(self) -> str:
        return _("The activity begins on {first}; its results cannot be published before that.").format(
            first=show_day(self.first, year=True)
        )


class NobodyToEnter(DeskError):
    """Nothing was chosen, or all of it is entered already; `name`: the only one that was chosen."""

    already: int = 0
    name: str = ""

    def text(self) -> str:
        if self.already and self.name:
            return _("{name} takes part already.").format(name=self.name)
        if self.already:
            return _("All of them take part already.")
        return _("Choose who takes part first.")


class LeftTheLibrary(DeskError):
    """Whoever was to be entered is no reader any more."""

    def text(self) -> str:
        return _("Who has left the library cannot be entered. Enter them by name, if they take part all the same.")


class NothingToRank(DeskError):
    def text(self) -> str:
        return _("No result is a number yet. Enter scores first; results in words are not ranked.")


class NoPlaces(DeskError):
    def text(self) -> str:
        return _("Nobody has a place yet. Rank by score first, then the prizes can be given by place.")


class NoPrizeCounts(DeskError):
    """Not one prize of any kind was asked for."""

    def text(self) -> str:
        return _("Say how many prizes there are of each kind; without any, nothing is changed.")


class PrizesStand(DeskError):
    def text(self) -> str:
        return _("The prizes are given in this way already; nothing is changed.")


class NoChallenge(DeskError):
    def text(self) -> str:
        return _("Nothing is counted from the loans for this activity.")


class NobodyRead(DeskError):
    def text(self) -> str:
        return _("No loan counts by this rule yet, so there is nothing to keep.")


class PhotoGone(DeskError):
    def text(self) -> str:
        return _("This photo is no longer with the activity.")


class NegativeWorks(DeskError):
    def text(self) -> str:
        return _("The number of works is a whole number from 0 to 999.")
