"""A title is subscribed to with its issues foretold, changed, stopped, carried over; each step can be taken back."""

from datetime import date

import pytest

from libdesk.actions.cataloguing.errors import TitleInUse
from libdesk.actions.cataloguing.merging import merge_titles
from libdesk.actions.cataloguing.titles import remove_title
from libdesk.actions.desk import Desk
from libdesk.actions.serials.check_in import check_in
from libdesk.actions.serials.claims import claim
from libdesk.actions.serials.errors import (
    AlreadySubscribed,
    CopiesWrong,
    IssnWrong,
    NothingToCarry,
    SerialNameless,
    StopOutside,
    SubscriptionGone,
    SubscriptionInUse,
)
from libdesk.actions.serials.room_use import count_reading
from libdesk.actions.serials.subscriptions import (
    NewSerial,
    carry_over,
    edit_subscription,
    make_subscription,
    remove_subscription,
    stop_subscription,
)
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.serials.frequency import Frequency, FrequencyWrong, Unit
from libdesk.domain.serials.issues import IssueState
from libdesk.domain.serials.numbering import Numbering
from libdesk.store.queries import titles
from libdesk.store.queries.serials import subscriptions as queries
from tests.actions.serials.periodicals import (
    ISSN,
    WEEKDAYS,
    add_serial,
    form_of,
    ids_of,
    issues_of,
    numbers_of,
    subscribe,
)
from tests.builders import close_days, count, make_desk
from tests.invariants import broken, rows_of


def take_back(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_a_monthly_has_twelve_issues_by_their_names(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), numbering=Numbering(volume=5, total=121))
    rows = issues_of(desk, made)
    assert len(rows) == 12
    assert rows[2].name.text == "2026年第5卷第3期（总第123期）"
    assert rows[2].expected == date(2026, 3, 1)
    assert [row.seq for row in rows] == sorted({row.seq for row in rows})


def test_a_new_title_comes_into_the_catalogue_with_its_issn(desk: Desk) -> None:
    new = NewSerial("  儿童  文学 ", issn="1005 1651", post_code="2-77")
    made = make_subscription(desk, form_of(None, new=new))
    row = queries.subscription(desk.library, made)
    assert row is not None
    assert (row.title, row.issn, row.post_code, row.kind) == ("儿童 文学", ISSN, "2-77", "periodical")
    title = titles.title(desk.library, row.title_id)
    assert title is not None
    assert title.fields.frequency == "月刊"
    assert broken(desk.library.connection) == []


def test_a_new_title_whose_issn_is_known_is_that_one(desk: Desk) -> None:
    known = add_serial(desk)
    make_subscription(desk, form_of(None, new=NewSerial("少年科学画报", issn=ISSN)))
    assert queries.of_title(desk.library, known)
    assert count(desk, "SELECT count(*) FROM title") == 1


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"new": NewSerial(" ")}, SerialNameless),
        ({"new": NewSerial("科学", issn="1005-1652")}, IssnWrong),
        ({"new": NewSerial("科学"), "copies": 0}, CopiesWrong),
        ({"new": NewSerial("科学"), "copies": 100}, CopiesWrong),
        ({"new": NewSerial("科学"), "frequency": Frequency(Unit.MONTH, 0)}, FrequencyWrong),
        ({"new": NewSerial("科学"), "last": date(2025, 1, 1)}, FrequencyWrong),
    ],
)
def test_what_cannot_be_subscribed_to_is_told_and_leaves_nothing(
    desk: Desk, values: dict[str, object], error: type[DeskError]
) -> None:
    before = rows_of(desk.library.connection)
    with pytest.raises(error) as caught:
        make_subscription(desk, form_of(None, **values))
    assert caught.value.text()
    assert rows_of(desk.library.connection) == before


def test_a_title_is_subscribed_to_once_for_a_place_and_time(desk: Desk) -> None:
    title = add_serial(desk)
    subscribe(desk, title)
    with pytest.raises(AlreadySubscribed, match="少年科学"):
        subscribe(desk, title, first=date(2026, 7, 1))
    subscribe(desk, title, place_id=3)
    subscribe(desk, title, year=2027)


def test_a_paper_may_pause_on_holidays(desk: Desk) -> None:
    close_days(desk, *(date(2026, 5, day) for day in (1, 4, 5)), name="劳动节")
    paper = Frequency(Unit.WEEK, weekdays=(0, 1, 2, 3, 4), holidays=False)
    made = subscribe(desk, add_serial(desk, "中国教育报", kind="newspaper"), frequency=paper, copies=2)
    days = {row.expected for row in issues_of(desk, made)}
    assert len(days) == 261 - 3
    assert date(2026, 5, 4) not in days


def test_more_copies_count_from_today_on(desk: Desk) -> None:
    title = add_serial(desk)
    made = subscribe(desk, title)
    first, _second, third, *_rest = ids_of(desk, made)
    check_in(desk, [first])
    before = rows_of(desk.library.connection)
    edit_subscription(desk, made, form_of(title, copies=3))
    rows = issues_of(desk, made)
    assert [row.counts.copies for row in rows[:5]] == [1, 1, 1, 3, 3]
    assert rows[0].state(desk.today) is IssueState.HERE
    assert third == rows[2].id
    take_back(desk)
    assert rows_of(desk.library.connection) == before


