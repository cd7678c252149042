"""The lists of a stocktake: which there are, their columns, and what is read for each beside the desk."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.stocktake import Listed, StocktakeRow
from libdesk.domain.stocktake.endings import Figures
from libdesk.domain.stocktake.stands import ELSEWHERE, Stand, Tally
from libdesk.i18n import N_, _
from libdesk.store.queries import places as place_queries
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from libdesk.ui.shelving.stocktake.words import when
from libdesk.ui.widgets.row_model import Column, Width


class View(StrEnum):
    """What the list shows; the values are kept by this PC."""

    LAST = "last"
    LEFT = "left"
    MISSED = "missed"
    GONE = "still_missing"
    CLASSES = "classes"
    PLACES = "places"
    FOUND = "found"
    WRONG = "wrong_place"
    OTHER = "other_part"
    ON_LOAN = "on_loan"
    WITHDRAWN = "withdrawn"
    STRAYS = "strays"
    SITTINGS = "sittings"


VIEW_NAMES: Final[dict[View, str]] = {
    View.LAST: N_("scanned last"),
    View.LEFT: N_("still to find"),
    View.MISSED: N_("missed"),
    View.GONE: N_("missing or lost before"),
    View.CLASSES: N_("by class"),
    View.PLACES: N_("by place"),
    View.FOUND: N_("found again"),
    View.WRONG: N_("in the wrong place"),
    View.OTHER: N_("of another part"),
    View.ON_LOAN: N_("on loan, but on the shelf"),
    View.WITHDRAWN: N_("withdrawn, but on the shelf"),
    View.STRAYS: N_("unknown codes"),
    View.SITTINGS: N_("sittings"),
}
WHILE_OPEN: Final = frozenset({View.LAST, View.LEFT, View.GONE})
DONE_ONLY: Final = frozenset({View.MISSED})
GROUPED: Final = frozenset({View.CLASSES, View.PLACES})


class GroupLine(NamedTuple):
    """A class or a place with its counts."""

    name: str
    total: int
    seen: int
    elsewhere: int
    left: int
    missing: int
    lost: int


def group_lines(groups: Sequence[tuple[str, Any]]) -> list[GroupLine]:
    """Of (name, counts by stand)."""
    return [
        GroupLine(
            name, sum(counts.values()) - counts[Stand.GONE], counts[Stand.SEEN] + counts[Stand.DESK],
            sum(counts[stand] for stand in ELSEWHERE), counts[Stand.LEFT], counts[Stand.MISSING], counts[Stand.LOST],
        )
        for name, counts in groups
    ]  # fmt: skip


def of_classes(tally: Tally) -> list[GroupLine]:
    return group_lines(tally.by_class())


def of_places(desk: Desk, tally: Tally) -> list[GroupLine]:
    names = dict(place_queries.named_places(desk.library))
    return group_lines([(names.get(place, _("no place")), counts) for place, counts in tally.by_place()])


class Shown(NamedTuple):
    """The rows of a view and how many there are in all."""

    rows: Sequence[Any]
    total: int


def read(desk: Desk, row: StocktakeRow, view: View, tally: Tally | None = None, *, limit: int = lists.MOST) -> Shown:
    """What a view shows; beside the desk, since a million copies take their time."""
    library = desk.read(Op.COUNT_STOCK)
    if view in GROUPED:
        tally = tally or Tally()
        rows = of_classes(tally) if view is View.CLASSES else of_places(desk, tally)
        return Shown(rows, len(rows))
    if view is View.SITTINGS:
        sittings = queries.sittings(library, row.id)
        return Shown(sittings[::-1], len(sittings))
    found = _listed(desk, row, view, limit)
    return Shown(found.rows, found.total)


def _listed(desk: Desk, row: StocktakeRow, view: View, limit: int) -> Listed:
    library = desk.library
    match view:
        case View.LAST:
            return lists.last_seen(library, row.id)
        case View.LEFT:
            return lists.not_seen(library, row, limit=limit)
        case View.MISSED:
            return lists.missed(library, row.id, limit=limit)
        case View.GONE:
            return lists.still_missing(library, row, limit=limit)
        case View.STRAYS:
            return lists.strays(library, row.id, limit=limit)
    return lists.odd(library, row, view.value, limit=limit)


def now_of(desk: Desk, row: StocktakeRow, *, grouped: bool = True) -> lists.Now:
    """The counts of a stocktake: derived while it is open, as they were kept when it is done.

    `grouped`: by place and class too, which takes longer.
    """
    if row.figures:
        import json

        kept = Figures.of_values(json.loads(row.figures))
        return lists.Now(kept.tally, kept.odds)
    return lists.now(desk.read(Op.COUNT_STOCK), row, grouped=grouped)


def columns(desk: Desk) -> dict[View, tuple[Column, ...]]:
    """The columns of each view."""
    zone = ZoneInfo(desk.settings.zone)

    def at(row: Any) -> str:
        return when(row.at, zone, desk.today) if row.at else ""

    def status(row: Any) -> str:
        return _(STATUS_NAMES.get(row.status, row.status))

    call_no = Column("call_no", N_("Call number"), lambda row: row.call_no)
    title = Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH)
    barcode = Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1)
    accession = Column("accession", N_("Accession no."), lambda row: row.accession_no, spare=4)
    place = Column("place", N_("Place"), lambda row: row.place, spare=2)
    seen_place = Column("seen_place", N_("Seen in"), lambda row: row.seen_place)
    time = Column("at", N_("When"), at, sort=lambda row: row.at or 0)
    who = Column("who", N_("Counted by"), lambda row: row.who, spare=3)
    was = Column("was", N_("Was"), status, spare=2)
    state = Column("status", N_("State"), status)
    group = _group_columns()
    odd = (call_no, title, barcode, place, was, time, who)
    return {
        View.LAST: (time, title, barcode, call_no, was, who),
        View.LEFT: (place, call_no, title, barcode, accession),
        View.MISSED: (place, call_no, title, barcode, accession, state, _times()),
        View.GONE: (place, call_no, title, barcode, accession, state),
        View.CLASSES: (Column("name", N_("Basic class"), lambda row: row.name, width=Width.STRETCH), *group),
        View.PLACES: (Column("name", N_("Place"), lambda row: row.name, width=Width.STRETCH), *group),
        View.WRONG: (call_no, title, barcode, seen_place, place, time, who),
        **dict.fromkeys((View.FOUND, View.OTHER, View.ON_LOAN, View.WITHDRAWN), odd),
        View.STRAYS: (Column("code", N_("Barcode"), lambda row: row.code, width=Width.STRETCH), time, who),
        View.SITTINGS: (
            Column("began", N_("Began"), lambda row: when(row.began, zone, desk.today), sort=lambda row: row.began),
            Column("last", N_("Last scan"), lambda row: when(row.last, zone, desk.today), sort=lambda row: row.last),
            Column(
                "ended",
                N_("Ended"),
                lambda row: when(row.ended, zone, desk.today) if row.ended else _("goes on"),
                sort=lambda row: row.ended or row.last,
                spare=1,
            ),
            Column("who", N_("Counted by"), lambda row: row.who or _("nobody signed on"), width=Width.STRETCH),
            Column("seen", N_("Seen"), lambda row: f"{row.seen:,}", sort=lambda row: row.seen, right=True),
        ),
    }


def _times() -> Column:
    return Column("times", N_("Times in a row"), lambda row: str(row.times), sort=lambda row: row.times, right=True)


def _group_columns() -> tuple[Column, ...]:
    def figure(name: str, title: str, spare: int = 0) -> Column:
        value: Callable[[GroupLine], int] = lambda row: getattr(row, name)  # noqa: E731  # one for each column
        return Column(name, title, lambda row: f"{value(row):,}", sort=value, right=True, spare=spare)

    return (
        figure("total", N_("Copies")), figure("seen", N_("Seen")), figure("elsewhere", N_("Elsewhere"), 2),
        figure("left", N_("Not seen")), figure("missing", N_("Missing before"), 3), figure("lost", N_("lost"), 3),
    )  # fmt: skip


def key_of(view: View) -> Callable[[Any], Any]:
    """By what a row of a view is known again."""
    if view in GROUPED:
        return lambda row: row.name
    if view in (View.STRAYS, View.SITTINGS):
        return lambda row: row.id
    return lambda row: row.copy_id
