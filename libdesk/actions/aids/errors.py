"""Why nothing was done with teaching aids or boxes, for the librarian."""

from datetime import date

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import _, ngettext


class AidNameMissing(DeskError):
    def text(self) -> str:
        return _("The aid needs a name, as it stands on it: 语文教师用书 三年级上.")


class AidNameTaken(DeskError):
    name: str

    def text(self) -> str:
        return _("There is an aid “{name}” already. Note what comes in there, or choose another name.").format(
            name=self.name
        )


class AidGone(DeskError):
    def text(self) -> str:
        return _("This aid is no longer on the list. Choose another one.")


class AidStillThere(DeskError):
    name: str
    hand: int
    out: int

    def text(self) -> str:
        return _("Of “{name}” {hand} are in stock and {out} with receivers. Scrap or take back those first.").format(
            name=self.name, hand=self.hand, out=self.out
        )


class TitleNotChosen(DeskError):
    typed: str

    def text(self) -> str:
        return _("Choose the title “{typed}” from the list with Return, or empty the field.").format(typed=self.typed)


class GradesWrong(DeskError):
    def text(self) -> str:
        return _("The first grade comes before the last one, both from 1 to 12.")


class ShortLine(Value):
    """One aid of an issue of which there is too little."""

    name: str
    unit: str
    there: int
    receivers: int
    wanted: int

    def text(self) -> str:
        said = ngettext(
            "“{name}”: {there} {unit} in stock, {n} receiver needs {wanted}, {short} too few.",
            "“{name}”: {there} {unit} in stock, {n} receivers need {wanted} together, {short} too few.",
            self.receivers,
        )
        return said.format(
            name=self.name, there=f"{self.there:,}", unit=self.unit, n=self.receivers, wanted=f"{self.wanted:,}",
            short=f"{self.wanted - self.there:,}",
        )  # fmt: skip


class StockShort(DeskError):
    """More would be issued than there is; told of the whole issue. `day`: one gone by for which it was entered."""

    lines: tuple[ShortLine, ...]
    day: date | None = None

    def text(self) -> str:
        of_day = [_("Entered for {day}:").format(day=show_day(self.day))] if self.day else []
        return "\n".join((*of_day, *(line.text() for line in self.lines), _("Nothing was issued.")))


class NothingToIssue(DeskError):
    def text(self) -> str:
        return _("Choose who receives, then what and how many.")


class NothingSettled(DeskError):
    def text(self) -> str:
        return _("Write down how many came back, are missing or are damaged.")


class QuantityWrong(DeskError):
    most: int

    def text(self) -> str:
        return _("The number is a whole one from 1 to {most}.").format(most=f"{self.most:,}")


class NotOfThisAid(DeskError):
    """A receiver whom aids are not given to."""

    name: str

    def text(self) -> str:
        return _(
            "{name} is a pupil. Aids go to teachers, classes and departments: issue them to the class account."
        ).format(name=self.name)


class ReceiverLeft(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} has left the school. Choose somebody else.").format(name=self.name)


class OnePieceOneReceiver(DeskError):
    def text(self) -> str:
        return _("A piece with a barcode goes to one receiver. Choose one, or take the pieces off the list.")


class NoBox(DeskError):
    def text(self) -> str:
        return _("This is no box. A box is a copy of a title of the kind “box of books”.")


class BoxNameMissing(DeskError):
    def text(self) -> str:
        return _("The box needs a name, for instance 书箱 7.")


class BoxNameTaken(DeskError):
    name: str

    def text(self) -> str:
        return _("There is a box “{name}” already. Choose another name.").format(name=self.name)


class ReceiverMissing(DeskError):
    def text(self) -> str:
        return _("Type a class, for instance 三1, or a name, and choose it with Return.")


class BoxInBox(DeskError):
    def text(self) -> str:
        return _("A box does not go into a box. Scan a book.")


class NotInBox(DeskError):
    name: str

    def text(self) -> str:
        return _("“{name}” does not lie in this box.").format(name=self.name)


class NotToBeBoxed(DeskError):
    """Why a book cannot go into a box: it is out, set aside, in repair, withdrawn …"""

    name: str
    why: str

    def text(self) -> str:
        return _("“{name}” cannot go into a box: it {why}.").format(name=self.name, why=self.why)


class BoxNotOut(DeskError):
    name: str

    def text(self) -> str:
        return _("“{name}” is with no class. Issue it first.").format(name=self.name)


class SameHolder(DeskError):
    def text(self) -> str:
        return _("Both boxes are with the same class. Choose boxes of two classes.")
