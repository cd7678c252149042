"""The last things that were done, for comparing the books on the desk after an unclean end."""

from libdesk.domain.ops import Op
from libdesk.domain.value import Value


class LastLine(Value):
    """One line of the journal. `at` in UTC milliseconds; title, reader and class are empty where there is none."""

    at: int
    op: Op
    title: str = ""
    reader: str = ""
    stage: str | None = None
    entry_year: int | None = None
    class_no: int | None = None
    undone: Op | None = None  # what an undo took back
