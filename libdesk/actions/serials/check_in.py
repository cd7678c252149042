"""What comes is checked in, one issue or many at once: pieces are counted, or get barcodes and become copies.

A copy that is an issue stands in no register: the bound volume will. Its issue is kept as a volume of the title, so
that the desk, lists and holds tell it from the others.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from libdesk.actions.cataloguing.new_copies import Labels
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.lending import MISSING
from libdesk.actions.repairs.cases import status_changed
from libdesk.actions.serials.errors import ArrivalKept, CopiesWrong, IssueGone, NothingAwaited
from libdesk.actions.serials.issues import IssueForm, find_issue, insert_in
from libdesk.actions.serials.subscriptions import MOST_COPIES, find_subscription, numbers_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import CheckedIn, IssueRow, PieceRow, SubscriptionRow
from libdesk.domain.serials.frequency import Unit
from libdesk.domain.serials.issues import next_awaited, with_number
from libdesk.domain.serials.names import IssueName
from libdesk.store.queries import titles as title_queries
from libdesk.store.queries.serials import issues as queries
from libdesk.store.queries.serials import subscriptions
from libdesk.store.tables import Barcode, Copy, Issue, Piece, Volume

MOST_TOLD: Final = 3


def check_in(
    desk: Desk, issue_ids: Sequence[int], *, copies: int | None = None, codes: Sequence[str] = (),
    next_of: Sequence[int] = (), typed: bool = False,
) -> CheckedIn:  # fmt: skip
    """These issues came. `copies`: so many of each; None: all that are awaited. `codes`: scanned labels, else the next.

    `next_of`: subscriptions of which the next issue came too. What was skipped came after all.
    Raises IssueGone, SubscriptionGone, NothingAwaited, CopiesWrong, BarcodeUnusable, LabelTaken, LabelTwice,
    LabelIsIsbn, LabelIsIssn.
    """
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        raise CopiesWrong(MOST_COPIES)
    with desk.action(Op.CHECK_IN, typed=typed) as act:
        rows = [find_issue(desk, issue_id) for issue_id in dict.fromkeys(issue_ids)]
        rows += [_next_of(act, desk, subscription_id) for subscription_id in next_of]
        if not rows:
            raise IssueGone()
        return _receive(act, desk, rows, copies, codes)


def check_in_next(
    desk: Desk, subscription_id: int, *, copies: int | None = None, codes: Sequence[str] = (), typed: bool = False
) -> CheckedIn:
    """The issue that is awaited next; of an irregular periodical one that is made now. Raises as `check_in`."""
    return check_in(desk, [], copies=copies, codes=codes, next_of=[subscription_id], typed=typed)


def meant_by(desk: Desk, issn: str, add_on: str) -> IssueRow | None:
    """The issue that a periodical's barcode means: by its add-on where that tells one, else the next that is awaited.

    None where nothing of this ISSN is subscribed to; an issue that is here already where the add-on names it.
    """
    titles = subscriptions.titles_of_issn(desk.library, issn)
    waiting = queries.awaited_of_titles(desk.library, titles)
    if add_on:
        running = queries.of_titles(desk.library, titles, desk.today)
        found = with_number(waiting, add_on) or with_number(running, add_on)
        if found is not None:
            return found
    likely = waiting[0].subscription.likely_days if waiting else 0
    return next_awaited(waiting, desk.today, likely)


def last_instead(desk: Desk, row: IssueRow, add_on: str = "") -> tuple[IssueRow, date] | None:
    """The issue before `row`, and the day it came, where what lies here is more likely that one once more.

    The barcode of most periodicals tells no number: the second copy of an issue, or the same one read again, would be
    taken for the next one. `row` is doubted while its day lies ahead and the last one came today, or far ahead.
    """
    if row.expected is None or row.expected <= desk.today or (add_on and with_number([row], add_on) is not None):
        return None
    before = [one for one in queries.of_subscription(desk.library, row.subscription.id) if one.seq < row.seq]
    last = next((one for one in reversed(before) if one.here), None)
    if last is None:
        return None
    came = max(piece.arrived for piece in queries.pieces(desk.library, last.id))
    far = (row.expected - desk.today).days > row.subscription.likely_days
    return (last, came) if far or came == desk.today else None


def take_back(desk: Desk, piece_ids: Sequence[int]) -> int:
    """These did not come after all; gives the journal entry. Raises ArrivalKept, IssueGone."""
    with desk.action(Op.CHECK_IN) as act:
        pieces = _pieces(desk, piece_ids)
        for row, piece in pieces:
            if piece.bound:
                raise ArrivalKept(row.name.text, "bound")
            act.remove(Piece, piece.id)
            if piece.copy_id is not None:
                _remove_copy(act, desk, row, piece.copy_id)
        act.note(title=pieces[0][0].subscription.title_id, pieces=len(pieces), back=1)
    return act.journal_id


def set_piece(desk: Desk, piece_ids: Sequence[int], state: str) -> int:
    """`lost`: cannot be found; `gone`: damaged and thrown away; `here` again. Gives the journal entry.

    Raises ArrivalKept, IssueGone.
    """
    assert state in ("here", "lost", "gone")
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        pieces = _pieces(desk, piece_ids)
        for row, piece in pieces:
            if piece.bound:
                raise ArrivalKept(row.name.text, "bound")
            if piece.copy_id is not None:
                _set_copy(act, desk, row, piece, state)
            act.change(Piece, piece.id, state=state)
        act.note(title=pieces[0][0].subscription.title_id, pieces=len(pieces), state=state)
    return act.journal_id


def _set_copy(act: Action, desk: Desk, row: IssueRow, piece: PieceRow, state: str) -> None:
    """What is lost stands on no trolley any more, and its case of repair waits until it is there again."""
    assert piece.copy_id is not None
    if piece.status in ("loan", "in_house", "hold"):
        raise ArrivalKept(row.name.text, "on_loan")
    status = {"lost": "missing", "gone": "lost", "here": "shelf"}[state]
    if state == "here" and piece.status not in MISSING:
        return
    if piece.status != status:
        act.change(Copy, piece.copy_id, status=status, trolley=None)
        status_changed(act, desk, piece.copy_id, piece.status, status)


def _receive(act: Action, desk: Desk, rows: Sequence[IssueRow], copies: int | None, codes: Sequence[str]) -> CheckedIn:
    labels = Labels(act, desk)
    given: list[str] = []
    waiting = [row for row in rows if copies or _to_come(row)]
    if not waiting:
        raise NothingAwaited("" if len(rows) > 1 else rows[0].subscription.title)
    count, scanned = 0, list(codes)
    for row in waiting:
        if row.skipped:
            act.change(Issue, row.id, skipped=0)
        for _nth in range(copies or _to_come(row)):
            copy_id = None
            if row.subscription.with_codes:
                copy_id, code = _make_copy(act, desk, row, labels.take(scanned.pop(0) if scanned else ""))
                given.append(code)
            act.add(Piece, issue_id=row.id, arrived_day=desk.today.isoformat(), copy_id=copy_id)
            count += 1
    last = waiting[-1]
    act.note(title=last.subscription.title_id, copies=count)
    if len(waiting) == 1:
        act.note(issue=last.id)
    left = max(0, _to_come(last) - (copies or _to_come(last)))
    return CheckedIn(
        act.journal_id, last.subscription.title, last.name, count, left, tuple(given), _late_before(desk, last),
        len(waiting),
    )  # fmt: skip


def _next_of(act: Action, desk: Desk, subscription_id: int) -> IssueRow:
    owner = find_subscription(desk, subscription_id)
    mine = [
        row for row in queries.awaited_of_titles(desk.library, [owner.title_id])
        if row.subscription.id == subscription_id
    ]  # fmt: skip
    return next_awaited(mine, desk.today, owner.likely_days) or _made_now(act, desk, owner)


def _to_come(row: IssueRow) -> int:
    return row.counts.awaited


def _late_before(desk: Desk, row: IssueRow) -> tuple[IssueName, ...]:
    """Issues before this one that should have come first."""
    rows = queries.of_subscription(desk.library, row.subscription.id)
    late = [one.name for one in rows if one.seq < row.seq and one.awaited and one.is_late(desk.today)]
    return tuple(late[-MOST_TOLD:])


def _made_now(act: Action, desk: Desk, owner: SubscriptionRow) -> IssueRow:
    """The next issue of what appears without a rule. Raises NothingAwaited where a rule foretold all."""
    if owner.frequency.unit is not Unit.IRREGULAR:
        raise NothingAwaited(owner.title)
    last = queries.last_of(desk.library, owner)
    numbers = owner.numbering.after(numbers_of(last)) if last is not None else next(owner.numbering.run([owner.year]))
    form = IssueForm(
        str(numbers.number), str(numbers.volume or ""), str(numbers.total or ""), _within(owner, desk.today)
    )
    return find_issue(desk, insert_in(act, desk, owner.id, form))


def _within(owner: SubscriptionRow, day: date) -> date:
    return min(max(day, owner.first), owner.last)


def _make_copy(act: Action, desk: Desk, row: IssueRow, label: tuple[str, str]) -> tuple[int, str]:
    owner = row.subscription
    title = act.connection.execute("SELECT call_no, price_fen FROM title WHERE id = ?", (owner.title_id,)).fetchone()
    copy_id = act.add(
        Copy, title_id=owner.title_id, volume_id=_volume(act, row), item_kind=owner.kind, place_id=owner.place_id,
        call_no=title[0], price_fen=owner.issue_fen if owner.issue_fen is not None else title[1],
        entered=desk.today.isoformat(), issue_id=row.id,
    )  # fmt: skip
    act.add(Barcode, code_key=label[0], printed=label[1], copy_id=copy_id, since=act.at)
    return copy_id, label[1]


def _volume(act: Action, row: IssueRow) -> int:
    """The volume that stands for an issue, made with its first copy; found again in whatever language it was named."""
    title_id = row.subscription.title_id
    found = (
        act.connection.execute(
            "SELECT volume_id FROM copy WHERE issue_id = ? AND volume_id IS NOT NULL LIMIT 1", (row.id,)
        ).fetchone()
        or act.connection.execute(
            "SELECT id FROM volume WHERE title_id = ? AND label = ?", (title_id, row.name.label)
        ).fetchone()
    )
    if found is not None:
        return int(found[0])
    ordinal = row.name.year * 100_000 + row.seq
    return act.add(Volume, title_id=title_id, label=row.name.label, ordinal=ordinal)


def _pieces(desk: Desk, piece_ids: Sequence[int]) -> list[tuple[IssueRow, PieceRow]]:
    """Raises IssueGone."""
    found = []
    for issue_id in queries.issues_of_pieces(desk.library, piece_ids):
        row = find_issue(desk, issue_id)
        found += [(row, piece) for piece in queries.pieces(desk.library, issue_id) if piece.id in set(piece_ids)]
    if len(found) != len(set(piece_ids)) or not found:
        raise IssueGone()
    return found


def _remove_copy(act: Action, desk: Desk, row: IssueRow, copy_id: int) -> None:
    lent, named, _checked_in = title_queries.named_elsewhere(desk.library, copy_id)
    if lent or named:
        raise ArrivalKept(row.name.text, "lent")
    for (barcode_id,) in act.connection.execute("SELECT id FROM barcode WHERE copy_id = ?", (copy_id,)).fetchall():
        act.remove(Barcode, barcode_id)
    (volume_id,) = act.connection.execute("SELECT volume_id FROM copy WHERE id = ?", (copy_id,)).fetchone()
    act.remove(Copy, copy_id)
    used = act.connection.execute(
        "SELECT 1 FROM copy WHERE volume_id = :id UNION ALL SELECT 1 FROM hold WHERE volume_id = :id LIMIT 1",
        {"id": volume_id},
    ).fetchone()
    if volume_id is not None and used is None:
        act.remove(Volume, volume_id)
