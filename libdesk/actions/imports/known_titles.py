"""What a list or a file does to the fields of a title that the library has: fill, replace or leave."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

from libdesk.actions.cataloguing.numbers import leave_number
from libdesk.actions.cataloguing.titles import find_title, follow
from libdesk.actions.desk import Desk
from libdesk.actions.imports.title_rows import FIELDS
from libdesk.actions.journal import Action
from libdesk.domain.drafts import BookDraft
from libdesk.i18n import N_
from libdesk.store.tables import Title


class Fields(StrEnum):
    """What happens to the fields of a title that the library has."""

    FILL = "fill"
    REPLACE = "replace"
    LEAVE = "leave"


FIELDS_LABELS: Final[dict[Fields, str]] = {
    Fields.FILL: N_("fill in what is empty"),
    Fields.REPLACE: N_("replace by what the file says"),
    Fields.LEAVE: N_("leave as they are"),
}


def changed_by(draft: BookDraft, now: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """The columns that a draft changes in a title that has these; what the draft does not say is left."""
    if fields is Fields.LEAVE:
        return {}
    over = fields is Fields.REPLACE
    found = {}
    for name in FIELDS:
        value = getattr(draft, name)
        if value not in (None, "") and value != now[name] and (over or now[name] in (None, "")):
            found[name] = value
    return found


def change_title(act: Action, desk: Desk, title_id: int, values: Mapping[str, Any]) -> None:
    """Change these columns of a title; where it has another call number from now on, its copies follow."""
    before = find_title(desk, title_id).fields if "call_no" in values else None
    if before is None or not before.call_no:
        act.change(Title, title_id, **values)
        return
    leave_number(act, title_id)
    act.change(Title, title_id, **values)
    follow(act, desk, title_id, before, replace(before, call_no=values["call_no"]))
