"""A stocktake on paper: one of its lists to walk along the shelves with, and the report with its figures and lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.stocktake import CountedCopy, SittingRow, StocktakeRow, StrayCode
from libdesk.domain.show import show_day
from libdesk.domain.stocktake.endings import ODDS, Figures
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.shelving.stocktake import views, words
from libdesk.ui.shelving.stocktake.views import VIEW_NAMES, GroupLine, View

PRINTED: Final = 20_000  # lines of one list
TO_DO: Final = "□"
OPEN_LISTS: Final = (View.LEFT, View.GONE)
DONE_LISTS: Final = (View.MISSED,)
ODD_LISTS: Final = (View.FOUND, View.WRONG, View.OTHER, View.ON_LOAN, View.WITHDRAWN)

LOOK_COLUMNS: Final = (
    TableColumn(""), TableColumn(N_("Call number")), TableColumn(N_("Title"), share=1), TableColumn(N_("Barcode")),
    TableColumn(N_("Accession no.")), TableColumn(N_("State")),
)  # fmt: skip
COPY_COLUMNS: Final = (
    TableColumn(N_("Call number")), TableColumn(N_("Title"), share=1), TableColumn(N_("Barcode")),
    TableColumn(N_("Place")), TableColumn(N_("Remark")),
)  # fmt: skip
GROUP_COLUMNS: Final = (
    TableColumn(N_("Class or place"), share=1), TableColumn(N_("Copies"), right=True),
    TableColumn(N_("Seen"), right=True), TableColumn(N_("Elsewhere"), right=True),
    TableColumn(N_("Not seen"), right=True), TableColumn(N_("Missing before"), right=True),
    TableColumn(N_("lost"), right=True),
)  # fmt: skip
SUM_COLUMNS: Final = (TableColumn(N_("What it comes to"), share=1), TableColumn(N_("Copies"), right=True))
CODE_COLUMNS: Final = (TableColumn(N_("Barcode"), share=1), TableColumn(N_("When")), TableColumn(N_("Counted by")))
SITTING_COLUMNS: Final = (
    TableColumn(N_("Counted by"), share=1), TableColumn(N_("Began")), TableColumn(N_("Last scan")),
    TableColumn(N_("Seen"), right=True),
)  # fmt: skip


def list_maker(desk: Desk, row: StocktakeRow, view: View, heading: str) -> Callable[[], bytes]:
    """What makes one list as a PDF: read anew beside the desk, so that it is whole."""

    def make() -> bytes:
        from libdesk.documents.tables import table_list

        with closing(desk.beside()) as here:
            tally = views.now_of(here, row).tally if view in views.GROUPED else None
            shown = views.read(here, row, view, tally, limit=PRINTED)
            return table_list(_list_paper(here, row, view, heading, shown))

    return make


def _list_paper(desk: Desk, row: StocktakeRow, view: View, heading: str, shown: views.Shown) -> TablePaper:
    school, note = desk.settings.school, _note(desk, row)
    if view in views.GROUPED:
        parts = (TablePart("", tuple(map(_group, shown.rows))),)
        return TablePaper(school, heading, note, GROUP_COLUMNS, parts)
    if view is View.STRAYS:
        return TablePaper(school, heading, note, CODE_COLUMNS, (TablePart("", _codes(desk, shown.rows)),), _foot(shown))
    if view is View.SITTINGS:
        return TablePaper(school, heading, note, SITTING_COLUMNS, (TablePart("", _sittings(desk, shown.rows)),))
    if view in (*OPEN_LISTS, *DONE_LISTS):
        return TablePaper(school, heading, note, LOOK_COLUMNS, _by_place(shown.rows), _foot(shown))
    rows = tuple(_copy(view, line) for line in shown.rows)
    return TablePaper(school, heading, note, COPY_COLUMNS, (TablePart("", rows),), _foot(shown))


def _by_place(rows: Sequence[CountedCopy]) -> tuple[TablePart, ...]:
    """A part for each place, with a box before each copy: the way along the shelves."""
    places: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        line = (TO_DO, row.call_no, row.title, row.barcode, row.accession_no, _(STATUS_NAMES.get(row.status, "")))
        places.setdefault(row.place or _("no place"), []).append(line)
    return tuple(TablePart(place, tuple(lines)) for place, lines in places.items()) or (TablePart("", ()),)


def _note(desk: Desk, row: StocktakeRow) -> str:
    began = _("begun {day}").format(day=show_day(row.began_day, year=True))
    ended = _("finished {day}").format(day=show_day(row.ended_day, year=True)) if row.ended_day else ""
    still = "" if row.ended_day else _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    part = words.part_of(row)
    told = part if not row.name.endswith(part) else ""  # the name that is given by itself ends in the part
    return " · ".join(one for one in (row.name, told, began, ended, still) if one)


def _foot(shown: views.Shown) -> str:
    text = ngettext("{n} in all", "{n} in all", shown.total).format(n=f"{shown.total:,}")
    if shown.total > len(shown.rows):
        text = _("{all}, of which the first {n}").format(all=text, n=f"{len(shown.rows):,}")
    return text


def _group(line: GroupLine) -> tuple[str, ...]:
    return (line.name, *(f"{count:,}" for count in line[1:]))


def _codes(desk: Desk, rows: Sequence[StrayCode]) -> tuple[tuple[str, ...], ...]:
    zone = ZoneInfo(desk.settings.zone)
    return tuple((row.code, words.when(row.at, zone, desk.today), row.who) for row in rows)


def _sittings(desk: Desk, rows: Sequence[SittingRow]) -> tuple[tuple[str, str, str, str], ...]:
    zone, today = ZoneInfo(desk.settings.zone), desk.today
    return tuple(
        (row.who or _("nobody signed on"), words.when(row.began, zone, today), words.when(row.last, zone, today),
         f"{row.seen:,}")
        for row in rows
    )  # fmt: skip


def _copy(view: View, row: CountedCopy) -> tuple[str, ...]:
    return (row.call_no, row.title, row.barcode, row.place, _remark(view, row))


def _remark(view: View, row: CountedCopy) -> str:
    """What the list is about, for one of its copies."""
    if view is View.WRONG:
        return _("seen in {place}").format(place=row.seen_place)
    if view is View.MISSED:
        times = ngettext("{n} time", "{n} times in a row", row.times).format(n=row.times)
        return f"{_(STATUS_NAMES.get(row.status, row.status))} · {times}"
    return _(STATUS_NAMES.get(row.status, row.status))


def report_maker(desk: Desk, row: StocktakeRow) -> Callable[[], bytes]:
    """What makes the report as a PDF: what it comes to, classes and places, every list."""

    def make() -> bytes:
        from libdesk.documents.bound import Bound
        from libdesk.documents.tables import TableLeaves

        with closing(desk.beside()) as here:
            papers = [TableLeaves(paper) for paper in _tables(here, row, _figures(here, row))]
            return Bound(_("Report of a stocktake"), here.settings.school, papers, through=True).pdf()

    return make


def _figures(desk: Desk, row: StocktakeRow) -> Figures:
    if row.figures:
        import json

        return Figures.of_values(json.loads(row.figures))
    return lists.figures(desk.read(Op.FINISH_STOCKTAKE), row, desk.settings.lost_after)


def _tables(desk: Desk, row: StocktakeRow, figures: Figures) -> Iterator[TablePaper]:
    desk.require(Op.FINISH_STOCKTAKE)
    school, note = desk.settings.school, _note(desk, row)

    def paper(heading: str, columns: tuple[TableColumn, ...], *parts: TablePart, foot: str = "") -> TablePaper:
        return TablePaper(school, heading, note, columns, parts, foot)

    yield replace(
        paper(_("Report of a stocktake"), SUM_COLUMNS, *_sums(desk, row, figures)), at=now_here(desk),
        signed=(_("Counted by"), _("Checked by")),
    )  # fmt: skip
    yield paper(
        _("By class and place"), GROUP_COLUMNS,
        TablePart(_("by class"), tuple(map(_group, views.of_classes(figures.tally)))),
        TablePart(_("by place"), tuple(map(_group, views.of_places(desk, figures.tally)))),
    )  # fmt: skip
    for view in OPEN_LISTS if row.is_open else DONE_LISTS:
        shown = views.read(desk, row, view, limit=PRINTED)
        if shown.rows:
            yield paper(_(VIEW_NAMES[view]), LOOK_COLUMNS, *_by_place(shown.rows), foot=_foot(shown))
    odd = []
    for view in (*ODD_LISTS, View.STRAYS):
        shown = views.read(desk, row, view, limit=PRINTED)
        if shown.rows:
            lines = tuple(_odd(view, line) for line in shown.rows)
            odd.append(TablePart(f"{_(VIEW_NAMES[view])} ({shown.total:,})", lines))
    if odd:
        yield paper(_("What else was met"), COPY_COLUMNS, *odd)


def _odd(view: View, row: CountedCopy | StrayCode) -> tuple[str, ...]:
    return ("", "", row.code, "", "") if isinstance(row, StrayCode) else _copy(view, row)


def _sums(desk: Desk, row: StocktakeRow, figures: Figures) -> Iterator[TablePart]:
    """The agreement with the register, what is marked, what else was met, and who sat how long."""

    def part(heading: str, lines: Iterable[tuple[str, int]]) -> TablePart:
        return TablePart(heading, tuple((words_, f"{count:,}") for words_, count in lines))

    agreement = figures.agreement.lines(whole=row.part.is_whole)
    yield part(_("Held against the copy register"), [(_(what), count) for what, count in agreement])
    marks = [(_("become missing"), figures.to_missing), (_("become lost"), figures.to_lost)]
    yield part(_("What is marked"), marks)
    odds = [(_(what), count) for name, what in ODDS.items() if (count := getattr(figures.odds, name))]
    if odds:
        yield part(_("What else was met"), odds)
    sittings = queries.sittings(desk.library, row.id)
    if sittings:
        rows = _sittings(desk, sittings)
        yield TablePart(_("sittings"), tuple((f"{who} · {began} – {last}", seen) for who, began, last, seen in rows))


HEAD: Final = (
    N_("List"), N_("Call number"), N_("Title"), N_("Barcode"), N_("Accession no."), N_("Place"), N_("State"),
    N_("Seen in"), N_("When"), N_("Counted by"),
)  # fmt: skip


def save_table(desk: Desk, row: StocktakeRow, path: Path) -> None:
    """Everything that was met and missed as one table, which a spreadsheet filters by its first column."""
    from libdesk.exchange.export import write_table

    write_table(path, path.stem, [_(title) for title in HEAD], _lines(desk, row))


def _lines(desk: Desk, row: StocktakeRow) -> Iterator[Sequence[Any]]:
    zone = ZoneInfo(desk.settings.zone)
    for view in (*(OPEN_LISTS if row.is_open else DONE_LISTS), *ODD_LISTS, View.STRAYS):
        name = _(VIEW_NAMES[view])
        for line in views.read(desk, row, view, limit=1_000_000).rows:
            at = words.when(line.at, zone, desk.today) if line.at else ""
            if isinstance(line, StrayCode):
                yield (name, "", "", line.code, "", "", "", "", at, line.who)
            else:
                status = _(STATUS_NAMES.get(line.status, line.status))
                yield (
                    name, line.call_no, line.title, line.barcode, line.accession_no, line.place, status,
                    line.seen_place, at, line.who,
                )  # fmt: skip
