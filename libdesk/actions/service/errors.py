"""What can stand against noting something of the service to readers."""

from datetime import date

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.domain.visits import MOST
from libdesk.i18n import _


class PeopleWrong(DeskError):
    def text(self) -> str:
        return _("A number of visitors is a whole number up to {most}.").format(most=MOST)


class NobodyCame(DeskError):
    def text(self) -> str:
        return _("How many of the class came? Type a number, or leave it with Esc if nobody did.")


class FewerThanCounted(DeskError):
    """The total of a day is less than what was counted one by one, by class and by card; or, for a pupil on duty,
    than what stands there."""

    day: date
    counted: int

    def text(self) -> str:
        text = _("On {day} {n} are counted already, and the total cannot be less. Take away first what is too much.")
        return text.format(day=show_day(self.day), n=f"{self.counted:,}")


class MoreThanLibrary(DeskError):
    """A room would have had more visitors on a day than the total that was typed for the whole library leaves it."""

    day: date
    most: int

    def text(self) -> str:
        text = _(
            "By the total of the whole library this room had at most {n} visitors on {day}. If that is wrong, enter "
            "the total of the library anew first."
        )
        return text.format(day=show_day(self.day), n=f"{self.most:,}")


class TodayAlone(DeskError):
    def text(self) -> str:
        return _("On duty only today's visits are counted. For another day, ask a teacher.")


class OfAnotherShift(DeskError):
    def text(self) -> str:
        return _("Your shift did not count this. Ask a teacher to take it away.")


class VisitCounted(DeskError):
    """The same card a moment ago."""

    name: str

    def text(self) -> str:
        return _("{name} was counted a moment ago. Nothing was added.").format(name=self.name)


class WordsMissing(DeskError):
    """`what` is the name of the field that stays empty, translated."""

    what: str

    def text(self) -> str:
        return _("“{field}” is still empty. Write something there.").format(field=self.what)


class EndsBeforeItBegins(DeskError):
    def text(self) -> str:
        return _("The last day comes before the first one. Look at the two again.")


class MinutesWrong(DeskError):
    def text(self) -> str:
        return _("Minutes are a whole number from 1 to 999, or nothing.")
