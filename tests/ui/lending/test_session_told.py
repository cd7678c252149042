"""What makes an outcome more than a plain one: holds, overdue books, damage, lost and found, accounts of classes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from libdesk.actions import holds
from libdesk.actions.desk import Desk
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.store.tables import Copy, Reader
from libdesk.ui.lending import gestures, showing
from libdesk.ui.lending.telling import Offer, Told
from tests.builders import as_librarian
from tests.ui.lending.school import School


def test_a_copy_that_somebody_waits_for_goes_to_the_hold_shelf_and_offers_its_slip(school: School) -> None:
    school.lend(school.li, 0)
    holds.place_hold(school.desk, title_id=school.books[0].title_id, reader_id=school.wang.id)
    told = school.scan(school.code())
    assert (told.outcome, told.lines[0]) == (Outcome.NOTICE, "有人预约：王一。放到预约架。")
    assert Offer.SLIP in told.offers
    assert school.session.slip == told, "F7 prints it, also after the next card"


def test_the_card_of_whom_a_hold_waits_for_says_so(school: School) -> None:
    school.lend(school.li, 0)
    holds.place_hold(school.desk, title_id=school.books[0].title_id, reader_id=school.wang.id)
    school.scan(school.code())
    told = school.open(school.wang)
    assert told is not None
    assert told.lines == ("预约架上有这位读者的书：城南旧事。",)
    assert not told.listed
    assert school.scan(school.code()).outcome is Outcome.LENT


def test_a_copy_on_the_hold_shelf_is_refused_to_others(school: School) -> None:
    school.lend(school.li, 0)
    holds.place_hold(school.desk, title_id=school.books[0].title_id, reader_id=school.wang.id)
    school.scan(school.code())
    school.open(school.li)
    assert school.scan(school.code()).lines == ("这一册在预约架上，留给王一。",)


def test_a_hold_is_placed_for_the_reader_at_the_desk_or_for_the_next_card(school: School) -> None:
    school.lend(school.li, 0)
    asked = school.session.ask_hold(school.books[0].title_id)
    assert asked is not None
    assert asked.headline == "谁要预约？"
    told = school.open(school.wang)
    assert told is not None
    assert (told.headline, told.lines[0]) == ("城南旧事", "已预约。")
    school.open(school.li)
    refused = school.session.ask_hold(school.books[1].title_id)
    assert refused is not None
    assert refused.headline == "架上还有一册，现在就可以借。"


def test_an_overdue_return_says_by_how_many_days(school: School) -> None:
    school.lend(school.li, 0)
    school.clock.advance(days=26)
    told = school.scan(school.code())
    assert told.outcome is Outcome.NOTICE
    assert told.lines[0].startswith("超期 ")
    assert "已还　李小雨  五(3)班" in told.lines


def test_a_loan_to_a_reader_with_overdue_books_says_that_it_was_made(school: School) -> None:
    school.lend(school.li, 0)
    school.clock.advance(days=26)
    opened = school.open(school.li)
    assert opened is not None
    assert opened.lines == ("有 1 本超期，最长的超期 12 天。",)
    told = school.scan(school.code(1))
    assert told.outcome is Outcome.NOTICE
    assert told.lines[0].startswith("已借　李小雨  五(3)班 · ")


def test_damage_is_noted_in_one_gesture_after_the_return(school: School) -> None:
    school.lend(school.li, 0)
    told = school.scan(school.code())
    assert Offer.DAMAGE in told.offers
    copy_id = school.books[0].copy_id
    noted = school.session.attempt(lambda: gestures.damage(school.desk, copy_id, "medium"), copy_id=copy_id)
    assert noted is not None
    assert (noted.headline, noted.lines) == ("城南旧事", ("破损已登记。",))
    assert noted.who == "李小雨 · 登记破损", "of whom it is, after the return too"
    school.open(school.li)
    assert "这一册登记过破损。" in school.scan(school.code()).lines


def test_another_due_date_is_told_as_such_and_with_its_year_when_it_is_not_this_one(school: School) -> None:
    school.lend(school.li, 0)
    school.open(school.li)
    told = gestures.change_due(school.desk, school.books[0].copy_id, date(2027, 1, 8))
    assert told.outcome is Outcome.NOTICE
    assert told.lines == ("到期日已改　李小雨  五(3)班 · 2027年1月8日 周五前还",)
    card = showing.reader_card(school.session)
    assert card is not None
    assert card.loans[0].due_text == "2027年1月8日 周五"


@pytest.mark.parametrize(
    ("note", "who"), [(gestures.mark_lost, "李小雨 · 登记丢失"), (gestures.claim_returned, "李小雨 · 记下“说已还”")]
)
def test_a_loss_and_a_claim_say_in_the_list_of_whom_they_are(
    school: School, note: Callable[[Desk, int], Told], who: str
) -> None:
    school.lend(school.li, 0)
    assert note(school.desk, school.books[0].copy_id).who == who


def test_a_lost_copy_that_is_scanned_is_found_again(school: School) -> None:
    school.lend(school.li, 0)
    copy_id = school.books[0].copy_id
    gestures.mark_lost(school.desk, copy_id)
    assert school.open_loans() == []
    assert "这一册原来登记为丢失，现在找到了。" in school.scan(school.code()).lines
    gestures.mark_lost(school.desk, copy_id)
    school.open(school.wang)
    told = school.scan(school.code())
    assert told.outcome is Outcome.NOTICE
    assert "这一册原来登记为丢失，现在找到了。" in told.lines


def test_a_copy_said_to_be_returned_says_so_when_it_comes(school: School) -> None:
    school.lend(school.li, 0)
    gestures.claim_returned(school.desk, school.books[0].copy_id)
    assert "读者说过已还，现在收到了。" in school.scan(school.code()).lines


def test_a_return_on_an_earlier_day_and_another_due_date_are_told(school: School) -> None:
    school.lend(school.li, 0, 1)
    school.clock.advance(days=4)
    today = school.desk.today
    told = gestures.give_back(school.desk, school.books[0].copy_id, today - timedelta(days=2))
    assert "记为3月11日 周三还。" in told.lines
    told = gestures.change_due(school.desk, school.books[1].copy_id, today + timedelta(days=20))
    assert told.lines == ("到期日已改　李小雨  五(3)班 · 4月2日 周四前还",)


def test_a_withdrawn_copy_and_one_in_repair_are_put_aside(school: School) -> None:
    with as_librarian(school.desk).action(Op.MARK_LOST) as act:
        act.change(Copy, school.books[0].copy_id, status="withdrawn")
        act.change(Copy, school.books[1].copy_id, status="repair")
    assert school.scan(school.code(0)).outcome is Outcome.REFUSED, "no card could help"
    assert school.session.state.idle
    school.session.set_mode(Mode.RETURN)
    assert school.scan(school.code(0)).lines[0] == "这一册已经注销。放到一边交给馆员。"
    assert school.scan(school.code(1)).lines[0] == "这一册在等修补。放到一边。"


def test_an_override_needs_a_reason_and_keeps_it(school: School) -> None:
    school.lend(school.li, 0, 1, 2)
    school.open(school.li)
    refused = school.scan(school.code(3))
    assert refused.offers == (Offer.OVERRIDE,)
    copy_id = school.books[3].copy_id
    empty = school.session.attempt(lambda: gestures.override(school.desk, copy_id, school.li.id, " "), copy_id=copy_id)
    assert empty is not None
    assert empty.lines == ("写下这次为什么可以不按规则办。",)
    told = gestures.override(school.desk, copy_id, school.li.id, "比赛要用")
    assert "馆员放行，理由已记下。" in told.lines
    why = school.desk.library.connection.execute("SELECT override_why FROM loan WHERE copy_id = ?", (copy_id,))
    assert why.fetchone() == ("比赛要用",)


def test_a_renewal_too_many_can_be_overridden_and_one_without_gain_cannot(school: School) -> None:
    school.lend(school.li, 0)
    school.session.set_mode(Mode.RENEW)
    assert school.scan(school.code()).offers == (), "renewed on the day of the loan: no more time"
    school.clock.advance(days=7)
    assert school.scan(school.code()).outcome is Outcome.RENEWED
    school.clock.advance(days=7)
    told = school.scan(school.code())
    assert told.offers == (Offer.OVERRIDE,)
    again = gestures.override(school.desk, school.books[0].copy_id, told.reader_id, "还没看完")
    assert again.outcome is Outcome.RENEWED


def test_a_run_of_copies_is_lent_to_a_class_in_one_step(school: School) -> None:
    school.session.set_mode(Mode.RUN)
    for number in (0, 1, 2, 0):
        told = school.scan(school.code(number))
    assert told.lines[0] == "这一册已经扫过了。"
    assert told.offers == (Offer.LEND_RUN, Offer.LEAVE_OUT)
    assert "等待图书，已扫 3 册" in showing.expected(school.session.state)
    waiting = school.session.lend_run()
    assert waiting is not None
    assert waiting.headline == "请扫班级或老师的读者证。"
    school.open(school.class_3)
    left = school.session.leave_out(school.books[2].copy_id)
    assert left is not None
    assert left.lines == ("已拿出，还剩 2 册。",)
    told = school.session.lend_run() or told
    assert (told.outcome, told.headline, told.lines[0]) == (Outcome.LENT, "2 册", "五(3)班")
    assert len(school.open_loans()) == 2
    assert school.session.state.mode is Mode.LEND
    assert school.session.undo(told.journal_id or 0) is not None
    assert school.open_loans() == []


def test_a_run_is_lent_whole_or_not_at_all(school: School) -> None:
    with as_librarian(school.desk).action(Op.MARK_LOST) as act:
        act.connection.execute("UPDATE copy SET status = 'withdrawn' WHERE id = ?", (school.books[1].copy_id,))
    school.session.set_mode(Mode.RUN)
    school.open(school.class_3)
    school.scan(school.code(0))
    school.scan(school.code(1))
    told = school.session.lend_run()
    assert told is not None
    assert told.outcome is Outcome.REFUSED
    assert any("昆虫记" in line for line in told.lines)
    assert school.open_loans() == []
    assert school.session.state.run == (school.books[0].copy_id, school.books[1].copy_id), (
        "nothing need be scanned again"
    )


def test_a_class_account_shows_who_answers_for_it(school: School) -> None:
    with as_librarian(school.desk).action(Op.EDIT_SETTINGS) as act:
        act.change(Reader, school.class_3.id, responsible_id=school.teacher.id)
    school.open(school.class_3)
    card = showing.reader_card(school.session)
    assert card is not None
    assert (card.name, card.group, card.limit) == ("五(3)班", "五(3)班，张老师负责", 60)


def test_a_teacher_is_shown_with_the_own_limit(school: School) -> None:
    school.open(school.teacher)
    card = showing.reader_card(school.session)
    assert card is not None
    assert (card.group, card.limit) == ("教师", 10)
    assert school.scan(school.code()).lines == ("张老师  教师", "5月8日 周五前还")


def test_the_panel_shows_each_book_with_its_day_and_what_is_late(school: School) -> None:
    school.lend(school.li, 0, 1)
    gestures.claim_returned(school.desk, school.books[1].copy_id)
    school.clock.advance(days=26)
    school.open(school.li)
    card = showing.reader_card(school.session)
    assert card is not None
    assert [(line.title, line.due_text, line.days_overdue) for line in card.loans] == [
        ("城南旧事", "3月23日 周一", 12),
        ("昆虫记", "说已还", 0),
    ]
    assert card.out == 1


@pytest.mark.parametrize(("state", "start"), [("lost", "这张读者证挂失了。"), ("replaced", "这张读者证已换新。")])
def test_an_old_card_is_refused_with_what_to_do(school: School, state: str, start: str) -> None:
    with as_librarian(school.desk).action(Op.REPLACE_CARD) as act:
        act.connection.execute("UPDATE barcode SET state = ? WHERE printed = 'R0001'", (state,))
    told = school.scan(school.li.card)
    assert told.outcome is Outcome.REFUSED
    assert told.lines[0].startswith(start)
    assert school.session.state.reader_id is None


def test_a_loan_that_is_closed_meanwhile_keeps_its_due_date(school: School) -> None:
    school.lend(school.li, 0)
    copy_id = school.books[0].copy_id
    school.scan(school.code())
    today = school.desk.today
    told = school.session.attempt(lambda: gestures.change_due(school.desk, copy_id, today), copy_id=copy_id)
    assert told is not None
    assert (told.headline, told.lines) == ("城南旧事", ("这一笔已经还了，到期日没有改动。",))
