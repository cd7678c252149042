"""The slip on F7 says what the last outcome meant, from the library as it is at that moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.actions.holds import cancel_hold, place_hold
from libdesk.actions.returning import claim_returned
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.documents import SlipKind, SlipPaper
from libdesk.domain.rows.receipts import ReturnReceipt
from libdesk.i18n import _
from libdesk.store.tables import Title
from libdesk.ui.lending.telling import Told
from libdesk.ui.printing.slips import (
    NobodyWaits,
    NothingOut,
    hold_slip_of,
    keep_slip_paper,
    loan_slip_of,
    print_slip,
    slip_paper,
)
from tests.builders import Clock
from tests.documents.pdf import sizes, texts
from tests.ui.lending.school import School, make_school
from tests.ui.surroundings import Kept, surroundings


@pytest.fixture
def school(desk: Desk, clock: Clock) -> School:
    return make_school(desk, clock)


@pytest.fixture
def kept(qtbot: QtBot, school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """Surroundings of the school's desk whose documents lie in this test's own folder."""
    monkeypatch.setenv("LIBDESK_DATA", str(tmp_path / "data"))
    paths.data_dir.cache_clear()
    with surroundings(school.desk, tmp_path) as made:
        yield made
    paths.data_dir.cache_clear()


def printed(qtbot: QtBot, kept: Kept, told: Told) -> bytes | None:
    """What the viewer would show of this outcome's slip."""
    shown: list[bytes] = []

    def viewer(path: Path) -> bool:
        shown.append(path.read_bytes())
        return True

    with qtbot.waitSignal(kept.around.jobs.finished):
        print_slip(kept.around, told, opener=viewer)
    return shown[0] if shown else None


def waits_for(school: School, number: int) -> int:
    return place_hold(school.desk, title_id=school.books[number].title_id, reader_id=school.wang.id).hold_id


def returned(school: School, number: int) -> Told:
    school.session.set_mode(Mode.RETURN)
    return school.scan(school.code(number))


def hold_receipt(told: Told) -> ReturnReceipt:
    assert isinstance(told.receipt, ReturnReceipt)
    return told.receipt


def test_a_loan_slip_lists_what_was_lent_today_and_not_what_was_out_before(school: School, clock: Clock) -> None:
    school.lend(school.li, 0)
    clock.advance(days=1)
    school.open(school.li)
    school.scan(school.code(1))
    told = school.scan(school.code(2))
    slip = loan_slip_of(school.desk, told)
    assert slip.kind is SlipKind.LENT
    assert len(slip.lines) == 2
    assert all(line.due is not None and line.due > clock.today for line in slip.lines)
    assert (slip.printed.hour, slip.printed.date()) == (10, clock.today)


def test_a_slip_printed_the_morning_after_still_lists_the_evening_before(school: School, clock: Clock) -> None:
    school.open(school.li)
    told = school.scan(school.code())
    clock.advance(days=1)
    assert len(loan_slip_of(school.desk, told).lines) == 1


def test_a_renewal_stands_on_the_slip_though_it_was_lent_earlier(school: School, clock: Clock) -> None:
    school.lend(school.li, 0, 1)
    clock.advance(days=7)
    school.session.set_mode(Mode.RENEW)
    told = school.scan(school.code())
    assert told.outcome is Outcome.RENEWED
    (line,) = loan_slip_of(school.desk, told).lines
    assert line.due is not None
    assert line.due > clock.today


def test_after_a_return_the_slip_lists_what_is_still_out(school: School) -> None:
    school.lend(school.li, 0, 1)
    slip = loan_slip_of(school.desk, returned(school, 0))
    assert (slip.kind, len(slip.lines)) == (SlipKind.OUT, 1)


def test_what_is_said_to_be_back_stands_on_no_slip(school: School) -> None:
    school.lend(school.li, 0, 1, 2)
    claim_returned(school.desk, copy_id=school.books[1].copy_id)
    assert len(loan_slip_of(school.desk, returned(school, 0)).lines) == 1


def test_nothing_is_printed_of_a_loan_that_was_undone(qtbot: QtBot, kept: Kept, school: School) -> None:
    school.open(school.li)
    told = school.scan(school.code())
    school.session.undo_last()
    assert printed(qtbot, kept, told) is None
    assert kept.said == [NothingOut().text()]


def test_a_hold_slip_says_who_waits_as_the_library_has_it_now(school: School) -> None:
    school.lend(school.li, 0)
    waits_for(school, 0)
    told = returned(school, 0)
    slip = hold_slip_of(school.desk, hold_receipt(told))
    assert slip.reader == hold_receipt(told).hold_for
    assert slip.group
    assert slip.barcode == school.code()
    assert slip.until is not None


def test_no_hold_slip_is_printed_for_a_hold_that_was_taken_back(qtbot: QtBot, kept: Kept, school: School) -> None:
    school.lend(school.li, 0)
    hold_id = waits_for(school, 0)
    told = returned(school, 0)
    cancel_hold(school.desk, hold_id=hold_id)
    assert printed(qtbot, kept, told) is None
    assert kept.said == [NobodyWaits().text()]


def test_the_desk_prints_on_the_paper_it_was_given(qtbot: QtBot, kept: Kept, school: School) -> None:
    school.open(school.li)
    told = school.scan(school.code())
    a6 = printed(qtbot, kept, told)
    assert a6 is not None
    assert told.headline in texts(a6)[0]
    assert sizes(a6)[0][0] == pytest.approx(105, abs=0.1)
    keep_slip_paper(kept.around.pc, SlipPaper.RECEIPT)
    receipt = printed(qtbot, kept, told)
    assert receipt is not None
    assert sizes(receipt)[0][0] == pytest.approx(80, abs=0.1)


def test_a_character_that_no_font_has_is_told_at_the_foot(qtbot: QtBot, kept: Kept, school: School) -> None:
    school.open(school.li)
    assert printed(qtbot, kept, school.scan(school.code())) is not None
    assert kept.said == []
    with school.desk.action(Op.IMPORT_BOOKS) as act:
        act.change(Title, school.books[1].title_id, title="한국 草房子")
    assert printed(qtbot, kept, school.scan(school.code(1))) is not None
    assert len(kept.said) == 1
    assert "한국" in kept.said[0]


def test_a_student_librarian_can_print_slips_too(qtbot: QtBot, kept: Kept, school: School) -> None:
    school.be(Role.HELPER)
    school.open(school.li)
    assert printed(qtbot, kept, school.scan(school.code())) is not None


def test_a_class_account_is_called_by_its_class_alone(school: School) -> None:
    school.open(school.class_3)
    slip = loan_slip_of(school.desk, school.scan(school.code()))
    assert (bool(slip.reader), slip.group) == (True, "")


def test_an_outcome_without_a_slip_is_told_at_once(kept: Kept) -> None:
    print_slip(kept.around, Told(Outcome.NOTICE, "waiting"))
    assert kept.said == [_("There is no slip to print yet: lend or return a book first.")]
    assert kept.around.jobs.running == ()


def test_an_unknown_paper_in_the_settings_is_a6(kept: Kept) -> None:
    kept.around.pc.keep_text("slip_paper", "papyrus")
    assert slip_paper(kept.around.pc) is SlipPaper.A6
