"""All words a person reads, on screen, in errors and on paper: gettext's catalogues with English source strings.

The catalogue is looked into and not read whole as the standard library does it: a start asks for a hundred words of
some thousands.
"""

from bisect import bisect_left
from collections.abc import Iterable
from struct import unpack_from
from typing import Final

from libdesk.paths import resource_dir

STOPS: Final = tuple("。！？；：，、")
"""Chinese signs behind which no blank stands: they bring their own."""

DEFAULT_LANGUAGE: Final = "zh_CN"
LANGUAGES: Final = {"zh_CN": "简体中文", "en": "English"}

_language = DEFAULT_LANGUAGE
_catalogue: "Catalogue | None" = None


class Catalogue:
    """A .mo file as Babel writes it: little-endian, its texts sorted, and here with one form for every number."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _magic, _version, self._count, self._sources, self._texts = unpack_from("<5I", data)
        self._known: dict[str, str | None] = {}

    def find(self, source: str) -> str | None:
        """The text for this source; None where there is none."""
        if source not in self._known:
            self._known[source] = self._look_up(source.encode())
        return self._known[source]

    def _look_up(self, source: bytes) -> str | None:
        number = bisect_left(range(self._count), source, key=self._source)
        if number == self._count or self._source(number) != source:
            return None
        return self._at(self._texts + 8 * number).decode()

    def _source(self, number: int) -> bytes:
        return self._at(self._sources + 8 * number)

    def _at(self, place: int) -> bytes:
        length, begin = unpack_from("<2I", self._data, place)
        return self._data[begin : begin + length]


def set_language(code: str) -> None:
    """Switch every later text to `code`; an unknown code means the default language."""
    global _language, _catalogue
    _language = code if code in LANGUAGES else DEFAULT_LANGUAGE
    _catalogue = None


def language() -> str:
    return _language


def _find(source: str) -> str | None:
    """Open the catalogue when the first word is asked for, so that importing a module needs no language."""
    global _catalogue
    if _language == "en":
        return None
    if _catalogue is None:
        path = resource_dir() / "i18n" / _language / "LC_MESSAGES" / "libdesk.mo"
        _catalogue = Catalogue(path.read_bytes())
    return _catalogue.find(source)


def _(text: str) -> str:
    return (_find(text) or text) if text else ""


def N_(text: str) -> str:
    """Mark a text for translation where it stands at class level; call _() where it is shown."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    return _find(f"{one}\0{many}") or (one if n == 1 else many)


def sentences(*parts: str) -> str:
    """One behind the other, without those that are "": no blank stands behind a Chinese stop."""
    told = ""
    for part in filter(None, parts):
        told += part if not told or told.endswith(STOPS) else f" {part}"
    return told


def listed(names: Iterable[str]) -> str:
    """Names and things of one kind side by side: 一(1)班、一(2)班; in English with commas."""
    return ("、" if _language == "zh_CN" else ", ").join(names)
