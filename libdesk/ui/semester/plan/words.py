"""What the lists and papers of the plan say of a task."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from libdesk.domain.rows.tasks import PlanLine
from libdesk.domain.show import show_day, show_month
from libdesk.domain.tasks.kinds import show_kind
from libdesk.domain.tasks.sights import HELD, SIGHTS, is_seen_done, show_seen, show_sight
from libdesk.domain.tasks.standing import STANDING_NAMES, STILL_OPEN, Standing, show_standing
from libdesk.i18n import N_, _, language, ngettext
from libdesk.ui import icons
from libdesk.ui.widgets.row_model import Column, Width

ROLES: Final = {Standing.OVERDUE: "warn", Standing.DONE: "good", Standing.MET: "good", Standing.DROPPED: "faint"}
ICONS: Final = {
    Standing.OVERDUE: icons.ALERT,
    Standing.DUE: icons.CLOCK,
    Standing.COMING: "",
    Standing.MET: icons.EYE,
    Standing.DONE: icons.CHECK_CIRCLE,
    Standing.DROPPED: icons.CLOSE,
}
_ORDER: Final = tuple(Standing)
STATES: Final = (
    ("", N_("every state")),
    ("left", N_("not carried out")),
    *((standing.value, words) for standing, words in STANDING_NAMES.items()),
)


def columns() -> tuple[Column, ...]:
    return (
        Column("when", N_("When"), when, sort=lambda line: (line.task.first, line.task.last)),
        Column("name", N_("Task"), lambda line: line.task.name, width=Width.STRETCH, tip=_tip),
        Column(
            "state", N_("State"), lambda line: show_standing(line.standing), sort=lambda line: _ORDER.index(
                line.standing), role=lambda line: ROLES.get(line.standing, ""), icon=lambda line: ICONS[line.standing],
        ),
        Column("seen", N_("As the library sees it"), seen, spare=1),
        Column("who", N_("By whom"), lambda line: line.task.who, spare=2),
        Column("kind", N_("Kind"), lambda line: show_kind(line.task.kind), spare=3),
    )  # fmt: skip


def _tip(line: PlanLine) -> str:
    return "\n".join(part for part in (line.task.name, line.task.note, seen(line)) if part)


def seen(line: PlanLine) -> str:
    """314 of 300 labelled; "" where the library sees nothing of it."""
    return show_seen(line.task.touches, line.seen, line.task.goal) if line.seen is not None else ""


def when(line: PlanLine) -> str:
    """9月 for a month as far as the term lies in it, 3月9日 周一 for a day, else 3月9日–3月20日."""
    first, last = line.task.first, line.task.last
    if line.months is not None:
        return _months(first, last)
    if first == last:
        return show_day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months(first, last)
    return _("{first}–{last}").format(first=show_day(first, weekday=False), last=show_day(last, weekday=False))


def _months(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return month(first)
    return _("{first}–{last}").format(first=month(first), last=month(last))


def month(day: date) -> str:
    """The name of a month alone."""
    return f"{day.month}月" if language() == "zh_CN" else f"{day:%b}"


def month_with_year(day: date) -> str:
    return show_month(day)


def facts(line: PlanLine) -> str:
    """All that is known of a task, a line each."""
    task = line.task
    first = [when(line), show_kind(task.kind), task.who]
    lines = [" · ".join(part for part in first if part)]
    state = show_standing(line.standing)
    if line.standing is Standing.MET:
        state = _("reached, as the library sees it")
    if task.done_day is not None:
        state = _("{state} on {day}").format(state=state, day=show_day(task.done_day, year=True))
    lines.append(state)
    if task.touches:
        said = seen(line) or (_("goal {n}").format(n=f"{task.goal:,}") if task.goal else "")
        text = _("The library counts: {what}.").format(what=said or show_sight(task.touches))
        lines.append(text)
        lines += [text for text in (needed(line),) if text]
    if task.note:
        lines.append(task.note)
    return "\n".join(lines)


def needed(line: PlanLine) -> str:
    """What is lacking until the library sees that a task is done, or that it never will by itself."""
    sight = SIGHTS.get(line.task.touches)
    if sight is None or line.standing not in STILL_OPEN:
        return ""
    goal, done = line.task.goal, line.seen.done if line.seen is not None else 0
    if not sight.done:
        return _("When it is done the library cannot see: tick it off.")
    if goal is not None:
        lacking = goal - (done or 0)
        return ngettext("{n} more, and it is reached.", "{n} more, and it is reached.", lacking).format(
            n=f"{lacking:,}"
        )
    if is_seen_done(line.task.touches):
        return _("It is reached by itself once something of it is done and nothing is left.")
    if line.task.touches == HELD:
        return _("To be reached by itself it needs a goal, or the kind of the activity. Else tick it off.")
    return _("To be reached by itself it needs a goal, a number. Else tick it off when it is done.")


def counted(lines: Sequence[PlanLine]) -> str:
    """22 tasks: done 18, overdue 1, to come 3."""
    if not lines:
        return ""
    counts = Counter(line.standing for line in lines)
    parts = [
        _("{what} {n}").format(what=show_standing(standing), n=counts[standing]) for standing in Standing if
        counts[standing]
    ]  # fmt: skip
    text = ngettext("{n} task: {parts}", "{n} tasks: {parts}", len(lines))
    return text.format(n=len(lines), parts=_(", ").join(parts))
