"""What the lists and papers of the plan say of a task."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from libdesk.domain.rows.tasks import PlanLine, TaskRow
from libdesk.domain.show import show_day, show_month
from libdesk.domain.tasks.kinds import show_kind
from libdesk.domain.tasks.sights import show_seen, show_sight
from libdesk.domain.tasks.standing import STANDING_NAMES, Standing, show_standing
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
        Column("when", N_("When"), lambda line: when(line.task), sort=lambda line: (line.task.first, line.task.last)),
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


def when(task: TaskRow) -> str:
    """9月 for a whole month, 3月9日 周一 for a day, else 3月9日–3月20日."""
    first, last = task.first, task.last
    if first == last:
        return show_day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return month(first)
        return _("{first}–{last}").format(first=month(first), last=month(last))
    return _("{first}–{last}").format(first=show_day(first, weekday=False), last=show_day(last, weekday=False))


def month(day: date) -> str:
    """The name of a month alone."""
    return f"{day.month}月" if language() == "zh_CN" else f"{day:%b}"


def month_with_year(day: date) -> str:
    return show_month(day)


def facts(line: PlanLine) -> str:
    """All that is known of a task, a line each."""
    task = line.task
    first = [when(task), show_kind(task.kind), task.who]
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
    if task.note:
        lines.append(task.note)
    return "\n".join(lines)


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
