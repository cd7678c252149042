"""The school's sign is kept once, can be taken back, and its bytes stay as long as something holds them."""

from libdesk.actions.desk import Desk
from libdesk.actions.printing.logo import set_logo
from libdesk.actions.settings import change_settings
from libdesk.actions.undo import undo
from libdesk.store import blobs
from libdesk.store.queries.prints import logo
from tests.builders import count


def kept(desk: Desk) -> bytes | None:
    return logo(desk.library, desk.settings.logo)


def test_the_sign_is_kept_and_taken_back(desk: Desk) -> None:
    assert kept(desk) is None
    set_logo(desk, b"first")
    second = set_logo(desk, b"second")
    assert kept(desk) == b"second"
    undo(desk, second)
    assert kept(desk) == b"first"
    set_logo(desk, None)
    assert kept(desk) is None


def test_a_sign_that_an_undo_may_bring_back_is_not_thrown_away(desk: Desk) -> None:
    set_logo(desk, b"first")
    gone = set_logo(desk, None)
    with desk.library.writing() as connection:
        blobs.drop_unheld(connection)
    undo(desk, gone)
    assert kept(desk) == b"first"
    assert count(desk, "SELECT count(*) FROM blob") == 1


def test_nothing_of_the_sign_stands_in_the_journal(desk: Desk) -> None:
    set_logo(desk, b"first")
    change_settings(desk, card_line="王老师 010-1234567")
    texts = [row[0] for row in desk.library.connection.execute("SELECT args FROM journal")]
    assert not any("王老师" in text for text in texts)
