"""Why a text cannot be printed as bars, in a sentence."""

from typing import Final

from libdesk.domain.barcodes import MAX_LENGTH
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.prints import SYMBOLOGY_NAMES, Symbology
from libdesk.i18n import _

SHOWN: Final = 20  # characters of a code that is too long to be shown


class BarcodeUnprintable(DeskError):
    """A code that no bars can carry; `fault` is "empty", "long", "letters", "code39", "isbn" or "wide"."""

    content: str
    fault: str

    def brief(self) -> str:
        """The same where the code itself stands beside it, as on a label."""
        if self.fault == "empty":
            return _("No code to print as a barcode.")
        if self.fault == "letters":
            return _("No barcode: only English letters, digits and simple signs can be one.")
        if self.fault == "code39":
            return _("No barcode: {bars} has only capital letters and digits.").format(
                bars=SYMBOLOGY_NAMES[Symbology.CODE39]
            )
        return _("Too long for a barcode here.") if self.fault in ("wide", "long") else self.text()

    def text(self) -> str:
        content = self.content if len(self.content) <= MAX_LENGTH else f"{self.content[:SHOWN]}…"
        if self.fault == "empty":
            return _("There is no code to print as a barcode. Enter one first.")
        if self.fault == "letters":
            text = _("{content} cannot be printed as a barcode: only English letters, digits and simple signs can.")
        elif self.fault == "code39":
            text = _(
                "{content} cannot be printed in {bars}: only capital letters, digits and - . $ / + % can."
                " Choose {other} in the settings."
            )
            names = {"bars": SYMBOLOGY_NAMES[Symbology.CODE39], "other": SYMBOLOGY_NAMES[Symbology.CODE128]}
            return text.format(content=content, **names)
        elif self.fault == "isbn":
            text = _("{content} is no whole ISBN: its check digit or its length is wrong.")
        else:
            text = _("{content} is too long for a barcode here. Choose a shorter code.")
        return text.format(content=content)
