"""What came out of the printer is marked in one step, so that only new or changed cards and labels need printing."""

from collections.abc import Mapping

from libdesk.actions.desk import Desk
from libdesk.domain.faces import PrintKind
from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.store.tables import Printed, PrintRun


class PrintMarked(Value):
    journal_id: int
    run_id: int
    count: int


def mark_printed(desk: Desk, kind: PrintKind, faces: Mapping[int, str]) -> PrintMarked:
    """Mark these readers' cards or copies' labels as printed; `faces`: what each showed, by the id of its owner.

    Called once all of them came out: a printing that was stopped marks nothing.
    """
    with desk.action(Op.MARK_PRINTED) as act:
        run_id = act.add(PrintRun, day=desk.today.isoformat(), kind=kind, count=len(faces))
        owner = "reader_id" if kind is PrintKind.CARD else "copy_id"
        act.add_many(Printed, ("run_id", owner, "face"), [(run_id, id_, face) for id_, face in faces.items()])
        act.note(kind=kind, count=len(faces))
    return PrintMarked(act.journal_id, run_id, len(faces))
