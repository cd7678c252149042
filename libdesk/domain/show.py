"""How days, classes and kinds are said on screen and paper, in the language of the moment."""

from datetime import date, datetime
from typing import Final

from libdesk.i18n import N_, _, language

WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))

ITEM_KIND_NAMES: Final = {
    "book": N_("book"),
    "periodical": N_("periodical"),
    "newspaper": N_("newspaper"),
    "reference": N_("reference work"),
    "aid": N_("teaching aid"),
    "chart": N_("wall chart"),
    "av": N_("audio-visual"),
    "box": N_("box of books"),
}
READER_KIND_NAMES: Final = {
    "pupil": N_("pupil"),
    "pupil_low": N_("pupil, lower grades"),
    "pupil_mid": N_("pupil, middle grades"),
    "pupil_high": N_("pupil, upper grades"),
    "pupil_junior": N_("pupil, junior secondary"),
    "pupil_senior": N_("pupil, senior secondary"),
    "teacher": N_("teacher"),
    "staff": N_("staff member"),
    "class": N_("class account"),
    "department": N_("department"),
}

_INNER: Final = str.maketrans("《》“”", "〈〉‘’")


def show_day(day: date, *, weekday: bool = True, year: bool = False) -> str:
    """12月14日 周一 or, with the year, 2026年12月14日 周一."""
    if language() == "zh_CN":
        text = f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"
    else:
        text = f"{day.day} {day:%b} {day.year}" if year else f"{day.day} {day:%b}"
    return f"{text} {_(WEEKDAYS[day.weekday()])}" if weekday else text


def show_month(day: date, *, year: bool = True) -> str:
    """2026年12月 or, without the year, 12月."""
    if language() == "zh_CN":
        return f"{day.year}年{day.month}月" if year else f"{day.month}月"
    return f"{day:%b} {day.year}" if year else f"{day:%b}"


def show_moment(moment: datetime) -> str:
    """2026年12月14日 周一 10:32."""
    return f"{show_day(moment.date(), year=True)} {moment:%H:%M}"


def show_due(day: date, today: date) -> str:
    """A day something is due, as `show_day`; with its year if that is not this one."""
    return show_day(day, year=day.year != today.year)


def show_money(fen: int) -> str:
    """¥25.00."""
    return f"¥{fen // 100:,}.{fen % 100:02d}"


def show_item_kind(code: str) -> str:
    """The name of a seeded kind; a kind that the school named itself is shown as it is."""
    return _(ITEM_KIND_NAMES.get(code, code))


def show_reader_kind(code: str) -> str:
    return _(READER_KIND_NAMES.get(code, code))


def show_title(title: str) -> str:
    """《草房子》; titles inside a title stand in single marks, as GB/T 15834 (标点符号用法) has it."""
    return _("“{title}”").format(title=title.translate(_INNER))
