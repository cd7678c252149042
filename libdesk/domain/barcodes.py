"""Everything that can be scanned has one key: one folding for reader cards, copies and command cards alike.

The key (`code_key`) is NFKC text in capitals without invisible characters, scanner prefixes and Code 39 stars. Single
inner spaces stay ("ALPHA NUM 345"), since some schools print them; hyphens and leading zeros stay too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

MAX_LENGTH: Final = 64  # longer than any code met; a page pasted into the box is no scan
TEN: Final = 10  # places of an ISBN before 2007, and of many campus cards
MIN_WIDTH: Final = 3  # two digits number 99 books: never what a library means
MAX_WIDTH: Final = 12

_AIM: Final = r"\][A-Za-z][0-9A-Za-z]"  # ISO/IEC 15424 symbology identifier, as in "]C1" and "]E0"
_PRINTABLE: Final = r"[\x20-\x7e]*\Z"  # what Code 128 set B prints
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class Command(StrEnum):
    """A card that tells the desk what to do. The values are printed on cards and never change."""

    SHIFT = "LD-SHIFT"
    LEND = "LD-LEND"
    RETURN = "LD-RETURN"
    RENEW = "LD-RENEW"
    END_READER = "LD-END"
    UNDO = "LD-UNDO"
    PRINT = "LD-PRINT"


COMMAND_LABELS: Final[dict[Command, str]] = {
    Command.SHIFT: N_("Start or end a shift"),
    Command.LEND: N_("Lend"),
    Command.RETURN: N_("Return"),
    Command.RENEW: N_("Renew"),
    Command.END_READER: N_("Finish with this reader"),
    Command.UNDO: N_("Undo"),
    Command.PRINT: N_("Print"),
}
_COMMANDS: Final[dict[str, Command]] = {command.value: command for command in Command}
_RESERVED: Final = r"LD-[A-Z]+\Z"  # LD-0001 is free for books; LD-LEND and its later siblings are not


def _visible(raw: str) -> str:
    """Text as printed: NFKC, no invisible characters, runs of spaces made one, no scanner prefix, no Code 39 stars."""
    text = unicodedata.normalize("NFKC", raw)
    if not text.isprintable():  # false for controls, zero-width marks and odd spaces
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    text = " ".join(text.split())
    while True:
        shorter = re.sub(_AIM, "", text, count=1).strip() if re.match(_AIM, text) else text
        if len(shorter) > 2 and shorter[0] == shorter[-1] == "*":
            shorter = shorter[1:-1].strip()
        if shorter == text:
            return text
        text = shorter


def fold_barcode(raw: str) -> str:
    """Return the `code_key` of anything scanned, typed or imported; "" when nothing is left.

    Folding a key again gives the same key.
    """
    if raw.isascii() and raw.isalnum():  # nearly every scan
        return raw.upper()
    text = _visible(raw)
    while (key := _visible(text.upper())) != text:  # a few capitals are several characters that NFKC joins again
        text = key
    return key


class Scan(Value):
    """One scan, read. `raw` is for the log, `text` for the screen, `code_key` for the look-up.

    A scan over MAX_LENGTH has no key, so it can match nothing. `isbn` is thirteen digits or None; it is asked for only
    after exact barcodes, since a ten-digit campus card can look like an old ISBN.
    """

    raw: str
    text: str
    code_key: str
    isbn: str | None = None
    too_long: bool = False

    @property
    def empty(self) -> bool:
        return not self.code_key and not self.too_long


def read_scan(raw: str) -> Scan:
    """Read what a scanner or a hand typed into the scan box; never raises."""
    from libdesk.domain.identifiers import isbn13_of  # with the first scan: a dozen patterns to compile

    text = _visible(raw)
    if len(text) > MAX_LENGTH:
        return Scan(raw, text[:MAX_LENGTH], "", too_long=True)
    return Scan(raw, text, fold_barcode(text), isbn13_of(text))


def command_of(code_key: str) -> Command | None:
    """Return the command a folded code stands for, if it is a command card."""
    return _COMMANDS.get(code_key)


def is_reserved(code_key: str) -> bool:
    """Whether a folded code is kept for command cards, so that no reader card or book may bear it."""
    return re.match(_RESERVED, code_key) is not None


class BarcodeUnusable(DeskError):
    def text(self) -> str:
        return _("This cannot be a barcode: it is empty, too long, or kept for command cards. Scan another label.")


class LabelIsIsbn(DeskError):
    """The ISBN is the same on every copy, so it tells none apart, and no reader has one."""

    code: str
    card: bool = False

    def text(self) -> str:
        if self.card:
            return _("{code} is the ISBN of a book. Scan the reader’s card.").format(code=self.code)
        return _("{code} is the ISBN, which every copy bears. Scan the library's own label.").format(code=self.code)


class LabelIsIssn(DeskError):
    """The barcode on the cover of a periodical (977…, perhaps with its add-on) is that of every copy."""

    code: str
    card: bool = False

    def text(self) -> str:
        if self.card:
            return _("{code} is the barcode of a periodical. Scan the reader’s card.").format(code=self.code)
        return _("{code} is printed on the cover of every copy. Scan the library's own label.").format(code=self.code)


def read_label(raw: str, *, card: bool = False, isbn: bool = False) -> Scan:
    """What was scanned or typed as the label of a copy or the `card` of a reader, if it may be one.

    `isbn`: a book that has no label yet may be known by its ISBN until it gets one. Ten digits are no ISBN here: many
    campus cards and old labels look like one. Raises BarcodeUnusable, LabelIsIsbn, LabelIsIssn.
    """
    scan = read_scan(raw)
    if scan.empty or scan.too_long or is_reserved(scan.code_key):
        raise BarcodeUnusable()
    if scan.isbn and len(scan.code_key) > TEN and not isbn:
        raise LabelIsIsbn(scan.text, card)
    if not isbn and _is_of_periodical(scan.code_key):
        raise LabelIsIssn(scan.text, card)
    return scan


def _is_of_periodical(code_key: str) -> bool:
    if not code_key.startswith("977"):
        return False
    from libdesk.domain.serials.issues import read_ean

    return bool(read_ean(code_key)[0])


class BadNumbering(DeskError):
    """A numbering scheme that cannot be used; `fault` is "width", "text" or "reserved"."""

    fault: str

    def text(self) -> str:
        if self.fault == "width":
            return _("A barcode number needs {least} to {most} digits. Choose another length.").format(
                least=MIN_WIDTH, most=MAX_WIDTH
            )
        if self.fault == "reserved":
            return _("Codes that begin with LD- are kept for command cards. Choose another prefix.")
        return _(
            "Only capital letters, digits and simple signs can be printed before and after the number, "
            "and what follows it cannot begin with a digit."
        )


class Numbering(Value):
    """How new barcodes are numbered: prefix, digits of a fixed width, suffix, as in P00001S.

    Raises BadNumbering when such codes could not be printed or told apart. When the width is used up, numbers grow.
    """

    prefix: str = ""
    width: int = 7
    suffix: str = ""

    def __post_init__(self) -> None:
        if not MIN_WIDTH <= self.width <= MAX_WIDTH:
            raise BadNumbering("width")
        whole = f"{self.prefix}{'0' * self.width}{self.suffix}"
        if not re.match(_PRINTABLE, whole) or fold_barcode(whole) != whole or self.suffix[:1].isdigit():
            raise BadNumbering("text")
        if self.prefix.startswith("LD-"):
            raise BadNumbering("reserved")

    @property
    def pattern(self) -> str:
        return f"{self.prefix}{'0' * self.width}{self.suffix}"

    def code(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.width}d}{self.suffix}"

    def number(self, code_key: str) -> int | None:
        """Return the number inside a folded code of this scheme, else None.

        One digit more than the width counts as growth; longer ones are foreign (an ISBN used as a barcode would
        otherwise carry the numbering off to 978…).
        """
        number = self.value(code_key)
        return number if number is not None and number < 10 ** (self.width + 1) else None

    def value(self, code_key: str) -> int | None:
        """Return the number of which `code` would make this very code, however long it is, else None."""
        digits = code_key.removeprefix(self.prefix).removesuffix(self.suffix)
        if len(code_key) != len(self.prefix) + len(digits) + len(self.suffix):
            return None
        if not (digits.isascii() and digits.isdigit() and self.width <= len(digits) <= MAX_LENGTH):
            return None
        number = int(digits)
        return number if self.code(number) == code_key else None


def new_numbers(existing: Iterable[str], numbering: Numbering) -> Iterator[str]:
    """Yield free codes after the highest one that follows the scheme; never one that exists. Never uses floats."""
    taken = {fold_barcode(code) for code in existing}
    number = max((n for code in taken if (n := numbering.number(code)) is not None), default=0)
    while True:
        number += 1
        if (code := numbering.code(number)) not in taken:
            yield code


def clashes(reader_codes: Iterable[str], copy_codes: Iterable[str]) -> list[str]:
    """Return the folded codes that would mean a reader and a copy at once, in order."""
    return sorted(({fold_barcode(c) for c in reader_codes} & {fold_barcode(c) for c in copy_codes}) - {""})


def prefixed(code: str, prefix: str) -> str:
    """Put `prefix` before a code, always: were it left out where it already stands, two codes could become one."""
    return fold_barcode(prefix + fold_barcode(code))
