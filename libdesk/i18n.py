"""All words a person reads, on screen, in errors and on paper: gettext with English source strings."""

import gettext
from typing import Final

from libdesk.paths import resource_dir

DEFAULT_LANGUAGE: Final = "zh_CN"
LANGUAGES: Final = {"zh_CN": "简体中文", "en": "English"}

_language = DEFAULT_LANGUAGE
_catalogue: gettext.NullTranslations | None = None


def set_language(code: str) -> None:
    """Switch every later text to `code`; an unknown code means the default language."""
    global _language, _catalogue
    _language = code if code in LANGUAGES else DEFAULT_LANGUAGE
    _catalogue = None


def language() -> str:
    return _language


def _words() -> gettext.NullTranslations:
    """Read the catalogue when the first word is asked for, so that importing a module needs no language."""
    global _catalogue
    if _catalogue is None:
        if _language == "en":
            _catalogue = gettext.NullTranslations()
        else:
            _catalogue = gettext.translation("libdesk", resource_dir() / "i18n", [_language], fallback=True)
    return _catalogue


def _(text: str) -> str:
    return _words().gettext(text) if text else ""


def N_(text: str) -> str:
    """Mark a text for translation where it stands at class level; call _() where it is shown."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    return _words().ngettext(one, many, n)
