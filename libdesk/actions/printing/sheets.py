"""Sheets of labels of the school's own are kept, changed and removed; each has a name of its own."""

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.sheets import READY, Sheet
from libdesk.i18n import _
from libdesk.store import tables
from libdesk.store.queries.sheets import own_sheets

LONGEST_NAME = 60


class SheetNameMissing(DeskError):
    def text(self) -> str:
        return _("The sheet needs a name by which it is found.")


class SheetNameTaken(DeskError):
    """Another sheet is called so."""

    name: str

    def text(self) -> str:
        return _("There is a sheet called {name} already. Choose another name.").format(name=self.name)


class SheetGone(DeskError):
    def text(self) -> str:
        return _("This sheet is no longer in the library.")


def add_sheet(desk: Desk, sheet: Sheet) -> int:
    """Keep a sheet; gives its id. Raises SheetWrong, SheetNameMissing, SheetNameTaken."""
    sheet.check()
    with desk.action(Op.EDIT_SHEETS) as act:
        sheet_id = act.add(tables.Sheet, **_columns(desk, sheet))
        act.note(sheet=sheet_id)
    return sheet_id


def edit_sheet(desk: Desk, sheet_id: int, sheet: Sheet) -> int:
    """Change a sheet; gives the journal entry, 0 where nothing differs. Raises as add_sheet, SheetGone."""
    desk.require(Op.EDIT_SHEETS)
    sheet.check()
    if _now(desk, sheet_id) == sheet:
        return 0
    with desk.action(Op.EDIT_SHEETS) as act:
        act.change(tables.Sheet, sheet_id, **_columns(desk, sheet, besides=sheet_id))
        act.note(sheet=sheet_id)
    return act.journal_id


def remove_sheet(desk: Desk, sheet_id: int) -> int:
    """Remove a sheet; gives the journal entry. Raises SheetGone."""
    desk.require(Op.EDIT_SHEETS)
    _now(desk, sheet_id)
    with desk.action(Op.EDIT_SHEETS) as act:
        act.remove(tables.Sheet, sheet_id)
        act.note(sheet=sheet_id)
    return act.journal_id


def free_name(desk: Desk, name: str) -> str:
    """The name, or the first of "name 2", "name 3" … that no sheet has."""
    taken = _taken(desk)
    tries = (name, *(f"{name[: LONGEST_NAME - 5]} {number}" for number in range(2, 1000)))
    return next(it for it in tries if it.casefold() not in taken)


def _now(desk: Desk, sheet_id: int) -> Sheet:
    found = own_sheets(desk.library).get(sheet_id)
    if found is None:
        raise SheetGone()
    return found


def _taken(desk: Desk, besides: int | None = None) -> set[str]:
    own = {it.name.casefold() for key, it in own_sheets(desk.library).items() if key != besides}
    return own | {_(it.name).casefold() for it in READY.values()}


def _columns(desk: Desk, sheet: Sheet, besides: int | None = None) -> dict[str, object]:
    name = " ".join(sheet.name.split())[:LONGEST_NAME]
    if not name:
        raise SheetNameMissing()
    if name.casefold() in _taken(desk, besides):
        raise SheetNameTaken(name)
    return {
        "name": name,
        "page_width": sheet.page_width,
        "page_height": sheet.page_height,
        "label_width": sheet.label_width,
        "label_height": sheet.label_height,
        "columns": sheet.columns,
        "rows": sheet.rows,
        "margin_left": sheet.left,
        "margin_top": sheet.top,
        "gap_x": sheet.gap_x,
        "gap_y": sheet.gap_y,
    }
