"""Every other place knows what is bound: it counts nowhere twice, and says in which volume it is."""

import pytest

from libdesk.actions.cataloguing.copies import edit_copies, move_copies, remove_copies
from libdesk.actions.cataloguing.errors import NothingDone
from libdesk.actions.cataloguing.merging import merge_titles
from libdesk.actions.desk import Desk
from libdesk.actions.errors import IsBound
from libdesk.actions.returning import give_back, mark_lost, report_damage
from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.domain.catalogue_search import State, Wanted
from libdesk.domain.ops import Op
from libdesk.domain.reasons import AtBindery, CopyBound
from libdesk.domain.rows.exports import Selection
from libdesk.store.queries import catalogue, exports, holds, registers
from libdesk.store.queries.books import copies_of
from libdesk.store.tables import Subscription, Title
from tests.builders import add_book, add_reader, as_librarian, count, refusal, status
from tests.serials_made import add_serial, bind, only_line


def test_members_count_nowhere_twice(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    before = registers.living(desk.library)
    assert (before.titles, before.copies) == (0, 0)  # issues are no lines of the registers, nor their title
    bind(desk, made)
    after = registers.living(desk.library)
    assert (after.copies, after.fen) == (1, 6000)
    assert [line.sums.copies for line in registers.summary_lines(desk.library)] == [1]
    assert len(registers.copy_ids(desk.library, desk.today.year)) == 1
    (found,) = catalogue.suggest(desk.library, "少年科学", limit=5).rows
    assert found.copies == 1
    drafts = [len(book.copies) for books in exports.books(desk.library, Selection(withdrawn=True), records=False)
              for book in books]  # fmt: skip
    assert drafts == [1]
    states = {copy.state(desk.today) for copy in copies_of(desk.library, made.title_id) if copy.id in made.copy_ids}
    assert states == {"已装订入 2025.1-12"}


def test_a_bound_issue_is_not_told_as_withdrawn(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    bind(desk, made)
    assert holds.coming_for(desk.library, made.title_id, None).withdrawn == 0
    assert catalogue.count(desk.library, Wanted(state=State.WITHDRAWN)) == 0


def test_a_bound_issue_says_at_the_desk_in_which_volume_it_is(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    reader = add_reader(desk, "李小雨")
    line = only_line(desk, bind(desk, made, barcode="B0001"))
    (reason,) = refusal(desk, made.copy_ids[0], reader.id)
    assert reason == CopyBound("少年科学(2025.1-12)，B0001")
    with pytest.raises(IsBound):
        mark_lost(desk, copy_id=made.copy_ids[0])
    with pytest.raises(IsBound):
        report_damage(desk, copy_id=made.copy_ids[0], degree="slight")
    with pytest.raises(IsBound) as told:
        add_to_withdrawal(desk, None, [made.copy_ids[0]], "damaged")
    assert "B0001" in told.value.text()
    give_back(desk, copy_id=made.copy_ids[0])
    assert status(desk, made.copy_ids[0]) == "withdrawn"
    assert refusal(desk, line.copy_id, reader.id) == (AtBindery(),)


def test_copies_that_are_bound_or_a_volume_are_not_removed_moved_or_edited_elsewhere(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    line = only_line(desk, bind(desk, made))
    other = add_book(desk, "别的刊物")
    for act in (
        lambda: remove_copies(desk, [made.copy_ids[0], line.copy_id]),
        lambda: move_copies(desk, [made.copy_ids[0], line.copy_id], other.title_id),
        lambda: edit_copies(desk, [made.copy_ids[0]], {"status": "shelf"}),
    ):
        with pytest.raises(NothingDone) as caught:
            act()
        assert "装订" in caught.value.text()


def test_a_volume_goes_along_when_its_title_is_merged(desk: Desk) -> None:
    made = add_serial(desk, "少年科学")
    binding_id = bind(desk, made)
    with as_librarian(desk).action(Op.EDIT_SUBSCRIPTION) as act:
        kept_id = act.add(Title, title="少年科学（月刊）", kind="periodical", added=act.at)
        act.change(Subscription, made.subscription_id, title_id=kept_id)
    merge_titles(desk, kept_id, [made.title_id])
    assert only_line(desk, binding_id).title_id == kept_id
    assert count(desk, "SELECT title_id FROM bound_volume") == kept_id
