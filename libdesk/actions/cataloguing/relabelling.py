"""A copy on the shelf whose call number changes still bears the old one on its back: it waits for a new label."""

from typing import Any

from libdesk.actions.journal import Action
from libdesk.domain.arrivals import Step
from libdesk.store.tables import Copy

LABELS = "labels"
"""The count of such copies in the journal entry."""


def change_copy_in(act: Action, copy_id: int, **values: Any) -> None:
    """Change a copy, as act.change does; one that had another call number is queued for its label."""
    before, status, waiting = act.connection.execute(
        "SELECT call_no, status, waiting FROM copy WHERE id = ?", (copy_id,)
    ).fetchone()
    after = values.get("call_no", before)
    if before and after and before != after and values.get("status", status) == "shelf" and not waiting & Step.LABEL:
        values["waiting"] = waiting | Step.LABEL
        act.count(LABELS)
    act.change(Copy, copy_id, **values)
