"""A new box for a class corner: its title and its one copy with a label, in one step."""

from libdesk.actions.aids.errors import BoxNameMissing, BoxNameTaken
from libdesk.actions.cataloguing.adding import new_title
from libdesk.actions.cataloguing.new_copies import put_copies
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import CopyMade, NewCopy
from libdesk.domain.titles import TitleFields
from libdesk.store.queries.aids import boxes as queries

LONGEST_NAME = 60


def new_box(desk: Desk, name: str, *, barcode: str = "", place_id: int | None = None) -> CopyMade:
    """Make a box; without a `barcode` it gets the next free number, to be printed as a label.

    Raises BoxNameMissing, BoxNameTaken, BarcodeUnusable, LabelTaken, LabelIsIsbn, LabelIsIssn.
    """
    plain = " ".join(name.split())[:LONGEST_NAME]
    with desk.action(Op.EDIT_BOXES) as act:
        if not plain:
            raise BoxNameMissing()
        if any(one.name.casefold() == plain.casefold() for one in queries.boxes(desk.library)):
            raise BoxNameTaken(plain)
        copy = NewCopy(barcode.strip(), place_id=place_id, waiting=0)  # a box is neither stamped nor shelved
        title_id = new_title(act, desk, TitleFields(plain, kind=queries.BOX), [copy])
        made = put_copies(act, desk, title_id=title_id, copies=[copy], batch_id=None)[0]
        act.note(copy=made.id, title=title_id, new=1)
    return made
