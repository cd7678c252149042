"""A stocktake begins with a snapshot of its part, in one action; parts that are counted do not overlap."""

from collections.abc import Iterable

from libdesk.actions.desk import Desk
from libdesk.actions.shelving.trolley import waits_since
from libdesk.actions.stocktaking.errors import PartEmpty, PartTaken
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.stocktake import Preview, StocktakeRow
from libdesk.domain.show import show_day
from libdesk.domain.stocktake.parts import Part, part_words
from libdesk.i18n import _
from libdesk.store.queries import stocktakes as queries
from libdesk.store.tables import Stocktake, StocktakeCopy

CHUNK = 20_000


def preview(desk: Desk, part: Part) -> Preview:
    """What a stocktake of this part would begin with. Raises RangeWrong, PartTaken, PartEmpty."""
    library = desk.read(Op.START_STOCKTAKE)
    decimal = desk.settings.author_decimal
    _check_free(desk, part)
    found = queries.preview(library, part, decimal=decimal, since=waits_since(desk))
    if not found.copies:
        raise PartEmpty()
    return found


def start_stocktake(desk: Desk, part: Part, *, name: str = "", progress: Progress | None = None) -> int:
    """Take the snapshot; gives the stocktake's id. Raises RangeWrong, PartTaken, PartEmpty, Cancelled."""
    progress = progress or Progress()
    today = desk.today
    with desk.action(Op.START_STOCKTAKE) as act:
        _check_free(desk, part)
        where, values = queries.in_part(part, decimal=desk.settings.author_decimal)
        copies = act.connection.execute(
            f"SELECT c.id, c.status FROM copy c WHERE {where} ORDER BY c.id", values
        ).fetchall()
        if not copies:
            raise PartEmpty()
        stocktake_id = act.add(
            Stocktake, name=" ".join(name.split()) or _usual_name(desk, part), place_id=part.place_id,
            from_no=part.from_no or None, to_no=part.to_no or None, kinds=",".join(part.kinds) or None, began=act.at,
            began_day=today.isoformat(),
        )  # fmt: skip
        for start in range(0, len(copies), CHUNK):
            progress.step(start, len(copies))
            rows = [(stocktake_id, *copy) for copy in copies[start : start + CHUNK]]
            act.add_many(StocktakeCopy, ("stocktake_id", "copy_id", "status"), rows)
        act.connection.wait()
        progress.step(len(copies), len(copies))
        act.note(stocktake=stocktake_id, copies=len(copies))
    return stocktake_id


def _check_free(desk: Desk, part: Part) -> None:
    part.span(decimal=desk.settings.author_decimal)
    check_apart(desk, part, queries.stocktakes(desk.library))


def check_apart(desk: Desk, part: Part, others: Iterable[StocktakeRow]) -> None:
    """Raises PartTaken where one of these is open and counts some of the same copies."""
    for row in others:
        if row.is_open and row.part.crosses(part, decimal=desk.settings.author_decimal):
            raise PartTaken(row.name)


def _usual_name(desk: Desk, part: Part) -> str:
    """2026年12月 盘点 · 书库 · I2~I247."""
    day = show_day(desk.today, weekday=False, year=True)
    if part.is_whole:
        return _("Stocktake {day}").format(day=day)
    places = dict(desk.library.fetch("SELECT id, name FROM place"))
    place = show_place(places[part.place_id]) if part.place_id in places else ""
    return _("Stocktake {day}: {part}").format(day=day, part=part_words(part, place))
