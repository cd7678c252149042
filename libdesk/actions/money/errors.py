"""Why something about what readers owe was not done. Nothing of the action stays behind."""

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_money
from libdesk.i18n import _


class ChargeGone(DeskError):
    """Undone meanwhile, perhaps at another place of the program."""

    def text(self) -> str:
        return _("This entry is no longer there. Look at the list again.")


class ChargeSettled(DeskError):
    def text(self) -> str:
        return _("This was settled already. Look at the list again.")


class NotALoss(DeskError):
    def text(self) -> str:
        return _("Only a lost book can be replaced by another copy.")


class NotAnIsbn(DeskError):
    isbn: str

    def text(self) -> str:
        return _("{isbn} is not a right ISBN. Scan it again, or leave the field empty.").format(isbn=self.isbn)


class NoAmountYet(DeskError):
    def text(self) -> str:
        return _("Enter first how much it costs; the price is not known.")


class BadAmount(DeskError):
    def text(self) -> str:
        return _("Write an amount in yuan such as 12.50.")


class PaidTooMuch(DeskError):
    rest_fen: int

    def text(self) -> str:
        return _("Only {rest} is left to pay. Enter that or less.").format(rest=show_money(self.rest_fen))


class LessThanPaid(DeskError):
    paid_fen: int

    def text(self) -> str:
        return _("{paid} is paid already, so the amount cannot be less.").format(paid=show_money(self.paid_fen))


class NotOfASet(DeskError):
    def text(self) -> str:
        return _("This book has one volume only.")


class NobodySuspended(DeskError):
    def text(self) -> str:
        return _("Nobody of them is suspended now.")


class NothingToHandOver(DeskError):
    def text(self) -> str:
        return _("Nothing is left to hand over. Look at the list again.")


class NobodyToCharge(DeskError):
    def text(self) -> str:
        return _("It is not known who had this copy, so nobody is charged.")


class WhyWaived(DeskError):
    def text(self) -> str:
        return _("Write down why it is waived.")


class NothingPaid(DeskError):
    def text(self) -> str:
        return _("Nothing is to be given back for this.")
