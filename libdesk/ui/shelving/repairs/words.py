"""What the lists of repairs say of a case, and the sentences about it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from libdesk.domain.charges import STATE_WORDS, ChargeState
from libdesk.domain.repairs import (
    DEGREES,
    OPEN,
    OTHER,
    CaseState,
    show_cause,
    show_degree,
    show_kind,
    show_state,
)
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.repairs import CareCheckRow, CaseStep, OpenCounts, RepairCase, StepsTaken
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui.widgets.row_model import Column, Width

ROLES: Final = {"severe": "bad", "medium": "warn"}
STATES: Final = tuple(CaseState)
MOST_TOLD: Final = 2
HERE: Final = ("shelf", "hold", "repair")


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Of the work list: how bad and how old a case is comes first."""
    return (
        Column(
            "degree", N_("Degree"), lambda row: show_degree(row.degree), sort=lambda row: -DEGREES.index(row.degree),
            role=lambda row: ROLES.get(row.degree, ""),
        ),
        Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
        Column("state", N_("State"), lambda row: show_state(row.state), sort=lambda row: STATES.index(row.state)),
        Column(
            "days", N_("Days"), lambda row: str(row.days(today())), sort=lambda row: row.days(today()), right=True,
            spare=1,
            tip=lambda row: _("reported on {day}").format(day=show_day(row.reported, weekday=False, year=True)),
        ),
        Column("kind", N_("What is damaged"), what, spare=3),
        Column("place", N_("Place"), lambda row: row.place, spare=5),
        Column("call_no", N_("Call number"), lambda row: row.call_no, spare=4),
        Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
    )  # fmt: skip


def what(row: RepairCase) -> str:
    """What is damaged; a case of which nobody said it yet says so by a dash."""
    return "–" if row.kind == OTHER else show_kind(row.kind)


def facts(row: RepairCase, *, names: bool, money: bool) -> str:
    """A case in a few lines. `names`: who had the book may be told; `money`: and what is owed for it."""
    first = [show_degree(row.degree), show_state(row.state)]
    if row.kind != OTHER:
        first.insert(1, show_kind(row.kind))
    if row.cause:
        first.append(_("cause: {cause}").format(cause=show_cause(row.cause)))
    book = [row.barcode, row.call_no, row.place]
    if row.is_open and row.status != "repair":
        book.append(_(STATUS_NAMES.get(row.status, row.status)))
    lines = [" · ".join(first), " · ".join(part for part in book if part)]
    if row.note:
        lines.append(row.note)
    took = [row.material, show_money(row.cost_fen) if row.cost_fen else ""]
    if any(took):
        lines.append(_("It took {what}.").format(what=_(", ").join(part for part in took if part)))
    if names and row.reader:
        lines.append(_("Found when {name} had it.").format(name=row.reader))
    if names and money and row.charge_state:
        text = _("To be paid for it: {amount}, {state}.")
        state = _(STATE_WORDS[ChargeState(row.charge_state)])
        lines.append(text.format(amount=show_money(row.charge_fen), state=state))
    return "\n".join(lines)


def not_here(status: str) -> str:
    """What to do with a copy that is in hand although it should not be in the library; "" where it should."""
    if status in HERE:
        return ""
    text = _("It counts as: {status}. Put it aside and scan it at the desk.")
    return text.format(status=_(STATUS_NAMES.get(status, status)))


def step_lines(row: RepairCase, steps: Sequence[CaseStep]) -> str:
    """The way of a case, step by step; one that an older version kept knows its first day alone."""
    lines = []
    for nth, step in enumerate(steps):
        again = nth > 0 and step.state == CaseState.REPORTED
        words = show_state(step.state)
        if step.state == CaseState.REPORTED:
            words = _("reported again") if again else _("damage reported")
        day = show_day(step.day, weekday=False, year=step.day.year != row.reported.year)
        lines.append(" · ".join(part for part in (day, words, step.who, step.note if again else "") if part))
    if not lines:
        lines.append(" · ".join((show_day(row.reported, weekday=False, year=True), _("damage reported"))))
    return "\n".join(lines)


def counted(counts: OpenCounts) -> str:
    """12 open cases · 3 severe · 2 at the bindery."""
    parts = [ngettext("{n} open case", "{n} open cases", counts.total).format(n=f"{counts.total:,}")]
    if counts.severe:
        parts.append(ngettext("{n} severe", "{n} severe", counts.severe).format(n=f"{counts.severe:,}"))
    for state in (CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED):
        if count := counts.by_state.get(state, 0):
            parts.append(f"{show_state(state)} {count:,}")
    return " · ".join(parts)


DONE_WORDS: Final[dict[CaseState, Callable[[int], str]]] = {
    CaseState.IN_REPAIR: lambda n: ngettext("{n} book is in repair.", "{n} books are in repair.", n),
    CaseState.BINDERY: lambda n: ngettext("{n} book waits for the bindery.", "{n} books wait for the bindery.", n),
    CaseState.PROPOSED: lambda n: ngettext(
        "{n} book stands on the list of withdrawal in Cataloguing.",
        "{n} books stand on the list of withdrawal in Cataloguing.", n,
    ),
    CaseState.SHELVED: lambda n: ngettext("{n} book is whole again.", "{n} books are whole again.", n),
    CaseState.DROPPED: lambda n: ngettext("{n} case is dropped.", "{n} cases are dropped.", n),
}  # fmt: skip


def stepped(state: CaseState, done: StepsTaken) -> str:
    """What a step did, in one line."""
    return DONE_WORDS[state](done.count).format(n=f"{done.count:,}")


def to_look_at(done: StepsTaken) -> str:
    """Which book goes to the hold shelf instead, and what was left as it is."""
    words = _("“{title}” is for {reader}: put it on the hold shelf.")
    parts = [words.format(title=title, reader=reader) for title, reader in done.held[:MOST_TOLD]]
    if len(done.held) > MOST_TOLD:
        parts.append(_("And {n} more, see the hold shelf.").format(n=len(done.held) - MOST_TOLD))
    left = _("“{title}”: {why}")
    parts += [left.format(title=title, why=why) for title, why in done.not_done[:MOST_TOLD]]
    if len(done.not_done) > MOST_TOLD:
        parts.append(_("{n} more were left as they are.").format(n=len(done.not_done) - MOST_TOLD))
    return sentences(*parts)


def check_words(row: CareCheckRow) -> str:
    """One check that was made: day, place, stretch, what came of it."""
    stretch = f"{row.from_no}–{row.to_no}" if row.from_no else ""
    looked = ngettext("{n} book looked at", "{n} books looked at", row.looked).format(n=f"{row.looked:,}")
    marked = _("{n} marked").format(n=f"{row.marked:,}")
    parts = (
        show_day(row.day, weekday=False, year=True),
        row.place or _("every place"),
        stretch,
        looked,
        marked,
        row.who,
    )
    return " · ".join(part for part in parts if part)


def states() -> list[tuple[str, str]]:
    """What the work list can be asked for: all that is open or ended, or one state."""
    opened = [(state.value, show_state(state)) for state in OPEN]
    ended = [(state.value, show_state(state)) for state in CaseState if state not in OPEN]
    return [("open", _("everything open")), *opened, ("closed", _("everything ended")), *ended]
