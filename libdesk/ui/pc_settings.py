"""What belongs to this PC and not to the library: language, look, sound, window. An INI file, nothing personal."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from libdesk.i18n import DEFAULT_LANGUAGE


class PcSettings:
    """Typed access to the INI file; a value that cannot be read is the default."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def _text(self, key: str, default: str) -> str:
        return str(self._store.value(key, default))

    def _number(self, key: str, default: float) -> float:
        try:
            return float(str(self._store.value(key, default)))
        except ValueError:
            return default

    @property
    def language(self) -> str:
        return self._text("look/language", DEFAULT_LANGUAGE)

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("look/language", code)

    @property
    def scheme(self) -> str:
        """system, light, dark or contrast."""
        return self._text("look/scheme", "system")

    @scheme.setter
    def scheme(self, scheme: str) -> None:
        self._store.setValue("look/scheme", scheme)

    @property
    def factor(self) -> float:
        """Size of all text, 1.0 to 2.0."""
        return min(2.0, max(1.0, self._number("look/factor", 1.0)))

    @factor.setter
    def factor(self, factor: float) -> None:
        self._store.setValue("look/factor", factor)

    @property
    def volume(self) -> float:
        """Loudness of the desk's sounds, 0.0 (off) to 1.0."""
        return min(1.0, max(0.0, self._number("sound/volume", 0.7)))

    @volume.setter
    def volume(self, volume: float) -> None:
        self._store.setValue("sound/volume", volume)

    @property
    def begins_at_desk(self) -> bool:
        """Whether a librarian who signs in stays at the desk; else the page of today is shown."""
        return self._text("desk/begin", "today") == "desk"

    @begins_at_desk.setter
    def begins_at_desk(self, at_desk: bool) -> None:
        self._store.setValue("desk/begin", "desk" if at_desk else "today")

    def state(self, key: str) -> QByteArray:
        """Geometry of a window, a splitter or a table."""
        value = self._store.value(f"state/{key}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, key: str, state: QByteArray) -> None:
        self._store.setValue(f"state/{key}", state)

    def text(self, key: str, default: str = "") -> str:
        """A last choice, such as a folder."""
        return self._text(f"last/{key}", default)

    def keep_text(self, key: str, value: str) -> None:
        self._store.setValue(f"last/{key}", value)
