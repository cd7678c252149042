"""Why a loan or a renewal is refused: each reason is data with a sentence, and says who may override."""

from datetime import date
from typing import ClassVar

from libdesk.domain.show import show_day, show_item_kind
from libdesk.domain.value import Value
from libdesk.domain.withdrawals import REASON_NAMES
from libdesk.i18n import _, ngettext


class Reason(Value):
    """One reason; `overridable` by a librarian unless a subclass says otherwise."""

    overridable: ClassVar[bool] = True

    def text(self) -> str:
        raise NotImplementedError  # every subclass has its own words


class ReaderStopped(Reason):
    why: str

    def text(self) -> str:
        return _("This card is stopped: {why}.").format(why=self.why) if self.why else _("This card is stopped.")


class ReaderLeft(Reason):
    overridable = False

    def text(self) -> str:
        return _("This reader has left the school.")


class CardExpired(Reason):
    day: date

    def text(self) -> str:
        return _("This card was valid until {day}.").format(day=show_day(self.day))


class Suspended(Reason):
    until: date

    def text(self) -> str:
        return _("Borrowing is suspended up to and including {day}.").format(day=show_day(self.until))


class HasOverdue(Reason):
    count: int
    days: int

    def text(self) -> str:
        return ngettext(
            "{count} book is overdue by {days} days. Bring it back first.",
            "{count} books are overdue, the longest by {days} days. Bring them back first.",
            self.count,
        ).format(count=self.count, days=self.days)


class LimitReached(Reason):
    out: int
    limit: int

    def text(self) -> str:
        return _("{out} books are out already; {limit} are allowed.").format(out=self.out, limit=self.limit)


class NoHolidayLoans(Reason):
    name: str

    def text(self) -> str:
        return _("In these days books go out for “{name}”, and none to this kind of reader.").format(name=self.name)


class FinalClassStopped(Reason):
    """The class leaves the school at the end of this term, on `last`."""

    since: date
    last: date

    def text(self) -> str:
        return _(
            "Final classes borrow no more since {since}: everything is back before the term ends on {last}."
        ).format(since=show_day(self.since, weekday=False), last=show_day(self.last, weekday=False))


class KindLimitReached(Reason):
    item_kind: str
    out: int
    limit: int

    def text(self) -> str:
        return _("{out} of the kind “{kind}” are out already; {limit} are allowed.").format(
            out=self.out, limit=self.limit, kind=show_item_kind(self.item_kind)
        )


class InHouseLimitReached(Reason):
    out: int
    limit: int

    def text(self) -> str:
        return _("{out} books are in use in the reading room already; {limit} are allowed.").format(
            out=self.out, limit=self.limit
        )


class NotLent(Reason):
    item_kind: str
    reader_kind: str

    def text(self) -> str:
        return _("“{kind}” is for use in the library and is not lent to this reader.").format(
            kind=show_item_kind(self.item_kind)
        )


class CopyWithdrawn(Reason):
    """`day` and `why`, a key of REASON_NAMES, as far as they are known."""

    overridable = False
    day: date | None = None
    why: str = ""

    def text(self) -> str:
        if self.day is None:
            return _("This copy was withdrawn from the library. Put it aside for the librarian.")
        day = show_day(self.day, weekday=False, year=True)
        if not self.why:
            return _("This copy was withdrawn on {day}. Put it aside for the librarian.").format(day=day)
        return _("This copy was withdrawn on {day} ({why}). Put it aside for the librarian.").format(
            day=day, why=_(REASON_NAMES.get(self.why, self.why))
        )


class CopyLeaves(Reason):
    """It stands on a list of withdrawal that counts already; `why` is a key of REASON_NAMES."""

    overridable = False
    why: str

    def text(self) -> str:
        return _("This copy is to be taken out of the library ({why}). Put it aside for the librarian.").format(
            why=_(REASON_NAMES.get(self.why, self.why))
        )


class CopyBound(Reason):
    """An issue that is part of a bound volume; `volume` names it with its barcode."""

    overridable = False
    volume: str

    def text(self) -> str:
        return _("This issue is bound into {volume}. Scan the volume, and put this label aside.").format(
            volume=self.volume
        )


class AtBindery(Reason):
    """A bound volume that is not back yet."""

    overridable = False

    def text(self) -> str:
        return _("This volume is being bound. Note on the Bookbinding page that its list is back.")


class CopyInRepair(Reason):
    state: str = ""  # of its case

    def text(self) -> str:
        from libdesk.domain.repairs import where_text  # not while the program starts

        return where_text(self.state)


class CopyInBox(Reason):
    """It lies in a box for a class corner; lent all the same, it leaves the box."""

    where: str

    def text(self) -> str:
        return _("It belongs in {box}, whose books are not lent one by one. Put it back there.").format(box=self.where)


class ClaimedReturned(Reason):
    overridable = False

    def text(self) -> str:
        return _("Its last reader said that this copy was returned. Return it first, then lend it.")


class HeldForOther(Reason):
    name: str

    def text(self) -> str:
        return _("This copy waits on the hold shelf for {name}.").format(name=self.name)


class OthersWait(Reason):
    count: int

    def text(self) -> str:
        return ngettext(
            "{count} reader is waiting for this book.", "{count} readers are waiting for this book.", self.count
        ).format(count=self.count)


class AlreadyHasTitle(Reason):
    def text(self) -> str:
        return _("This reader already has a copy of this book.")


class InHouseOnly(Reason):
    overridable = False

    def text(self) -> str:
        return _("It is in use in the reading room; that is not renewed.")
