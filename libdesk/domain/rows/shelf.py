"""Rows that the desk lists: what a reader has out, copies to choose from, readers to pick."""

from datetime import date
from typing import NamedTuple

from libdesk.domain.value import Value


class CopyChoice(Value):
    """One copy of a title, to be chosen when only its ISBN or title is known. `due`: ISO day when it is on loan."""

    copy_id: int
    title: str
    volume: str | None
    status: str
    call_no: str | None
    due: str | None
    barcode: str

    @property
    def name(self) -> str:
        return f"{self.title}({self.volume})" if self.volume else self.title


class LoanOut(Value):
    """A copy that a reader has, as the reader's panel shows it. `late`: days overdue, 0 when not."""

    loan_id: int
    copy_id: int
    title: str
    barcode: str
    lent_day: date
    due: date
    late: int
    renewals: int
    in_house: bool
    claimed: bool


class ReaderChoice(Value):
    """A reader to pick from under the scan box."""

    reader_id: int
    name: str
    kind: str
    stage: str | None
    entry_year: int | None
    class_no: int | None
    department: str | None


class DayCounts(NamedTuple):
    """What went over the desk today."""

    lent: int
    returned: int
