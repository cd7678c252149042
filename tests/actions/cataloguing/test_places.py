"""Places are the school's own: named, joined to a shelving group, and gone only when nothing stands there."""

import pytest

from libdesk.actions.cataloguing.covers import set_cover
from libdesk.actions.cataloguing.errors import FirstPlace, PlaceInUse, PlaceNamed, PlaceNameMissing, PlaceNameTaken
from libdesk.actions.cataloguing.places import add_place, edit_place, remove_place
from libdesk.actions.desk import Desk
from libdesk.actions.repairs.checks import note_check
from libdesk.actions.undo import undo
from libdesk.store import blobs
from libdesk.store.queries import titles
from tests.actions.cataloguing.stock import change_copy, value
from tests.builders import add_book


def test_a_new_library_has_the_places_of_a_school(desk: Desk) -> None:
    assert [place.shown() for place in titles.places(desk.library)] == [
        "书库",
        "学生阅览室",
        "教师阅览室",
        "班级图书角",
    ]


def test_a_place_is_added_renamed_and_removed(desk: Desk) -> None:
    place = add_place(desk, " 二楼 书库 ", shelving="B")
    entry = edit_place(desk, place, name="三楼书库", reading_room=True, shelving="")
    found = {row.id: row for row in titles.places(desk.library)}[place]
    assert (found.name, found.reading_room, found.shelving) == ("三楼书库", True, "")
    assert edit_place(desk, place, name="三楼书库", reading_room=True, shelving="") == 0
    undo(desk, entry)
    remove_place(desk, place)
    assert place not in {row.id for row in titles.places(desk.library)}


def test_a_place_that_a_check_of_books_names_stays(desk: Desk) -> None:
    place = add_place(desk, "二楼书库")
    note_check(desk, place_id=place, from_no="", to_no="", looked=3, marked=0)
    with pytest.raises(PlaceNamed) as caught:
        remove_place(desk, place)
    assert "二楼书库" in caught.value.text()


def test_a_seeded_place_keeps_its_code_until_it_is_renamed(desk: Desk) -> None:
    first = titles.places(desk.library)[0]
    assert edit_place(desk, first.id, name=first.shown(), reading_room=False, shelving="A")
    assert titles.places(desk.library)[0].name == "stacks"


def test_names_are_there_once_and_what_is_used_stays(desk: Desk) -> None:
    first, second = titles.places(desk.library)[:2]
    for name in (first.shown(), "STACKS"):
        with pytest.raises(PlaceNameTaken):
            add_place(desk, name)
    with pytest.raises(PlaceNameMissing):
        add_place(desk, "  ")
    change_copy(desk, add_book(desk, "草房子").copy_id, place_id=second.id)
    with pytest.raises(PlaceInUse):
        remove_place(desk, second.id)
    with pytest.raises(FirstPlace):
        remove_place(desk, first.id)


def test_a_cover_outlives_the_tidying_while_a_title_or_an_undo_needs_it(desk: Desk) -> None:
    from libdesk.domain.ops import Op

    made = add_book(desk, "草房子")
    set_cover(desk, made.title_id, b"one")
    set_cover(desk, made.title_id, b"two")
    with desk.action(Op.TIDY_JOURNAL) as act:
        assert blobs.drop_unheld(act.connection) == 0
        act.connection.execute("DELETE FROM journal_image")
        assert blobs.drop_unheld(act.connection) == 1
    assert titles.cover(desk.library, made.title_id) == b"two"
    assert value(desk, "SELECT count(*) FROM blob") == 1
