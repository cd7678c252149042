"""What an entry about rules, calendar or settings tells: which cell, days, term or setting, what it was and is now.

Entries of an older libdesk know less, and say what they know.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from libdesk.domain.ops import Op
from libdesk.domain.rows.journal import JournalLine
from libdesk.domain.rule_templates import TEMPLATE_LABELS, Template
from libdesk.domain.rulebook import ANY
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.show_rules import rule_in_words, show_cell
from libdesk.i18n import N_, _, listed
from libdesk.store.queries.settings import rule_from_values

SETTING_NAMES: Final[dict[str, str]] = {
    "school": N_("name of the school"),
    "demo": N_("sample data"),
    "zone": N_("time zone"),
    "school_system": N_("years of the stages"),
    "stages": N_("stages of the school"),
    "keep_sex": N_("sex of readers"),
    "photos": N_("photos of readers"),
    "names_shown": N_("names that others read"),
    "erase_days": N_("when leavers are erased"),
    "closed_weekdays": N_("weekdays without lending"),
    "cap_to_term": N_("due dates and the end of term"),
    "spread_days": N_("due dates after holidays"),
    "closed_between_terms": N_("closed between terms"),
    "warned_grades": N_("grades that are only warned"),
    "money": N_("compensation in money"),
    "final_days": N_("days before the end when final classes stop"),
    "recall_days": N_("days before the end when all is asked back"),
    "loss_percent": N_("price of a lost copy"),
    "damage_slight": N_("price of a slight damage"),
    "damage_medium": N_("price of a medium damage"),
    "damage_severe": N_("price of a severe damage"),
    "several_copies": N_("several copies of one title"),
    "unsigned_desk": N_("the desk without a helper"),
    "hold_days": N_("days on the hold shelf"),
    "reader_seconds": N_("a reader's turn"),
    "helper_reader_seconds": N_("a reader's turn in student mode"),
    "lock_minutes": N_("when the desk locks itself"),
    "undo_days": N_("how long changes can be undone"),
    "card_prefix": N_("prefix of card numbers"),
    "book_number": N_("book numbers"),
    "refill_gaps": N_("free book numbers"),
    "copy_marks": N_("marks of copies"),
    "author_decimal": N_("author numbers on the shelf"),
    "barcode_prefix": N_("prefix of barcodes"),
    "barcode_width": N_("figures of a barcode"),
    "enough_copies": N_("copies of a recommended title"),
    "lost_after": N_("stocktakes until a missing copy is lost"),
    "trolley": N_("whether what comes back waits on the trolley"),
    "trolley_days": N_("open days until a copy on the trolley counts as shelved"),
    "late_periodical": N_("days until a periodical is late"),
    "late_newspaper": N_("days until a newspaper is late"),
    "new_days": N_("how long books are new"),
    "register_opening": N_("when the registers begin"),
    "symbology": N_("kind of barcodes"),
    "logo": N_("sign of the school"),
    "card_line": N_("line at the foot of cards"),
    "card_rules": N_("back of cards"),
    "card_group": N_("class on cards"),
    "card_valid": N_("last day on cards"),
    "card_photo": N_("photos on cards"),
    "card_colour": N_("colour of the class on cards"),
    "card_back": N_("cards with a back"),
    "card_marks": N_("crop marks of cards"),
    "card_rim": N_("white rim of cards, mm"),
    "label_title": N_("titles on labels"),
    "label_each": N_("labels for each copy"),
    "backup_folder": N_("second place for backups"),
}
HOLIDAY: Final = N_("holiday lending")


def changes(line: JournalLine) -> list[str]:
    """In the order of their weight; empty for an entry of another kind."""
    args = line.args
    found: list[str] = []
    if line.op is Op.EDIT_RULES:
        found += _rules(args)
    if line.op in (Op.EDIT_CALENDAR, Op.EDIT_RULES):
        found += _days(args)
    if isinstance(args.get("keys"), list):
        was, now = (_mapping(args.get(key)) for key in ("was", "now"))
        found.append(_(", ").join(_setting(str(key), was, now) for key in args["keys"]))
    return found


def settings_named(text: str) -> list[str]:
    """The settings whose names hold these words, as they are shown; "holiday" is what is lent for holidays."""
    names = {**SETTING_NAMES, "holiday": HOLIDAY}
    return [key for key, name in names.items() if text in _(name).casefold()]


def _rules(args: Mapping[str, Any]) -> list[str]:
    found = []
    if args.get("template") in Template._value2member_map_:
        found.append(_(TEMPLATE_LABELS[Template(args["template"])]))
    if isinstance(args.get("holiday"), int):
        found.append(_(HOLIDAY))
    if isinstance(args.get("reader_kind"), str):
        found.append(show_cell((args["reader_kind"], str(args.get("item_kind", ANY)))))
    if "was" in args and "now" in args:
        found.append(_from_to(_rule(args["was"]), _rule(args["now"])))
    return found


def _days(args: Mapping[str, Any]) -> list[str]:
    found = []
    for key in ("first", "term"):
        spans = [_span(args.get(f"{key}{end}")) for end in ("_was", "_now")]
        spans = [span for span in spans if span]
        if spans:
            words = _from_to(*spans) if len(spans) == 2 and spans[0] != spans[1] else spans[-1]
            found.append(_("term {days}").format(days=words) if key == "term" else words)
    if args.get("open") in (0, 1):
        found.append(_("open") if args["open"] else _("closed"))
    return found


def _span(days: object) -> str:
    """First and last day of what was or is entered."""
    try:
        first, last = (date.fromisoformat(day) for day in days)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return ""
    start = show_day(first, weekday=False, year=True)
    if first == last:
        return start
    return f"{start} – {show_day(last, weekday=False, year=last.year != first.year)}"


def _rule(values: object) -> str:
    """None: this cell of the table had no rule of its own."""
    if values is None:
        return _("no rule of its own")
    try:
        rule = rule_from_values(values)  # type: ignore[arg-type]
    except (TypeError, ValueError, KeyError):
        return "?"
    return rule_in_words(rule)


def _setting(key: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    name = _(SETTING_NAMES[key]) if key in SETTING_NAMES else key
    if key not in was or key not in now:
        return name
    return f"{name} {_from_to(_value(was[key]), _value(now[key]))}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return listed(_(WEEKDAYS[n]) for n in value if isinstance(n, int) and 0 <= n < 7) or _("none")
    return str(value)


def _from_to(was: str, now: str) -> str:
    return _("{was} → {now}").format(was=was, now=now)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
