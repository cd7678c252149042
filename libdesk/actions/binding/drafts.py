"""Binding lists as other gestures find them: made anew, there, still to be changed."""

from libdesk.actions.binding.errors import BindingGone, BindingSent
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.rows.bindings import BindingRow
from libdesk.domain.show import show_day
from libdesk.i18n import _
from libdesk.store.queries import bindings as queries
from libdesk.store.tables import Binding


def new_list(act: Action, desk: Desk, name: str = "", *, note: str = "") -> int:
    """An empty list; without a name it is named after the day."""
    name = " ".join(name.split()) or _("Binding of {day}").format(day=show_day(desk.today, weekday=False, year=True))
    return act.add(Binding, name=name, made_day=desk.today.isoformat(), note=note.strip() or None)


def find_list(desk: Desk, binding_id: int) -> BindingRow:
    """Raises BindingGone."""
    row = queries.binding(desk.library, binding_id)
    if row is None:
        raise BindingGone()
    return row


def draft(desk: Desk, binding_id: int) -> BindingRow:
    """A list that can be changed. Raises BindingGone, BindingSent."""
    row = find_list(desk, binding_id)
    if not row.is_draft:
        raise BindingSent(row.name)
    return row
