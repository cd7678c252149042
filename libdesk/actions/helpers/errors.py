"""Why something about student librarians or their roster was not done. Nothing of it stays behind."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class TermOver(DeskError):
    name: str

    def text(self) -> str:
        return _("{term} is over. Choose a term that runs or comes.").format(term=self.name)


class NobodyToRenew(DeskError):
    def text(self) -> str:
        return _("None of them is at the school any more. Appoint others instead.")


class NotAppointed(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is not a student librarian. Appoint them on the helpers' page first.").format(name=self.name)


class SlotGone(DeskError):
    def text(self) -> str:
        return _("This slot is no longer on the roster. Look at the week again.")


class SlotTwice(DeskError):
    slot: str

    def text(self) -> str:
        return _("{slot} is on the roster already. Change its number of helpers instead.").format(slot=self.slot)


class NoOpeningHours(DeskError):
    def text(self) -> str:
        return _("No opening hours are entered yet. Enter them in the settings, or add slots by hand.")


class NoNewSlots(DeskError):
    def text(self) -> str:
        return _("All opening hours are slots already.")


class NoRosterBefore(DeskError):
    def text(self) -> str:
        return _("No earlier term has a roster. Take the slots from the opening hours instead.")


class RosterThere(DeskError):
    def text(self) -> str:
        return _("This term has slots already. Remove them first if those of the last term are to take their place.")


class NobodyAppointed(DeskError):
    def text(self) -> str:
        return _("No student librarian is appointed in this term. Appoint helpers first, then fill the roster.")


class NothingToFill(DeskError):
    def text(self) -> str:
        return _("Every place is filled already. Choose to fill the roster anew if others are to come.")


class OnDutyThere(DeskError):
    name: str
    slot: str

    def text(self) -> str:
        return _("{name} is on duty there already: {slot}.").format(name=self.name, slot=self.slot)


class NotOnDuty(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is not on duty there on this day. Look at the week again.").format(name=self.name)


class SwapWithSelf(DeskError):
    def text(self) -> str:
        return _("Choose another helper: nobody swaps with themselves.")


class DayBefore(DeskError):
    def text(self) -> str:
        return _("This duty is still to come. Who was there is noted once it has begun.")


class TrainingTopicMissing(DeskError):
    def text(self) -> str:
        return _("Write what the training is about.")


class TrainingGone(DeskError):
    def text(self) -> str:
        return _("This training is no longer in the list.")
