"""What stands against an entry that the leaders read."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class StudyTopicMissing(DeskError):
    def text(self) -> str:
        return _("Write down what was studied.")


class EquipmentNameMissing(DeskError):
    def text(self) -> str:
        return _("Write down what it is, for instance a scanner.")


class EntryGone(DeskError):
    def text(self) -> str:
        return _("This entry is no longer there. Look at the list again.")


class ChapterUnnamed(DeskError):
    def text(self) -> str:
        return _("Give the chapter a heading.")
