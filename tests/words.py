"""`python3 -m tests --words [FILE.json]`: bring the Chinese catalogue in step with what the source marks.

Known Chinese is kept, FILE.json ({"English": "中文"}, the singular where there is a plural) fills in more, what nobody
shows any more goes, the .mo is written anew; what still lacks Chinese is printed in that file's shape.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "resources" / "i18n" / "zh_CN" / "LC_MESSAGES" / "libdesk.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


@cache
def marked() -> tuple[tuple[str, str, str], ...]:
    """(file, string, its plural or "") for every string that the source marks."""
    found = extract_from_dir(ROOT / "libdesk", [("**.py", "python")], keywords=KEYWORDS)
    return tuple(
        (f"libdesk/{file}", *(message[:2] if isinstance(message, tuple) else (message, "")))
        for file, _line, message, _comments, _context in found
    )


def update(more: Mapping[str, str], path: Path = CATALOGUE) -> list[str]:
    """Write the catalogue anew; gives the strings that still lack Chinese."""
    before = polib.pofile(str(path))
    known = {entry.msgid: entry.msgstr_plural.get(0, "") or entry.msgstr for entry in before}
    entries: dict[str, polib.POEntry] = {}
    for file, one, many in marked():
        entry = entries.setdefault(one, polib.POEntry(msgid=one))
        entry.msgid_plural = entry.msgid_plural or many
        if (file, "") not in entry.occurrences:
            entry.occurrences.append((file, ""))
    after = polib.POFile(wrapwidth=0)
    after.metadata, after.header = before.metadata, before.header
    for one, entry in sorted(entries.items(), key=lambda item: item[1].occurrences[0]):
        chinese = more.get(one) or known.get(one, "")
        if entry.msgid_plural:
            entry.msgstr_plural = {0: chinese}
        else:
            entry.msgstr = chinese
        after.append(entry)
    after.save(str(path))
    after.save_as_mofile(str(path.with_suffix(".mo")))
    return [one for one in entries if not (more.get(one) or known.get(one))]


def main(arguments: list[str]) -> int:
    more = json.loads(Path(arguments[0]).read_text("utf-8")) if arguments else {}
    missing = update(more)
    print(json.dumps(dict.fromkeys(missing, ""), ensure_ascii=False, indent=1))
    return 1 if missing else 0