def test_another_frequency_foretells_anew_what_has_not_come(desk: Desk) -> None:
    title = add_serial(desk)
    made = subscribe(desk, title, numbering=Numbering(total=40))
    first, second, *_rest = ids_of(desk, made)
    check_in(desk, [first])
    claim(desk, [second])
    before = rows_of(desk.library.connection)
    edit_subscription(desk, made, form_of(title, frequency=Frequency(Unit.MONTH, 2), numbering=Numbering(total=40)))
    rows = issues_of(desk, made)
    assert [row.id for row in rows[:2]] == [first, second]
    assert [row.number for row in rows[:5]] == ["1", "2", "3", "4", "5"]
    assert [row.total_no for row in rows[:3]] == ["40", "41", "42"]
    assert rows[2].expected == date(2026, 2, 15)
    assert len(rows) == 2 + 21
    take_back(desk)
    assert rows_of(desk.library.connection) == before


def test_stopped_in_june_nothing_more_is_awaited(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk))
    stop_subscription(desk, made, date(2026, 6, 30))
    assert [row.off for row in issues_of(desk, made)] == [False] * 6 + [True] * 6
    stop_subscription(desk, made, None)
    assert not any(row.off for row in issues_of(desk, made))
    with pytest.raises(StopOutside):
        stop_subscription(desk, made, date(2027, 1, 1))


def test_one_made_by_mistake_goes_with_its_issues(desk: Desk) -> None:
    title = add_serial(desk)
    before = rows_of(desk.library.connection)
    made = subscribe(desk, title)
    remove_subscription(desk, made)
    assert rows_of(desk.library.connection) == before
    take_back(desk)
    assert len(ids_of(desk, made)) == 12
    check_in(desk, ids_of(desk, made)[:1])
    with pytest.raises(SubscriptionInUse):
        remove_subscription(desk, made)
    with pytest.raises(SubscriptionGone):
        remove_subscription(desk, made + 1)


def test_all_of_a_year_go_on_in_the_next_one(desk: Desk) -> None:
    monthly = subscribe(desk, add_serial(desk), numbering=Numbering(volume=5, total=121), copies=2, supplier="邮局")
    paper = add_serial(desk, "中国少年报", kind="newspaper", issn=None)
    subscribe(desk, paper, frequency=WEEKDAYS)
    stopped = subscribe(desk, add_serial(desk, "旧刊", issn=None))
    stop_subscription(desk, stopped, date(2026, 6, 30))
    before = rows_of(desk.library.connection)
    assert carry_over(desk, 2026) == 2
    year = {row.title: row for row in queries.subscriptions(desk.library, 2027)}
    assert set(year) == {"少年科学", "中国少年报"}
    following = year["少年科学"]
    assert (following.first, following.last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (following.copies, following.supplier, following.issue_fen) == (2, "邮局", 800)
    assert issues_of(desk, following.id)[0].name.text == "2027年第6卷第1期（总第133期）"
    assert len(ids_of(desk, monthly)) == 12
    with pytest.raises(NothingToCarry):
        carry_over(desk, 2026)
    take_back(desk)
    assert rows_of(desk.library.connection) == before


def test_half_a_year_is_followed_by_the_other_half(desk: Desk) -> None:
    every_two = Frequency(Unit.WEEK, every=2, start=date(2026, 1, 2))
    subscribe(desk, add_serial(desk), last=date(2026, 6, 30), frequency=every_two)
    carry_over(desk, 2026)
    second = queries.subscriptions(desk.library, 2026)[1]
    assert (second.first, second.last, second.year) == (date(2026, 7, 1), date(2026, 12, 31), 2026)
    rows = issues_of(desk, second.id)
    assert (rows[0].number, rows[0].expected) == ("14", date(2026, 7, 3))


def test_an_irregular_one_is_carried_over_without_days(desk: Desk) -> None:
    subscribe(desk, add_serial(desk), frequency=Frequency(Unit.IRREGULAR, 4))
    carry_over(desk, 2026)
    row = queries.subscriptions(desk.library, 2027)[0]
    assert numbers_of(desk, row.id) == ["1", "2", "3", "4"]
    assert [one.expected for one in issues_of(desk, row.id)] == [None] * 4


def test_titles_that_become_one_keep_their_subscriptions(desk: Desk) -> None:
    kept, gone = add_serial(desk), add_serial(desk)
    made = subscribe(desk, gone, with_codes=True)
    check_in(desk, ids_of(desk, made)[:2])
    count_reading(desk, gone)
    before = rows_of(desk.library.connection)
    entry = merge_titles(desk, kept, [gone])
    assert queries.of_title(desk.library, kept) == [made]
    assert count(desk, "SELECT title_id FROM room_use") == kept
    assert broken(desk.library.connection) == []
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def test_a_title_that_is_subscribed_to_stays(desk: Desk) -> None:
    title = add_serial(desk)
    made = subscribe(desk, title)
    count_reading(desk, title)
    with pytest.raises(TitleInUse, match="订阅"):
        remove_title(desk, title)
    remove_subscription(desk, made)
    remove_title(desk, title)
    assert count(desk, "SELECT count(*) FROM room_use WHERE title_id IS NULL") == 1


def test_pupils_subscribe_to_nothing(desk: Desk) -> None:
    title = add_serial(desk)
    helper = make_desk(desk.library.path, Role.HELPER)
    with pytest.raises(NotAllowed):
        make_subscription(helper, form_of(title))
    helper.library.close()
