"""Places are added, changed and removed in the settings."""

import pytest
from pytestqt.qtbot import QtBot

from libdesk.store.queries import titles
from libdesk.ui.settings.places import PlacesSection
from tests.actions.cataloguing.stock import change_copy
from tests.builders import add_book
from tests.look import dress
from tests.ui.readers.hands import press, seen, write
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def section(qtbot: QtBot, kept: Kept) -> PlacesSection:
    made = PlacesSection(kept.around)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.refresh()
    dress()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def places(section: PlacesSection) -> list[tuple[str, str]]:
    return [(place.shown(), place.shelving) for place in titles.places(section.desk.library)]


def test_a_place_is_added_renamed_and_removed(section: PlacesSection) -> None:
    write(section, "place_name", "二楼书库")
    write(section, "place_shelving", "B")
    press(section, "place_add")
    assert places(section)[-1] == ("二楼书库", "B")
    section.table.select(titles.places(section.desk.library)[-1].id)
    write(section, "place_name", "三楼书库")
    press(section, "place_change")
    assert places(section)[-1] == ("三楼书库", "B")
    press(section, "place_remove")
    assert len(places(section)) == 4


def test_a_place_where_copies_stand_and_the_first_one_stay(section: PlacesSection) -> None:
    change_copy(section.desk, add_book(section.desk, "草房子").copy_id, place_id=2)
    section.refresh()
    section.table.select(2)
    assert not seen(section, "place_remove").isEnabled()
    section.table.select(1)
    press(section, "place_remove")
    assert "图书馆本身" in section.move_fault()


def test_everything_has_a_name(section: PlacesSection) -> None:
    assert nameless(section) == []
