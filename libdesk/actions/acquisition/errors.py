"""Why something that came in could not be noted, for the person at the desk."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _, ngettext


class BatchGone(DeskError):
    def text(self) -> str:
        return _("This batch is no longer in the library.")


class BatchNumberTaken(DeskError):
    no: str

    def text(self) -> str:
        return _("There is a batch {no} already. Give this one another number.").format(no=self.no)


class BatchInUse(DeskError):
    """`count` copies came with it."""

    count: int

    def text(self) -> str:
        return ngettext(
            "{n} copy came with this batch, so it stays. Take the copy out of it first.",
            "{n} copies came with this batch, so it stays. Take the copies out of it first.",
            self.count,
        ).format(n=self.count)


class CheckerMissing(DeskError):
    def text(self) -> str:
        return _("Write down who checked the books.")
