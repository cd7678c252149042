"""What the library has set: settings, lending rules, terms and days that differ from the week."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from libdesk.domain.settings import LibrarySettings, read_settings
from libdesk.store.database import Library

if TYPE_CHECKING:  # rules and calendar are asked for by actions, not by the start
    from libdesk.domain.calendar import Calendar
    from libdesk.domain.duedates import LoanRule
    from libdesk.domain.rulebook import RuleBook


def library_settings(library: Library) -> LibrarySettings:
    return read_settings(dict(library.fetch("SELECT key, value FROM setting")))


def rule_book(library: Library) -> "RuleBook":
    """The school's own rules over the defaults."""
    from libdesk.domain.rulebook import DEFAULT_RULES, RuleBook

    rows = library.fetch("SELECT reader_kind, item_kind, rule FROM lending_rule")
    rules = {**DEFAULT_RULES}
    for reader_kind, item_kind, text in rows:
        rule = rule_from_json(text)
        if rule is None:
            rules.pop((reader_kind, item_kind), None)
        else:
            rules[reader_kind, item_kind] = rule
    return RuleBook(rules)


def rule_from_json(text: str) -> "LoanRule | None":
    """None: the school leaves this cell of the table to the rule above it."""
    from fractions import Fraction

    from libdesk.domain.duedates import LoanRule, OverduePolicy

    values = json.loads(text)
    if values is None:
        return None
    values["overdue"] = OverduePolicy(values["overdue"])
    values["suspension_days_per_day"] = Fraction(values["suspension_days_per_day"])
    known = LoanRule.__annotations__  # another version may have written more
    return LoanRule(**{name: value for name, value in values.items() if name in known})


def rule_to_json(rule: "LoanRule") -> str:
    return json.dumps(asdict(rule), default=str)


def calendar(library: Library, settings: LibrarySettings) -> "Calendar":
    from libdesk.domain.calendar import Calendar, DayException, Term

    days = library.fetch("SELECT day, open, name FROM calendar_day")
    terms = library.fetch("SELECT name, first_day, last_day FROM term")
    return Calendar(
        closed_weekdays=frozenset(settings.closed_weekdays),
        exceptions={date.fromisoformat(day): DayException(bool(is_open), name) for day, is_open, name in days},
        closed_between_terms=settings.closed_between_terms,
        terms=tuple(Term(date.fromisoformat(first), date.fromisoformat(last), name) for name, first, last in terms),
    )
