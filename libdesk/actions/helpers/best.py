"""The best student librarians of a term: the librarian decides, and writes down why."""

from collections.abc import Mapping

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.queries import helpers as queries
from libdesk.store.tables import BestHelper

LONGEST = 300


def choose_best(desk: Desk, term_id: int, chosen: Mapping[int, str]) -> int:
    """These readers, with the reasons of each, and nobody else; gives the journal entry, 0 where it stood like that."""
    now = {row.person.reader_id: row for row in queries.best_of(desk.read(Op.CHOOSE_BEST), term_id)}
    wanted = {reader_id: why.strip()[:LONGEST] for reader_id, why in chosen.items()}
    if wanted == {reader_id: row.why for reader_id, row in now.items()}:
        return 0
    with desk.action(Op.CHOOSE_BEST) as act:
        for reader_id, row in now.items():
            if reader_id not in wanted:
                act.remove(BestHelper, row.id)
            elif wanted[reader_id] != row.why:
                act.change(BestHelper, row.id, why=wanted[reader_id] or None)
        for reader_id, why in wanted.items():
            if reader_id not in now:
                act.add(BestHelper, term_id=term_id, reader_id=reader_id, why=why or None, day=desk.today.isoformat())
        act.note(term=term_id, readers=len(wanted))
    return act.journal_id
