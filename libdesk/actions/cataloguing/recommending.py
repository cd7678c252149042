"""Books that the librarian recommends: for some grades, for a topic, for a time, with a sentence of why."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.interests import Interest
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import showcase as queries
from libdesk.store.tables import Recommendation


class GradesReversed(DeskError):
    def text(self) -> str:
        return _("The first grade is higher than the last one. Look at the two again.")


class EndsBeforeToday(DeskError):
    def text(self) -> str:
        return _("The last day of the recommendation is over already. Choose a later one.")


def recommend(
    desk: Desk, title_ids: Sequence[int], *, grade_from: int | None = None, grade_to: int | None = None,
    interest: Interest | None = None, note: str = "", until: date | None = None,
) -> int:  # fmt: skip
    """Recommend titles from today on; what was said of them before ends. Gives the journal entry.

    Raises GradesReversed, EndsBeforeToday.
    """
    if grade_from is not None and grade_to is not None and grade_from > grade_to:
        raise GradesReversed()
    if until is not None and until < desk.today:
        raise EndsBeforeToday()
    with desk.action(Op.RECOMMEND) as act:
        for old in queries.recommendations(desk.library, title_ids):
            act.remove(Recommendation, old.id)
        for title_id in title_ids:
            act.add(
                Recommendation, title_id=title_id, grade_from=grade_from, grade_to=grade_to,
                interest=interest.value if interest else None, note=" ".join(note.split()) or None,
                from_day=desk.today.isoformat(), to_day=until.isoformat() if until else None,
            )  # fmt: skip
        act.note(titles=len(title_ids), **({"title": title_ids[0]} if len(title_ids) == 1 else {}))
    return act.journal_id


def stop_recommending(desk: Desk, title_ids: Sequence[int]) -> int:
    """These titles are recommended no more; gives the journal entry."""
    with desk.action(Op.RECOMMEND) as act:
        for old in queries.recommendations(desk.library, title_ids):
            act.remove(Recommendation, old.id)
        act.note(titles=len(title_ids), ended=True, **({"title": title_ids[0]} if len(title_ids) == 1 else {}))
    return act.journal_id
