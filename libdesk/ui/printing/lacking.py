"""What no font has, in words: said before it is printed, with what stands beside it, so that it is found by hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from libdesk.i18n import _, listed

MOST_NAMES: Final = 6


def letters_words(letters: Iterable[str], whose: Sequence[str] = ()) -> str:
    """No font has 𰻞; 〓 stands there (李𰻞)."""
    text = _("no font has {letters}; 〓 stands there").format(letters=listed(letters))
    return f"{text} ({some(whose)})" if whose else text


def marked_words(marked: Mapping[str, str]) -> str:
    """The same of what was drawn: texts with their characters, as `fonts.marked` gives them; "" for none."""
    return letters_words(letters_of(marked), tuple(marked)) if marked else ""


def letters_of(marked: Mapping[str, str]) -> str:
    """Each character once."""
    return "".join(dict.fromkeys("".join(marked.values())))


def some(names: Sequence[str]) -> str:
    """The first names of many."""
    return listed(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")
