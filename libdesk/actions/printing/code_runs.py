"""Labels to stick on first and register later: the next numbers of the library are kept, and given to nothing else."""

from libdesk.actions.cataloguing.new_copies import last_number
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.barcodes import Numbering
from libdesk.domain.code_runs import MOST, CodeRun, CountWrong, KeptCodes, RunGone, RunUsed
from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.store.queries import code_runs as queries
from libdesk.store.tables import BarcodeRun


class CodesKept(Value):
    journal_id: int
    run: CodeRun


def keep_codes(desk: Desk, count: int, *, note: str = "") -> CodesKept:
    """Keep the next `count` numbers of the school's numbering that nobody has and no run has kept.

    Raises CountWrong, BadNumbering.
    """
    desk.require(Op.KEEP_CODES)
    if not 1 <= count <= MOST:
        raise CountWrong()
    with desk.action(Op.KEEP_CODES) as act:
        numbering = Numbering(desk.settings.barcode_prefix, desk.settings.barcode_width)
        first = _free(desk, act, numbering, count)
        words = " ".join(note.split()) or None
        run_id = act.add(
            BarcodeRun, day=desk.today.isoformat(), prefix=numbering.prefix, width=numbering.width, first_no=first,
            last_no=first + count - 1, note=words,
        )  # fmt: skip
        act.note(run=run_id, count=count)
    return CodesKept(
        act.journal_id,
        CodeRun(run_id, desk.today, numbering.prefix, numbering.width, first, first + count - 1, words or ""),
    )


def release_codes(desk: Desk, run_id: int) -> int:
    """The numbers of a run of which no label was used may be given again; gives the journal entry.

    Raises RunGone, RunUsed.
    """
    desk.require(Op.KEEP_CODES)
    with desk.action(Op.KEEP_CODES) as act:
        run = queries.run(desk.library, run_id)
        if run is None:
            raise RunGone()
        if run.used:
            raise RunUsed(run.used)
        act.remove(BarcodeRun, run_id)
        act.note(run=run_id, count=run.count)
    return act.journal_id


def _free(desk: Desk, act: Action, numbering: Numbering, count: int) -> int:
    """The first of so many numbers in a row that are free, behind the last that was given or kept."""
    kept: KeptCodes = queries.kept_codes(desk.library)
    first = max(last_number(act, numbering), kept.last(numbering)) + 1
    while True:
        codes = [numbering.code(number) for number in range(first, first + count)]
        taken = queries.borne(desk.library, codes) | {code for code in codes if kept.holds(code)}
        last = max((place for place, code in enumerate(codes) if code in taken), default=None)
        if last is None:
            return first
        first += last + 1
