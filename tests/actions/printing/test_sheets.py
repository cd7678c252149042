"""Sheets of the school's own: kept when they fit, each with a name of its own, changed and brought back."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.printing.sheets import (
    SheetGone,
    SheetNameMissing,
    SheetNameTaken,
    add_sheet,
    edit_sheet,
    free_name,
    remove_sheet,
)
from libdesk.actions.undo import undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.sheets import LABEL_SHEETS, Sheet, SheetWrong
from libdesk.i18n import _
from libdesk.store.queries.sheets import own_sheets

OWN = Sheet("spines of our library", 210, 297, 40, 25, 4, 10, 10, 12, 5, 2.5)


def test_a_sheet_is_kept_with_all_its_figures(desk: Desk) -> None:
    sheet_id = add_sheet(desk, OWN)
    assert own_sheets(desk.library) == {sheet_id: OWN}


def test_a_sheet_that_does_not_fit_is_refused(desk: Desk) -> None:
    with pytest.raises(SheetWrong):
        add_sheet(desk, Sheet("wide", 210, 297, 60, 25, 4, 10))
    assert own_sheets(desk.library) == {}


def test_each_has_a_name_of_its_own_whatever_the_case(desk: Desk) -> None:
    add_sheet(desk, OWN)
    ready = _(LABEL_SHEETS["l7160"].name)
    for name in (OWN.name, f"  {OWN.name.upper()} ", ready):
        with pytest.raises(SheetNameTaken):
            add_sheet(desk, named(name))
    with pytest.raises(SheetNameMissing):
        add_sheet(desk, named("   "))
    assert free_name(desk, OWN.name) == f"{OWN.name} 2"
    assert free_name(desk, "new") == "new"
    add_sheet(desk, named(free_name(desk, ready)))


def test_a_change_is_taken_back(desk: Desk) -> None:
    sheet_id = add_sheet(desk, OWN)
    wider = Sheet(OWN.name, 210, 297, 42, 25, 4, 10, 10, 12, 5, 2.5)
    entry = edit_sheet(desk, sheet_id, wider)
    assert own_sheets(desk.library) == {sheet_id: wider}
    assert edit_sheet(desk, sheet_id, wider) == 0
    undo(desk, entry)
    assert own_sheets(desk.library) == {sheet_id: OWN}


def test_a_removed_sheet_comes_back_under_its_number(desk: Desk) -> None:
    sheet_id = add_sheet(desk, OWN)
    entry = remove_sheet(desk, sheet_id)
    assert own_sheets(desk.library) == {}
    for act in (lambda: remove_sheet(desk, sheet_id), lambda: edit_sheet(desk, sheet_id, OWN)):
        with pytest.raises(SheetGone):
            act()
    undo(desk, entry)
    assert own_sheets(desk.library) == {sheet_id: OWN}


def test_a_helper_changes_no_sheet(desk: Desk) -> None:
    sheet_id = add_sheet(desk, OWN)
    desk.actor = desk.actor._replace(role=Role.HELPER)
    for act in (lambda: add_sheet(desk, named("x")), lambda: remove_sheet(desk, sheet_id)):
        with pytest.raises(NotAllowed):
            act()


def named(name: str) -> Sheet:
    return Sheet(name, *(getattr(OWN, field) for field in list(Sheet.__dataclass_fields__)[1:]))
