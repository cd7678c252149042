"""Readers and privacy in the settings: each switch counts at once; what is turned off goes only on a second word."""

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.readers.put_away import put_away
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op
from libdesk.store.queries import journal as journal_queries
from libdesk.store.tables import Reader
from libdesk.ui.settings.privacy import PrivacySection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import ReaderMade, add_reader, count, set_setting
from tests.look import dress
from tests.ui.surroundings import Kept, nameless
from tests.ui.tabs.settings_page import field, opened, pick, press

PHOTO = b"\xff\xd8 the face of a pupil"


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    """With a photo and the sex noted, both of which an undo could bring back."""
    made = add_reader(desk, "王一")
    sha = hashlib.sha256(PHOTO).hexdigest()
    with desk.action(Op.EDIT_READER) as act:
        act.connection.execute("INSERT INTO blob VALUES (?, ?)", (sha, PHOTO))
        act.change(Reader, made.id, sex="f", photo=sha)
    set_setting(desk, "photos", True)
    set_setting(desk, "keep_sex", True)
    return made


@pytest.fixture
def tab(qtbot: QtBot, reader: ReaderMade, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(911, 400)
    made.show()
    opened(made, "PrivacySection")
    return made


def section(tab: SettingsTab) -> PrivacySection:
    found = opened(tab, "PrivacySection")
    assert isinstance(found, PrivacySection)
    return found


def words(tab: SettingsTab, name: str) -> str:
    found = field(tab, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_photos_turned_off_stay_until_a_person_says_that_they_go(tab: SettingsTab, desk: Desk) -> None:
    press(tab, "set_photos")
    assert not desk.settings.photos
    assert section(tab).question.isVisible()
    assert "1 张" in words(tab, "put_away_words")
    press(tab, "put_away_keep")
    assert count(desk, "SELECT count(*) FROM blob") == 1
    assert not section(tab).question.isVisible()


def test_photos_that_go_are_nowhere_any_more(tab: SettingsTab, desk: Desk) -> None:
    press(tab, "set_photos")
    press(tab, "put_away_do")
    assert count(desk, "SELECT count(*) FROM blob") == 0
    assert count(desk, "SELECT count(*) FROM reader WHERE photo IS NOT NULL") == 0
    path = desk.library.path
    assert not any(PHOTO in place.read_bytes() for place in path.parent.glob(f"{path.name}*") if place.is_file())


def test_the_sex_that_goes_is_in_no_image_of_the_journal(tab: SettingsTab, desk: Desk, reader: ReaderMade) -> None:
    with desk.action(Op.EDIT_READER) as act:
        act.change(Reader, reader.id, sex="m")
    changed = act.journal_id
    press(tab, "set_keep_sex")
    press(tab, "put_away_do")
    assert count(desk, "SELECT count(*) FROM reader WHERE sex IS NOT NULL") == 0
    assert journal_queries.images(desk.library, changed) == []
    assert count(desk, "SELECT count(*) FROM blob") == 1  # the photo is another matter


def test_where_nobody_has_it_nothing_is_asked(tab: SettingsTab, desk: Desk) -> None:
    put_away(desk, "photo")
    press(tab, "set_photos")
    assert not section(tab).question.isVisible()
    assert put_away(desk, "photo") == 0


def test_the_safe_answer_has_the_keyboard(tab: SettingsTab, desk: Desk, qtbot: QtBot) -> None:
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    press(tab, "set_photos")
    keep = field(tab, "put_away_keep")
    assert isinstance(keep, QPushButton)
    assert keep.hasFocus()
    QTest.keyClick(keep, Qt.Key.Key_Return)
    assert count(desk, "SELECT count(*) FROM blob") == 1
    assert section(tab).photos.hasFocus()


@pytest.mark.parametrize("days", [90, 730, 0])
def test_the_time_until_leavers_are_erased_is_chosen(tab: SettingsTab, desk: Desk, days: int) -> None:
    pick(tab, "set_erase_days", days)
    assert desk.settings.erase_days == days


def test_how_many_leavers_wait_is_told_and_they_are_one_step_away(
    tab: SettingsTab, desk: Desk, reader: ReaderMade, kept: Kept
) -> None:
    leave_readers(desk, reader_ids=[reader.id])
    section(tab).refresh()
    assert "1 人" in words(tab, "leavers_waiting")
    press(tab, "show_leavers")
    assert kept.opened == ["readers_tab"]


def test_until_when_backups_hold_what_is_erased_is_told(tab: SettingsTab) -> None:
    assert "2027年1月3日" in words(tab, "erased_backups")


def test_everything_that_takes_the_focus_has_a_name(tab: SettingsTab) -> None:
    press(tab, "set_photos")
    assert nameless(tab) == []


def test_a_helper_puts_nothing_away(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        put_away(helper_desk, "photo")


def test_how_names_are_shown_to_others_is_chosen_here_and_counts_at_once(tab: SettingsTab, desk: Desk) -> None:
    assert desk.settings.names_shown == "surname"
    pick(tab, "set_names_shown", "none")
    assert desk.settings.names_shown == "none"
