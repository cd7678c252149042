"""What somebody reads, in words: subjects with their shares, the weekday and the month with the most loans."""

from datetime import date
from typing import Final

from libdesk.domain.reports.reading import Reading
from libdesk.domain.show import WEEKDAYS, show_month
from libdesk.i18n import _, ngettext
from libdesk.ui.reports.tables.holdings import letter_name

SUBJECTS: Final = 3
ENOUGH: Final = 5  # loans, before anything is said of days and months


def subject_words(read: Reading, names: dict[str, str], most: int) -> str:
    """I 文学 45%，K 历史 20%: only the first word of the longer names, so that three stand in a line."""
    parts = [_with_share(short_name(letter, names), percent) for letter, percent in read.best_subjects(most)]
    return _(", ").join(parts)


def short_name(letter: str, names: dict[str, str]) -> str:
    return letter_name(letter, names).split("、")[0].split(", ")[0]


def weekday_words(read: Reading) -> str:
    """周三 31%; "" where nothing was borrowed."""
    best = read.best_weekday
    return _with_share(_(WEEKDAYS[best[0]]), best[1]) if best else ""


def week_words(read: Reading) -> str:
    """The weekdays on which anything was borrowed, with their shares: 周一 18%，周二 24% …"""
    shares = [(day, 100 * read.weekdays[day] / read.loans) for day in sorted(read.weekdays)]
    return _(", ").join(_with_share(_(WEEKDAYS[day]), percent) for day, percent in shares)


def month_words(read: Reading) -> str:
    best = read.best_month
    return _with_share(show_month(date(2000, best[0], 1), year=False), best[1]) if best else ""


def _with_share(name: str, percent: float) -> str:
    return f"{name} {percent:.0f}%"


def profile_words(read: Reading, names: dict[str, str]) -> str:
    """What one reader reads, in two or three sentences; "" where nothing was borrowed."""
    if not read.loans:
        return ""
    loans = ngettext("{n} loan in a year", "{n} loans in a year", read.loans).format(n=read.loans)
    parts = [_("{loans}: {subjects}").format(loans=loans, subjects=subject_words(read, names, SUBJECTS) or "–")]
    if read.loans >= ENOUGH:
        parts.append(_("mostly on {day}, in {month}").format(day=weekday_words(read), month=month_words(read)))
        parts.append(_("new books {share}").format(share=f"{100 * read.new / read.loans:.0f}%"))
        if read.levelled:
            parts.append(_("at own level {share}").format(share=f"{100 * read.own_level / read.levelled:.0f}%"))
    return "  ·  ".join(parts)
