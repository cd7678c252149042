"""Why something in a stocktake was not done, for whoever counts."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class PartTaken(DeskError):
    """A stocktake that is open counts copies of this part already."""

    name: str

    def text(self) -> str:
        return _(
            "“{name}” is open and counts some of these books. Finish or drop it first, or choose another part."
        ).format(name=self.name)


class PartEmpty(DeskError):
    def text(self) -> str:
        return _("No copy belongs to this part. Choose another place, stretch or kind.")


class StocktakeGone(DeskError):
    def text(self) -> str:
        return _("This stocktake is no longer there. Choose another one.")


class StocktakeEnded(DeskError):
    name: str

    def text(self) -> str:
        return _("“{name}” is finished already: nothing is counted in it any more.").format(name=self.name)


class NoCodes(DeskError):
    """`name` of the file."""

    name: str

    def text(self) -> str:
        return _("No code stands in “{name}”. Choose the file that the scanner saved its codes in.").format(
            name=self.name
        )


class NothingNew(DeskError):
    def text(self) -> str:
        return _("All codes of this file are counted already.")


class NothingLost(DeskError):
    def text(self) -> str:
        return _("No copy became lost by this stocktake, so there is nothing to withdraw.")
