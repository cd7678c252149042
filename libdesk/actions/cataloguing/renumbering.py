"""Call numbers for titles that have none, or anew by the rule as it is now; their copies follow with their marks."""

import sqlite3
from collections.abc import Sequence

from libdesk.actions.cataloguing.numbers import Numbers, own_number, spend
from libdesk.actions.cataloguing.relabelling import change_copy_in
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.callnumbers import book_part
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.numbering import NumberChange, NumbersPlan, NumbersReceipt
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.volume_marks import followed
from libdesk.i18n import _, ngettext
from libdesk.store.queries import call_numbers as queries
from libdesk.store.tables import Title


class NothingToNumber(DeskError):
    """Every title has its number, or lacks a class number to begin with."""

    classless: int = 0

    def text(self) -> str:
        if not self.classless:
            return _("Every one of these titles has its call number already.")
        words = ngettext(
            "{n} title has no class number yet. Give it one first.",
            "{n} titles have no class number yet. Give them one first.",
            self.classless,
        )
        return words.format(n=self.classless)


def plan_numbers(desk: Desk, title_ids: Sequence[int], *, anew: bool = False) -> NumbersPlan:
    """What `give_numbers` would do now; nothing is written or taken."""
    return _plan(desk.read(Op.GIVE_NUMBERS).connection, desk.settings, title_ids, anew)


def give_numbers(
    desk: Desk, title_ids: Sequence[int], *, anew: bool = False, progress: Progress | None = None
) -> NumbersReceipt:
    """Number these titles, in their order, in one step that can be undone.

    `anew`: those that have a number get a new one too, as after a change of the rule.
    Raises NothingToNumber, Cancelled.
    """
    with desk.action(Op.GIVE_NUMBERS) as act:
        plan = _plan(act.connection, desk.settings, title_ids, anew)
        if not plan.changes:
            raise NothingToNumber(plan.classless)
        groups = {row[0]: row[5] for row in queries.numbered(act.connection, [each.title_id for each in plan.changes])}
        given = {(groups[each.title_id], each.new) for each in plan.changes}
        copies = 0
        for done, each in enumerate(plan.changes):
            if progress is not None:
                progress.step(done, len(plan.changes))
            group = groups[each.title_id]
            if book_part(each.old) and (group, each.old) not in given:
                spend(act, each.old, group)
            act.change(Title, each.title_id, call_no=each.new)
            copies += _copies_follow(act, each)
        act.note(given=len(plan.changes), kept=plan.kept, copies=copies)
    return NumbersReceipt(act.journal_id, len(plan.changes), plan.kept, plan.classless, copies)


def _plan(
    connection: sqlite3.Connection, settings: LibrarySettings, title_ids: Sequence[int], anew: bool
) -> NumbersPlan:  # fmt: skip
    rows = queries.numbered(connection, title_ids)
    numbers = Numbers(connection, settings, without=[row[0] for row in rows] if anew else ())
    changes: list[NumberChange] = []
    kept = classless = 0
    for title_id, title, author, class_no, call_no, shelving, edition in rows:
        if not class_no:
            classless += 1
            continue
        own = "" if anew else own_number(connection, title_id, class_no, shelving)
        new = own or numbers.give(class_no, author=author or "", title=title, shelving=shelving, edition=edition or "")
        if new == call_no:
            kept += 1
        else:
            changes.append(NumberChange(title_id, title, call_no or "", new))
    return NumbersPlan(tuple(changes), kept, classless)


def _copies_follow(act: Action, change: NumberChange) -> int:
    """Copies that bore the title's number, or none, bear the new one; a number of their own they keep."""
    count = 0
    for copy_id, call_no, volume in queries.copies_of(act.connection, change.title_id):
        new = followed(call_no, change.old, change.new, volume)
        if new != call_no:
            change_copy_in(act, copy_id, call_no=new)
            count += 1
    return count
