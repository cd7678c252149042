"""Book numbers (种次号, 著者号) are given inside the action that writes the title: a cancelled form burns none."""

from libdesk.actions.journal import Action
from libdesk.domain.settings import LibrarySettings

_AFTER = "\U0010ffff"


def give_call_no(
    act: Action, settings: LibrarySettings, *, class_no: str, author: str = "", title: str = "", shelving: str = "",
    title_id: int | None = None,
) -> str:  # fmt: skip
    """The call number of a title by the school's rule: class number / book number; "" without a class number.

    `title_id`: a title that has a number in this class already keeps it.
    """
    if not class_no:
        return ""
    stem = f"{class_no}/"
    rows = act.connection.execute(
        "SELECT id, call_no FROM title WHERE call_no >= ? AND call_no < ? AND shelving = ?",
        (stem, stem + _AFTER, shelving),
    ).fetchall()
    own = next((call_no for row_id, call_no in rows if row_id == title_id), None)
    if own is not None:
        return str(own)
    taken = [int(digits) for _id, call_no in rows if (digits := call_no[len(stem) :]).isdecimal()]
    return f"{stem}{max(taken, default=0) + 1}"
