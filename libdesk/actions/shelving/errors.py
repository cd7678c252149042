"""Why a shelf or a range stays as it is, for the librarian."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class ShelfNameMissing(DeskError):
    def text(self) -> str:
        return _("The shelf needs a name, as it stands on its sign: 3A or 3架A面.")


class ShelfNameTaken(DeskError):
    name: str

    def text(self) -> str:
        return _("There is a shelf “{name}” in this place already. Choose another name.").format(name=self.name)


class ShelfGone(DeskError):
    def text(self) -> str:
        return _("This shelf is no longer there. Choose another one.")


class PlaceGone(DeskError):
    def text(self) -> str:
        return _("This place is no longer there. Choose another one.")


class SamePlace(DeskError):
    def text(self) -> str:
        return _("The books stand there already. Choose another place.")


class NothingInRange(DeskError):
    def text(self) -> str:
        return _("No book of this place stands in this range. Check the first and the last call number.")
