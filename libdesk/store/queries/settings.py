"""What the library has set: settings, lending rules, terms and days that differ from the week."""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from libdesk.domain.settings import LibrarySettings, read_settings
from libdesk.store.database import Library

if TYPE_CHECKING:
    from collections.abc import Mapping

    # rules and calendar are asked for by actions, not by the start
    from libdesk.domain.calendar import Calendar
    from libdesk.domain.duedates import LoanRule
    from libdesk.domain.holiday_lending import HolidayLending
    from libdesk.domain.rulebook import RuleBook

_DEFAULT: Final = LibrarySettings()
_CLASSES: Final = "SELECT DISTINCT stage, entry_year, class_no FROM enrolment WHERE to_day IS NULL"
_CLASSES_ON: Final = """
SELECT DISTINCT stage, entry_year, class_no FROM enrolment WHERE from_day <= ? AND (to_day IS NULL OR to_day >= ?)"""


def library_settings(library: Library) -> LibrarySettings:
    return read_settings(dict(library.fetch("SELECT key, value FROM setting")))


def rule_book(library: Library, settings: LibrarySettings = _DEFAULT) -> "RuleBook":
    """The school's own rules over the defaults, and what it lends for the holidays."""
    from libdesk.domain.rulebook import DEFAULT_RULES, RuleBook

    rows = library.fetch("SELECT reader_kind, item_kind, rule FROM lending_rule")
    rules = {**DEFAULT_RULES}
    for reader_kind, item_kind, text in rows:
        rule = rule_from_json(text)
        if rule is None:
            rules.pop((reader_kind, item_kind), None)
        else:
            rules[reader_kind, item_kind] = rule
    return RuleBook(rules, _holidays(library, settings))


def _holidays(library: Library, settings: LibrarySettings) -> "tuple[HolidayLending, ...]":
    rows = library.fetch("SELECT name, from_day, to_day, due_first, due_last, quotas FROM holiday_lending")
    if not rows:
        return ()
    from libdesk.domain.holiday_lending import HolidayLending

    found = []
    for name, *days, quotas in rows:
        first, last, due_first, due_last = (date.fromisoformat(day) for day in days)
        plan = HolidayLending(name, first, last, due_first, due_last, json.loads(quotas))
        found.append(with_classes(library, settings, plan))
    return tuple(found)


def with_classes(library: Library, settings: LibrarySettings, plan: "HolidayLending") -> "HolidayLending":
    """The plan with the classes of its first day, so that a class which comes later moves nobody's day of return."""
    from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
    from libdesk.domain.holiday_lending import part_classes

    day = plan.first.isoformat()
    known = library.fetch(_CLASSES_ON, day, day) or library.fetch(_CLASSES)
    classes = [ClassRef(Stage(stage), entered, number) for stage, entered, number in known]
    staying, leaving = part_classes(classes, plan.due_first, SchoolSystem(settings.school_system), settings.stages)
    return replace(plan, classes=staying, leaving=leaving)


def rule_from_json(text: str) -> "LoanRule | None":
    """None: the school leaves this cell of the table to the rule above it."""
    values = json.loads(text)
    return None if values is None else rule_from_values(values)


def rule_from_values(written: "Mapping[str, Any]") -> "LoanRule":
    """A rule as its JSON text holds it."""
    from fractions import Fraction

    from libdesk.domain.duedates import LoanRule, OverduePolicy

    values = dict(written)
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
