"""Why a wish, an order or a delivery was not changed, for the person at the desk."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class WishNameless(DeskError):
    def text(self) -> str:
        return _("Write down at least the title or the ISBN of the book.")


class IsbnWrong(DeskError):
    typed: str

    def text(self) -> str:
        return _("“{text}” is not a right ISBN. Look at its digits again, or leave the field empty.").format(
            text=self.typed
        )


class WishGone(DeskError):
    def text(self) -> str:
        return _("This wish is no longer there.")


class WishNotHere(DeskError):
    def text(self) -> str:
        return _("The library has no copy of this book yet. Catalogue it first, then keep a copy for the reader.")


class NobodyNamed(DeskError):
    def text(self) -> str:
        return _("Nobody is named with this wish, so no copy can be kept for a reader.")


class AnswerMissing(DeskError):
    def text(self) -> str:
        return _("Write down why the book is not bought: the reader will ask.")


class OrderNameless(DeskError):
    def text(self) -> str:
        return _("Give the order a name, such as the supplier and the month.")


class OrderGone(DeskError):
    def text(self) -> str:
        return _("This order is no longer there.")


class OrderClosed(DeskError):
    name: str

    def text(self) -> str:
        return _("The order “{name}” is closed. Undo the closing, or make a new order.").format(name=self.name)


class OrderEmpty(DeskError):
    name: str

    def text(self) -> str:
        return _("Nothing stands in the order “{name}” yet.").format(name=self.name)


class OrderInUse(DeskError):
    """Copies of it came already, or it was sent."""

    name: str

    def text(self) -> str:
        return _("The order “{name}” was sent or delivered already, so it stays. Close it instead.").format(
            name=self.name
        )


class LineNameless(DeskError):
    def text(self) -> str:
        return _("This ISBN is known nowhere here. Type the title of the book as well.")


class LineGone(DeskError):
    def text(self) -> str:
        return _("This line is no longer in the order.")


class LineDelivered(DeskError):
    title: str

    def text(self) -> str:
        return _("Copies of “{title}” came already, so its line stays. Order none of it instead.").format(
            title=self.title
        )


class CountsDoNotFit(DeskError):
    """Fewer copies than are damaged or stand in a batch already."""

    least: int

    def text(self) -> str:
        return _("At least {n} copies have come: so many are damaged or stand in a batch already.").format(n=self.least)


class TooManyCopies(DeskError):
    most: int

    def text(self) -> str:
        return _("More than {n} copies cannot be right. Look at the number again.").format(n=f"{self.most:,}")


class NotOrderedYet(DeskError):
    name: str

    def text(self) -> str:
        return _("The order “{name}” is still being prepared. Mark it as ordered first.").format(name=self.name)


class NothingDelivered(DeskError):
    def text(self) -> str:
        return _("Nothing of this order was counted yet. Scan the books first, or close the order.")
