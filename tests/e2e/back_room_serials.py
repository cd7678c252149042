"""The periodicals of the term: subscribed to, checked in, claimed, and those of last year bound and shelved."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit

from libdesk.domain.serials.issues import IssueState
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from libdesk.ui.settings.section import qdate
from libdesk.ui.shelving.binding.page import BindingPage
from libdesk.ui.shelving.binding.plan_view import PlanView
from libdesk.ui.shelving.periodicals.late_view import LateView
from libdesk.ui.shelving.periodicals.page import PeriodicalsPage
from libdesk.ui.shelving.periodicals.subscriptions_view import SubscriptionsView
from libdesk.ui.shelving.periodicals.year_view import YearView
from libdesk.ui.shelving.repairs.page import RepairsPage
from libdesk.ui.shelving.trolley.page import TrolleyPage
from tests.builders import count
from tests.e2e.back_room_hands import STACKS, BackRoom, give_back, label, lend, paper, pick, shelving_page, undo
from tests.e2e.parcel_hands import page_of, scan, tick
from tests.e2e.school_hands import press
from tests.ui.readers import hands
from tests.windows import Seat

MONTHLY, WEEKLY = "少年科学", "阳光少年报"
ISSN, EAN = "1005-1651", "9771005165001"
POST, PUBLISHER = "邮局", "少年报社"
LAST_YEAR, THIS_YEAR = 2025, 2026
NEVER_CAME: Final = 5  # the issue of last year that was waited for in vain
FRIDAY: Final = 4
VOLUME, BOUND = "B2025", f"{MONTHLY}(2025.1-12)"  # the label of the volume and its name
CALL_NO: Final = "Z228.1(2025)"
BROKEN: Final = label("历史", 2)


def subscriptions(seat: Seat, page: PeriodicalsPage) -> SubscriptionsView:
    press(seat, "periodicals_subscriptions")
    view = page.view_of("subscriptions")
    assert isinstance(view, SubscriptionsView)
    return view


def the_year_is_subscribed_to(seat: Seat, room: BackRoom) -> None:
    """The monthly as it stood last year, with what came of it; it goes on, and a weekly paper is new."""
    page = shelving_page(seat, PeriodicalsPage)
    view = subscriptions(seat, page)
    press(seat, "subscription_new")
    hands.write(seat.window, "sub_title", MONTHLY)
    hands.write(seat.window, "sub_issn", ISSN)
    view.panel.year.setValue(LAST_YEAR)
    hands.write(seat.window, "sub_issue_price", "8")
    hands.write(seat.window, "sub_supplier", POST)
    pick(seat, "sub_place", STACKS)
    tick(seat, "sub_codes")
    assert "共12期" in view.panel.outlook.text()
    press(seat, "subscription_ok")
    view.issues.list.view.selectAll()
    press(seat, "issue_here")
    view.issues.list.select(view.issues.list.model.rows()[NEVER_CAME - 1].id)
    press(seat, "issue_back")
    assert issue_states(view) == [IssueState.HERE] * 4 + [IssueState.LATE] + [IssueState.HERE] * 7
    press(seat, "subscription_carry")
    assert view.year.currentData() == THIS_YEAR
    press(seat, "subscription_new")
    hands.write(seat.window, "sub_title", WEEKLY)
    pick(seat, "sub_kind", "newspaper")
    day_in(seat, "sub_first", date(2026, 3, 1))
    day_in(seat, "sub_last", date(2026, 6, 30))
    pick(seat, "sub_frequency", "weekdays")
    tick(seat, f"sub_weekday_{FRIDAY}")
    hands.write(seat.window, "sub_supplier", PUBLISHER)
    assert "3月6日" in view.panel.outlook.text()
    press(seat, "subscription_ok")
    assert [row.title for row in view.list.model.rows()] == [MONTHLY, WEEKLY]
    assert count(room.desk, "SELECT count(*) FROM copy WHERE issue_id IS NOT NULL") == 11


def issue_states(view: SubscriptionsView) -> list[IssueState]:
    today = view._desk.today
    return [row.state(today) for row in view.issues.list.model.rows()]


def day_in(seat: Seat, name: str, day: date) -> None:
    field = seat.child(name)
    assert isinstance(field, QDateEdit)
    field.setDate(qdate(day))


def the_monthly_is_checked_in_by_scan(seat: Seat, room: BackRoom) -> None:
    """Its barcode tells the number where the scanner sends it; else this month's is meant."""
    page = shelving_page(seat, PeriodicalsPage)
    box, told = page.check_in.box, page.check_in.told
    for number in (1, 2):
        scan(seat, box, f"{EAN}{number:02d}")
        assert told.text().startswith(f"《{MONTHLY}》2026年第{number}期已到：1份。")
    scan(seat, box, f"{EAN}02")
    assert "第2期已经到齐" in told.text()
    scan(seat, box, EAN)
    assert f"《{MONTHLY}》2026年第3期已到：1份。" in told.text()
    undo(seat)
    assert [row.name.number for row in page.check_in.came.model.rows()[:2]] == ["2", "1"]
    scan(seat, box, EAN)
    assert f"《{MONTHLY}》2026年第3期已到：1份。" in told.text()


