"""What the practice page shows: who practises, and what was practised before."""

from datetime import date

from libdesk.domain.value import Value


class Practising(Value):
    """Somebody whose training record can be written."""

    reader_id: int
    name: str


class DrillLine(Value):
    """One drill of the training record; `slips` are codes of `domain/drills.py`, apart by commas."""

    code: str
    day: date
    passed: bool
    seconds: int
    slips: str = ""
