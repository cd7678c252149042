"""Why nothing was done to titles or copies, for the librarian."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _, ngettext


class TitleUnknown(DeskError):
    def text(self) -> str:
        return _("This title is no longer in the catalogue. Look for it again.")


class TitleInUse(DeskError):
    """Copies, holds or subscriptions hang on the title."""

    copies: int
    holds: int
    subscriptions: int = 0

    def text(self) -> str:
        parts = []
        if self.copies:
            words = ngettext("it has {n} copy", "it has {n} copies", self.copies)
            parts.append(words.format(n=self.copies))
        if self.holds:
            words = ngettext("{n} hold names it", "{n} holds name it", self.holds)
            parts.append(words.format(n=self.holds))
        if self.subscriptions and not parts:
            return _("The title stays: it is subscribed to. Remove its subscriptions on the page of periodicals first.")
        return _("The title stays: {why}. Move the copies to another title, remove or withdraw them first.").format(
            why=_(", ").join(parts)
        )


class VolumeInUse(DeskError):
    label: str

    def text(self) -> str:
        return _("Volume {label} has copies or holds, so it stays. Move its copies first.").format(label=self.label)


class BothSetAside(DeskError):
    """A reader has a copy set aside of each of two titles that are to be one."""

    name: str

    def text(self) -> str:
        return _(
            "A copy of each of both titles is set aside for {name}. Hand one out or cancel the hold first."
        ).format(name=self.name)


class SameTitle(DeskError):
    def text(self) -> str:
        return _("Choose two different titles.")


class NothingDone(DeskError):
    """It could be done to none of them: (name, reason) of each."""

    not_done: tuple[tuple[str, str], ...]

    def text(self) -> str:
        from libdesk.actions.readers.several import told_reasons

        return _("Nothing was changed. {reasons}").format(reasons=told_reasons(self.not_done))


class SameBarcode(DeskError):
    code: str

    def text(self) -> str:
        return _("{code} is the barcode that counts now. Scan the new label.").format(code=self.code)


class PlaceNameMissing(DeskError):
    def text(self) -> str:
        return _("Type the name of the place.")


class PlaceNameTaken(DeskError):
    name: str

    def text(self) -> str:
        return _("There is a place called {name} already. Choose another name.").format(name=self.name)


class FirstPlace(DeskError):
    def text(self) -> str:
        return _("The first place stands for the library itself, with its opening hours. It can be renamed.")


class PlaceNamed(DeskError):
    """Nothing stands there now, and what was done there is still to be read."""

    name: str

    def text(self) -> str:
        return _(
            "{name} stays: a lesson, a subscription, a stocktake, a duty roster or a check of books names it. Give it "
            "another name if you like."
        ).format(name=self.name)


class PlaceInUse(DeskError):
    name: str
    copies: int

    def text(self) -> str:
        words = ngettext(
            "{n} copy stands in {name}. Give it another place first.",
            "{n} copies stand in {name}. Give them another place first.",
            self.copies,
        )
        return words.format(n=self.copies, name=self.name)