def the_paper_is_checked_in_by_key(seat: Seat, number: int) -> str:
    """What is due stands on top: one key into the list, one to say that it is here."""
    page = shelving_page(seat, PeriodicalsPage)
    seat.key(Qt.Key.Key_Down)
    seat.key(Qt.Key.Key_Return)
    told = page.check_in.told.text()
    assert told.startswith(f"《{WEEKLY}》2026年第{number}期已到"), told
    return told


def a_paper_is_torn_and_one_is_claimed(seat: Seat, room: BackRoom) -> None:
    """That of the 27th came torn; that of the 20th never came and is claimed where it is ordered."""
    page = shelving_page(seat, PeriodicalsPage)
    view = subscriptions(seat, page)
    view.list.select(next(row.id for row in view.list.model.rows() if row.title == WEEKLY))
    view.issues.list.select(view.issues.list.model.rows()[3].id)
    press(seat, "issue_ruined")
    assert "损毁" in view.issues.pieces.text()
    assert issue_states(view)[:4] == [IssueState.HERE, IssueState.HERE, IssueState.LATE, IssueState.LOST]
    late = late_ones(seat, page, POST)
    assert [(row.name.year, row.number) for row in late.shown] == [(LAST_YEAR, str(NEVER_CAME))]
    pick(seat, "late_supplier", PUBLISHER)
    assert [row.number for row in late.shown] == ["3"]
    press(seat, "late_claim")
    assert late.state.text() == "1期迟到，其中1期已催"
    undo(seat)
    assert count(room.desk, "SELECT count(*) FROM claim") == 0
    press(seat, "late_claim")
    words = paper(seat, "late_print")
    assert PUBLISHER in words
    assert "2026年第3期" in words


def late_ones(seat: Seat, page: PeriodicalsPage, supplier: str) -> LateView:
    press(seat, "periodicals_late")
    view = page.view_of("late")
    assert isinstance(view, LateView)
    pick(seat, "late_supplier", supplier)
    return view


def what_was_claimed_comes(seat: Seat) -> None:
    """The claimed one, and another copy of the torn one; the year shows both as here."""
    page = shelving_page(seat, PeriodicalsPage)
    late_ones(seat, page, PUBLISHER)
    press(seat, "late_open")
    view = page.view_of("subscriptions")
    assert isinstance(view, SubscriptionsView)
    assert issue_states(view)[2:4] == [IssueState.CLAIMED, IssueState.LOST]
    seat.key(Qt.Key.Key_Return)
    view.issues.list.select(view.issues.list.model.rows()[3].id)
    press(seat, "issue_more")
    assert issue_states(view)[:4] == [IssueState.HERE] * 4
    press(seat, "periodicals_year")
    year = page.view_of("year")
    assert isinstance(year, YearView)
    assert [year.grid.grid.index(1, month).data() for month in range(2, 4)] == ["4/4", "0/4"]


