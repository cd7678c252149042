"""The catalogue as the browser searches it: files of scripts that say their lines, so that no server is needed.

A line is one title, its fields apart by tabs; publishers, places and years come again and are numbers into a table. A
title is looked for as `domain/names` folds it: where that is more than the title in small letters, the line says it.
How characters are read comes from our own tables, each syllable once with all its characters; the browser holds the
initials and syllables against what is typed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from libdesk.domain.names import name_key, without_accents
from libdesk.domain.pinyin import surname_readings, title_readings
from libdesk.domain.progress import Progress
from libdesk.domain.rows.site import SiteTitle

A_CHUNK: Final = 2_500  # titles of one file: the first is there before the eye has found the field
EACH: Final = 500  # titles after which progress is told
_PLAIN: Final = re.compile("[\u4e00-\u9fffa-z0-9]*")
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def site_key(text: str) -> str:
    """The text as it is looked for: width, case, accents, spaces and the dots of names do not count."""
    return without_accents(name_key(text))


def chunks(titles: Sequence[SiteTitle], progress: Progress, total: int) -> Iterator[str]:
    """The files of titles, in order, then nothing: the tables that they point into are `Tables`' business."""
    tables = Tables()
    for start in range(0, len(titles), A_CHUNK):
        lines = []
        for number in range(start, min(start + A_CHUNK, len(titles))):
            lines.append(_line(titles[number], tables))
            if number % EACH == 0:
                progress.step(number, total)
        yield f"libdesk.titles({start},{_js(tables.fresh())},{_js(chr(10).join(lines))});\n"


class Tables:
    """Words that come again, by number; each file brings those that it is the first to use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._fresh: list[str] = []

    def number(self, text: str) -> str:
        """ "" for nothing, else the number of the words in base 36."""
        if not text:
            return ""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self._numbers)
            self._fresh.append(text)
        return base36(found)

    def fresh(self) -> list[str]:
        """What has come since this was last asked."""
        found, self._fresh = self._fresh, []
        return found


def readings(titles: Sequence[SiteTitle]) -> str:
    """The file that says how the characters of titles and authors are read."""
    characters = {char for title in titles for char in f"{title.name}{title.author}" if char > "\u2fff"}
    surnames = {author[0] for title in titles if (author := title.author.strip()) and author[0] > "\u2fff"}
    by_syllable: dict[str, list[str]] = {}
    for char in sorted(characters):
        found = list(title_readings(char))
        found += surname_readings(char)[:1] if char in surnames else ()
        found += [one.replace("v", "u") for one in found if "v" in one]
        for syllable in dict.fromkeys(one for one in found if one):
            by_syllable.setdefault(syllable, []).append(char)
    said = {syllable: "".join(by_syllable[syllable]) for syllable in sorted(by_syllable)}
    return f"libdesk.readings({_js(said)});\n"


def _line(title: SiteTitle, tables: Tables) -> str:
    name, author = _flat(title.name), _flat(title.author)
    class_no, call_no = _flat(title.class_no), _flat(title.call_no)
    fields = (
        name, author, class_no, f"~{call_no[len(class_no):]}" if class_no and call_no.startswith(class_no) else call_no,
        tables.number(_flat(title.publisher)), tables.number(str(title.year or "")), tables.number(_flat(title.place)),
        base36(title.on_shelf), base36(title.copies), _own_key(name), _own_key(author),
    )  # fmt: skip
    return "\t".join(fields).rstrip("\t")


def _own_key(text: str) -> str:
    """What is looked for, where the browser could not tell by itself."""
    return "" if _PLAIN.fullmatch(text.lower()) else site_key(text)


def _flat(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def base36(number: int) -> str:
    """A whole number as short as a browser reads it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, place = divmod(number, 36)
        text = digits[place] + text
        if not number:
            return text


def _js(value: object) -> str:
    """A value as a script says it; a script's end cannot stand in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
