"""A line of the journal in words: what was done, about what and whom, and who did it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk.domain.op_labels import OP_LABELS, label_of
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.backups import LABEL_NAMES, Label
from libdesk.domain.rows.books_change import OF_COPY, OF_TITLE
from libdesk.domain.rows.journal import JournalLine
from libdesk.domain.show import show_day, show_money
from libdesk.domain.title_kinds import LABELS
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.settings.journal_changes import changes, settings_named

MOST_FIELDS: Final = 4
NAMES_OF_COPIES: Final = OF_TITLE | OF_COPY | {"volume_id": N_("Volume")}
STAFF_DONE: Final = {
    "add": N_("may sign in"), "pin": N_("new PIN"), "code": N_("new recovery code"), "end": N_("no longer signs in"),
    "reset": N_("PIN set anew by recovery code"),
}  # fmt: skip

_COUNTS: Final[dict[str, Callable[[int], str]]] = {
    "readers": lambda n: ngettext("{n} reader", "{n} readers", n),
    "titles": lambda n: ngettext("{n} title", "{n} titles", n),
    "copies": lambda n: ngettext("{n} copy", "{n} copies", n),
    "loans": lambda n: ngettext("{n} loan", "{n} loans", n),
    "cards": lambda n: ngettext("{n} card", "{n} cards", n),
    "accounts": lambda n: ngettext("{n} account", "{n} accounts", n),
    "changed": lambda n: ngettext("{n} changed", "{n} changed", n),
    "left": lambda n: ngettext("{n} left", "{n} left", n),
    "kept": lambda n: ngettext("{n} stayed, with something out", "{n} stayed, with something out", n),
    "days": lambda n: ngettext("{n} day", "{n} days", n),
    "moved": lambda n: ngettext("{n} due date moved", "{n} due dates moved", n),
    "again": lambda n: ngettext("{n} reader erased again", "{n} readers erased again", n),
    "wrong": lambda n: ngettext("{n} wrong try", "{n} wrong tries", n),
    "count": lambda n: ngettext("{n} in all", "{n} in all", n),
}


def when(line: JournalLine, zone: ZoneInfo, today: date) -> str:
    """10:32, or the day with it where that is not today."""
    at = datetime.fromtimestamp(line.at / 1000, zone)
    if at.date() == today:
        return f"{at:%H:%M}"
    return f"{show_day(at.date(), weekday=False, year=at.year != today.year)} {at:%H:%M}"


def what(line: JournalLine) -> str:
    """What was done, in the words of the gesture."""
    if line.op is Op.UNDO:
        undone = str(line.args.get("undone"))
        known = undone in Op._value2member_map_
        return _("Undone: {op}").format(op=_(label_of(Op(undone), line.args))) if known else _(OP_LABELS[Op.UNDO])
    return _(label_of(line.op, line.args))


def meant(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ops and the settings that are shown by these words, for looking for them in the journal."""
    wanted = text.casefold()
    if not wanted:
        return (), ()
    return tuple(op for op, words in OP_LABELS.items() if wanted in _(words).casefold()), tuple(settings_named(wanted))


def about(line: JournalLine) -> str:
    """Title, reader, counts: whatever the entry knows, the most telling first."""
    parts = [line.title, _("an erased reader") if line.erased else line.reader or "", line.staff, *_details(line)]
    return " · ".join(part for part in parts if part)


def who(line: JournalLine) -> str:
    """Whose gesture it was."""
    if line.role == Role.SYSTEM:
        return _("libdesk itself")
    if line.who:
        return line.who
    return _("nobody signed on") if line.role == Role.HELPER else _("librarian without a PIN")


def _details(line: JournalLine) -> list[str]:
    args = line.args
    found = changes(line)
    found += [text.format(n=f"{n:,}") for key, n in _numbers(line) if (text := _COUNTS[key](n))]
    if args.get("label") in Label._value2member_map_:
        found.append(_(LABEL_NAMES[Label(args["label"])]))
    found += [_(", ").join(map(_, fields))] if (fields := _fields(args)) else []
    if args.get("elsewhere"):
        found.append(_("in the second place"))
    if line.op is Op.RESTORE and isinstance(args.get("file"), str):
        found.append(args["file"])
    if isinstance(args.get("amount"), int) and args["amount"]:
        found.append(show_money(args["amount"]))
    if args.get("did") in STAFF_DONE:
        found.append(_(STAFF_DONE[args["did"]]))
    if isinstance(args.get("due"), str):
        found.append(_("due {day}").format(day=_day(args["due"])))
    return found


def _fields(args: Mapping[str, Any]) -> list[str]:
    """What of titles or copies was changed, in words."""
    names = args.get("fields") or [args.get("field")]
    known = LABELS | NAMES_OF_COPIES
    return [known[name] for name in names if name in known][:MOST_FIELDS] if isinstance(names, list) else []


def _numbers(line: JournalLine) -> list[tuple[str, int]]:
    """Counts above nothing; one reader who is named needs none."""
    found: list[tuple[str, int]] = []
    for key in _COUNTS:
        value: Any = line.args.get(key)
        n = len(value) if isinstance(value, list) else value
        if isinstance(n, int) and not isinstance(n, bool) and n > 0 and not (key == "readers" and line.reader):
            found.append((key, n))
    return found


def _day(text: str) -> str:
    try:
        return show_day(date.fromisoformat(text), weekday=False)
    except ValueError:
        return text
