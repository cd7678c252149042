"""The school's sign on its cards: a picture kept under its hash, as the photos of readers are."""

from libdesk.actions.desk import Desk
from libdesk.actions.setting_rows import write_setting
from libdesk.domain.ops import Op
from libdesk.domain.settings import written


def set_logo(desk: Desk, logo: bytes | None) -> int:
    """Keep this sign (JPEG, as exchange.logos makes it), None takes it away; gives the journal entry."""
    with desk.action(Op.EDIT_SETTINGS) as act:
        write_setting(act, "logo", written(act.keep_blob(logo) if logo else ""))
        act.note(keys=["logo"])
    return act.journal_id
