"""PINs and recovery codes: kept as a salted scrypt hash only, made so slow that guessing from a stolen file takes long.

The stored text carries its own cost numbers, so that they can be raised later without locking anybody out.
"""

import base64
import unicodedata
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.i18n import _, ngettext

SHORTEST: Final = 4
LONGEST: Final = 8
TRIES: Final = 5
WAIT_MS: Final = 60_000
SALT_BYTES: Final = 16
CODE_BYTES: Final = 10  # 80 bits: sixteen letters of base32

_LOG_N: Final = 14  # 2**14 rounds of 16 MB: about 55 ms on a school PC, well below what a hand notices
_BLOCK: Final = 8
_LANES: Final = 1
_MEMORY: Final = 128 * 1024 * 1024
_MISREAD: Final = str.maketrans("018", "OIB")  # base32 has none of these digits, so they can only be letters misread


class BadPin(DeskError):
    """Not four to eight digits."""

    def text(self) -> str:
        return _("A PIN has {least} to {most} digits. Choose another one.").format(least=SHORTEST, most=LONGEST)


class WrongPin(DeskError):
    """The PIN or the recovery code does not fit; `left` tries remain before a wait."""

    left: int

    def text(self) -> str:
        return ngettext(
            "This is not the right PIN. {left} more try, then a minute's wait.",
            "This is not the right PIN. {left} more tries, then a minute's wait.",
            self.left,
        ).format(left=self.left)


class PinWait(DeskError):
    """Too many wrong tries; nothing is looked at for so many seconds."""

    seconds: int

    def text(self) -> str:
        return ngettext(
            "Too many wrong tries. Wait {seconds} second, then try again.",
            "Too many wrong tries. Wait {seconds} seconds, then try again.",
            self.seconds,
        ).format(seconds=self.seconds)


def checked_pin(typed: str) -> str:
    """The PIN as plain digits, full-width ones folded. Raises BadPin."""
    pin = unicodedata.normalize("NFKC", typed).strip()
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        raise BadPin()
    return pin


def hash_secret(secret: str, salt: bytes) -> str:
    """What is stored of a PIN or a code: `scrypt$14$8$1$salt$hash`, numbers in hexadecimal after the cost."""
    return "$".join(("scrypt", str(_LOG_N), str(_BLOCK), str(_LANES), salt.hex(), _scrypt(secret, salt, _LOG_N).hex()))


def secret_fits(secret: str, stored: str) -> bool:
    """Whether a secret is the stored one; takes as long when it is not."""
    import hmac

    _name, log_n, block, lanes, salt, known = stored.split("$")
    found = _scrypt(secret, bytes.fromhex(salt), int(log_n), int(block), int(lanes))
    return hmac.compare_digest(found, bytes.fromhex(known))


def _scrypt(secret: str, salt: bytes, log_n: int, block: int = _BLOCK, lanes: int = _LANES) -> bytes:
    import hashlib  # loads OpenSSL: not before somebody types a PIN

    return hashlib.scrypt(secret.encode(), salt=salt, n=1 << log_n, r=block, p=lanes, maxmem=_MEMORY, dklen=32)


def recovery_code(chance: bytes) -> str:
    """Sixteen letters and digits in groups of four, out of CODE_BYTES random bytes: ABCD-EF23-…"""
    letters = base64.b32encode(chance).decode()
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def fold_code(typed: str) -> str:
    """A recovery code as it is hashed: capitals without hyphens, what the eye mistakes put right."""
    text = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    return "".join(c for c in text if c.isalnum())