def last_year_is_bound(seat: Seat, room: BackRoom) -> None:
    """All that came, but what is lent until it is back; the issue that never came is named as a gap."""
    desk = room.desk
    codes = codes_of_last_year(room)
    lend(seat, room.readers["王老师"].card, codes[1:2])
    page = shelving_page(seat, BindingPage)
    press(seat, "binding_make")
    seat.scan(EAN)
    assert {row.title for row in page.maker.years.model.rows()} == {MONTHLY}
    seat.scan(codes[0])  # an issue that lies here opens its year
    assert page.maker.planning
    plan = page.maker.plan
    assert plan.heading.text() == f"《{MONTHLY}》2025年"
    assert "第2期" in plan.facts.text()
    assert gaps(plan) == "缺第2期（借出），第5期（未到）"
    give_back(seat, codes[1:2])
    page = shelving_page(seat, BindingPage)
    press(seat, "plan_all")
    assert gaps(plan) == "缺第5期（未到）"
    seat.scan(VOLUME)
    press(seat, "plan_make")
    assert [line.name for line in page.view.lines.model.rows()] == [BOUND]
    undo(seat)
    assert count(desk, "SELECT count(*) FROM copy WHERE bound_into_id IS NOT NULL") == 0
    press(seat, "binding_make")
    seat.scan(codes[0])
    seat.scan(VOLUME)
    press(seat, "plan_make")
    press(seat, "binding_change")
    hands.write(seat.window, "volume_call_no", CALL_NO)
    press(seat, "bound_volume_ok")
    line = page.view.lines.model.rows()[0]
    assert (line.name, line.barcode, line.call_no, line.price_fen) == (BOUND, VOLUME, CALL_NO, 11 * 800)
    assert count(desk, "SELECT count(*) FROM copy WHERE bound_into_id IS NOT NULL") == 11


def gaps(plan: PlanView) -> str:
    column = next(column for column in plan.volumes.model.columns if column.key == "gaps")
    return column.text(plan.volumes.model.rows()[0])


def codes_of_last_year(room: BackRoom) -> list[str]:
    """The barcodes of the issues of last year, in their order."""
    rows = room.desk.library.fetch(
        "SELECT b.printed FROM issue i JOIN subscription s ON s.id = i.subscription_id"
        " JOIN copy c ON c.issue_id = i.id JOIN barcode b ON b.copy_id = c.id WHERE s.year = ? ORDER BY i.seq",
        LAST_YEAR,
    )
    return [row[0] for row in rows]


def the_list_goes_to_the_bindery(seat: Seat, room: BackRoom) -> None:
    """With a book in repair whose spine is broken; printed, then sent."""
    repairs = shelving_page(seat, RepairsPage)
    scan(seat, repairs.box, BROKEN)
    pick(seat, "damage_kind", "spine")
    press(seat, "choose_severe")
    press(seat, "repair_bindery")
    page = shelving_page(seat, BindingPage)
    press(seat, "binding_books")
    assert [line.name for line in page.view.lines.model.rows()] == [BOUND, "历史第2册"]
    press(seat, "binding_do_send")
    hands.write(seat.window, "send_bindery", "光明装订厂")
    press(seat, "binding_send_ok")
    assert "光明装订厂" in page.view.facts.text()
    words = paper(seat, "binding_print")
    for said in (BOUND, "缺第5期（未到）", "历史第2册", "光明装订厂"):
        assert said in words, said


def the_volume_comes_back_to_the_shelf(seat: Seat, room: BackRoom) -> None:
    """Received with its cost, stamped and labelled with the arrivals, shelved by scan as all that waits is."""
    page = shelving_page(seat, BindingPage)
    press(seat, "binding_do_back")
    hands.write(seat.window, "back_cost", "15")
    press(seat, "binding_back_ok")
    arrivals = page_of(seat, ArrivalsPage)
    assert [row.barcode for row in arrivals.list.model.rows()] == [VOLUME]
    for name in ("arrivals_stamped", "arrivals_labelled"):
        arrivals.list.view.selectAll()
        press(seat, name)
    trolley = shelving_page(seat, TrolleyPage)
    assert [row.title for row in trolley.list.model.rows()] == ["历史第2册"]
    for code, where in ((BROKEN, "K109/2"), (VOLUME, CALL_NO)):
        scan(seat, trolley.line.box, code)
        assert trolley.line.told.text().endswith(f"已归架：{where} · 书库")
    page = shelving_page(seat, BindingPage)
    assert page.row is not None
    assert page.row.state == "done"
    assert not seat.sees("binding_apart")
    seat.scan(codes_of_last_year(room)[3])
    assert BOUND in page.told.text()
    seat.window.show_tab("lending_tab")
    seat.key(Qt.Key.Key_Escape)
    assert VOLUME in seat.scan(codes_of_last_year(room)[3])
