"""What stands against an entry that the leaders read."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class TopicMissing(DeskError):
    def text(self) -> str:
        return _("Write down what was studied.")


class DayAhead(DeskError):
    def text(self) -> str:
        return _("This day is still to come. Choose the day on which it was.")


class EquipmentNameMissing(DeskError):
    def text(self) -> str:
        return _("Write down what it is, for instance a scanner.")


class EntryGone(DeskError):
    def text(self) -> str:
        return _("This entry is no longer there. Look at the list again.")


class ChapterUnnamed(DeskError):
    def text(self) -> str:
        return _("Give the chapter a heading.")


class NoTerm(DeskError):
    def text(self) -> str:
        return _("No term is entered yet. Enter the terms in the calendar first.")
