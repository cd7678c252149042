"""The list of titles: found as one types, in any order, narrowed by choices, long searches beside the window."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.catalogue_search import Order, State, Wanted
from libdesk.domain.ops import Op, Role
from libdesk.store.queries import catalogue
from libdesk.store.queries.catalogue import SORTED_AT_ONCE
from libdesk.store.tables import Copy, Title
from libdesk.ui.finding.title_list import PAGE, TitleList
from libdesk.ui.widgets.paged_rows import PagedRows
from tests.builders import add_book, make_desk, make_library
from tests.look import dress, undress
from tests.ui.surroundings import Kept, nameless, surroundings

MANY = 450


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    desk = make_desk(make_library(tmp_path))
    undress()
    with surroundings(desk, tmp_path) as made:
        yield made
    desk.library.close()


def fill(desk: Desk, count: int = MANY) -> range:
    """Titles of two kinds and classes, each with a copy."""
    with desk.action(Op.ADD_BOOKS) as act:
        rows = [
            (f"昆虫记第{n}册", "periodical" if n % 9 == 0 else "book", f"Q96{n % 3}", f"Q96{n % 3}/{n}", 0)
            for n in range(count, 0, -1)
        ]
        ids = act.add_many(Title, ("title", "kind", "class_no", "call_no", "added"), rows)
        copies = [(one, "loan" if one % 5 == 0 else "shelf", 1 + one % 2) for one in ids]
        act.add_many(Copy, ("title_id", "status", "place_id"), copies)
    return ids


def shown(qtbot: QtBot, kept: Kept, **how: object) -> TitleList:
    made = TitleList(kept.around, **how)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    dress()
    made.resize(911, 400)
    made.show()
    made.refresh()
    return made


def names(titles: TitleList) -> list[str]:
    return [row.title for row in titles.table.model.rows()]


def test_each_key_is_answered_without_a_pause(qtbot: QtBot, kept: Kept) -> None:
    add_book(kept.around.desk, "城南旧事")
    add_book(kept.around.desk, "草房子")
    titles = shown(qtbot, kept)
    for typed, expected in (("c", ["草房子", "城南旧事"]), ("cn", ["城南旧事"]), ("cnx", [])):
        titles.search.setText(typed)
        QApplication.processEvents()
        assert names(titles) == expected


def test_nothing_typed_shows_the_whole_library_where_that_is_asked_for(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk)
    assert names(shown(qtbot, kept)) == []
    whole = shown(qtbot, kept, whole=True, order=Order.NEWEST)
    assert whole.total == len(whole.listed) == MANY
    assert f"{MANY}" in whole.count_line.text()


def test_the_list_is_sorted_as_one_chooses(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk, 9)
    titles = shown(qtbot, kept, whole=True)
    first = {Order.NEWEST: "昆虫记第1册", Order.TITLE: "昆虫记第1册", Order.SHELF: "昆虫记第3册"}
    for order, name in first.items():
        titles.show_wanted(Wanted(order=order))
        assert names(titles)[0] == name
    titles.table.view.horizontalHeader().sectionPressed.emit(0)
    titles.table.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert titles.wanted.order is Order.TITLE
    assert names(titles)[:3] == ["昆虫记第1册", "昆虫记第2册", "昆虫记第3册"]
    assert names(titles)[-1] == "昆虫记第9册"


def test_choices_narrow_the_list_and_one_button_shows_all_again(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk)
    titles = shown(qtbot, kept, whole=True)
    titles.show_wanted(Wanted(kind="periodical", class_no="Q960", state=State.SHELF))
    assert 0 < (titles.total or 0) < MANY // 9
    assert titles.filters.isVisible()
    titles.filters.clear_all.click()
    assert titles.total == MANY


def test_a_class_is_typed_and_a_place_is_chosen(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk)
    titles = shown(qtbot, kept, whole=True)
    titles.fold.click()
    qtbot.keyClicks(titles.filters.class_no, "q961")
    assert titles.total == MANY // 3
    titles.filters.place.setFocus()
    qtbot.keyClick(titles.filters.place, Qt.Key.Key_Down)
    assert titles.wanted.place == 1
    assert titles.total == MANY // 6


def test_choices_fit_nothing_and_the_way_out_is_offered(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk, 3)
    titles = shown(qtbot, kept, whole=True)
    titles.show_wanted(Wanted(kind="chart"))
    titles.findChild(QPushButton, "face_choice").click()  # type: ignore[union-attr]
    assert titles.total == 3


def test_many_are_chosen_without_being_read(qtbot: QtBot, kept: Kept) -> None:
    ids = fill(kept.around.desk)
    titles = shown(qtbot, kept, whole=True, many=True)
    with qtbot.waitSignal(titles.selection_changed):
        titles.table.view.selectAll()
    assert titles.selected_ids() == list(titles.listed) == sorted(ids, reverse=True)
    assert titles.count_selected() == MANY
    rows = titles.table.model.rows()
    assert isinstance(rows, PagedRows)
    assert len(rows._pages) < MANY // PAGE


def test_a_change_elsewhere_shows_here_and_cursor_choice_and_place_stay(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    ids = fill(desk)
    titles = shown(qtbot, kept, whole=True, many=True)
    bar = titles.table.view.verticalScrollBar()
    assert titles.select(ids[3])
    place, chosen = bar.value(), titles.selected_ids()
    assert place > 0
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, ids[3], title="昆虫记 另一本")
    titles.refresh()
    row = titles.current_row()
    assert row is not None
    assert row.title == "昆虫记 另一本"
    assert (bar.value(), titles.selected_ids()) == (place, chosen)
    add_book(desk, "新来的书")
    titles.refresh()
    assert titles.current_row().id == ids[3]  # type: ignore[union-attr]
    assert names(titles)[0] == "新来的书"


def test_what_takes_long_comes_from_beside_the_window(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk)
    titles = shown(qtbot, kept, whole=True, moment=0, order=Order.TITLE)
    begun = []
    titles.searcher.begun.connect(lambda _wanted, ids: begun.append((len(ids), len(names(titles)), titles.total)))
    assert titles.table.face.isVisible()
    qtbot.waitUntil(lambda: titles.total == MANY)
    assert begun == [(PAGE, PAGE, None)]  # the first are shown while the rest is still sorted
    assert names(titles)[0] == "昆虫记第1册"
    titles.look_for("昆虫记")
    qtbot.waitUntil(lambda: titles.total == MANY)


def test_how_many_there_are_is_said_before_the_rest_is_sorted(qtbot: QtBot, kept: Kept) -> None:
    many = SORTED_AT_ONCE + 1
    fill(kept.around.desk, many)
    titles = shown(qtbot, kept, whole=True, many=True)
    titles.show_wanted(Wanted("昆虫记", order=Order.TITLE))
    assert (titles.total, len(titles.listed)) == (many, PAGE)
    assert f"{many:,}" in titles.count_line.text()
    assert names(titles)[:2] == ["昆虫记第1册", "昆虫记第2册"]
    qtbot.waitUntil(lambda: len(titles.listed) == many)
    assert titles.listed == catalogue.all_ids(kept.around.desk.library, titles.wanted)
    assert titles.current_row().title == "昆虫记第1册"  # type: ignore[union-attr]


def test_a_long_list_that_is_asked_for_anew_stays_where_it_is(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    ids = fill(desk)
    titles = shown(qtbot, kept, whole=True, many=True, moment=0, order=Order.NEWEST)
    qtbot.waitUntil(lambda: titles.total == MANY)
    assert titles.select(ids[3])
    place = titles.table.view.verticalScrollBar().value()
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, ids[3], title="昆虫记 另一本")
    titles.refresh()
    assert titles.current_row().title == "昆虫记 另一本"  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not titles.searcher.busy)
    assert (titles.table.view.verticalScrollBar().value(), titles.selected_ids()) == (place, [ids[3]])
    add_book(desk, "新来的书")
    titles.refresh()
    qtbot.waitUntil(lambda: titles.total == MANY + 1)
    assert titles.selected_ids() == [ids[3]]
    assert names(titles)[0] == "新来的书"


def test_the_next_key_drops_what_is_still_looked_for(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk)
    add_book(kept.around.desk, "草房子")
    titles = shown(qtbot, kept, whole=True, moment=0)
    answers = []
    titles.searcher.answered.connect(lambda wanted, _ids: answers.append(wanted.text))
    for typed in ("昆", "昆虫", "草", "草房"):
        titles.search.setText(typed)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: names(titles) == ["草房子"])
    assert answers[-1] == "草房"
    assert not titles.searcher.busy


def test_leaving_while_something_is_looked_for_leaves_no_thread(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk)
    titles = shown(qtbot, kept, whole=True, moment=0)
    assert titles.searcher.busy
    kept.around.jobs.wait_and_close()
    assert not [one for one in threading.enumerate() if one.name.startswith("search")]


def test_a_list_that_cannot_be_read_says_so_and_can_be_tried_again(qtbot: QtBot, kept: Kept) -> None:
    fill(kept.around.desk, 3)
    titles = shown(qtbot, kept, whole=True)
    kept.around.desk.actor = Actor(Role.SYSTEM)  # who may not find books
    titles.refresh()
    assert titles.table.face.isVisible()
    kept.around.desk.actor = Actor(Role.LIBRARIAN)
    titles.findChild(QPushButton, "face_choice").click()  # type: ignore[union-attr]
    assert titles.total == 3


def test_return_opens_a_title_and_all_that_is_operated_has_a_name(qtbot: QtBot, kept: Kept) -> None:
    ids = fill(kept.around.desk, 3)
    titles = shown(qtbot, kept, whole=True, extra=("kind", "class_no", "publisher", "year", "copies"))
    titles.fold.click()
    qtbot.keyClick(titles.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(titles.opened) as opened:
        qtbot.keyClick(titles.table.view, Qt.Key.Key_Return)
    assert opened.args == [ids[-1]]
    assert nameless(titles) == []


def test_the_best_hit_is_shown_unless_the_cursor_was_moved(kept: Kept, qtbot: QtBot) -> None:
    for title in ("我家门前的海", "海", "海底两万里"):
        add_book(kept.around.desk, title)
    titles = TitleList(kept.around)
    qtbot.addWidget(titles)
    titles.show()

    def type_in(text: str) -> str:
        titles.search.setText(text)
        titles.search.ask()
        row = titles.current_row()
        return row.title if row is not None else ""

    assert type_in("我家") == "我家门前的海"
    type_in("海")
    first = titles.table.model.rows()[0].title
    assert first != "我家门前的海"
    assert titles.current_row().title == first  # type: ignore[union-attr]  # there is one
    titles.table.view.selectRow(2)
    chosen = titles.current_row()
    assert chosen is not None
    assert type_in("海 ") == chosen.title, "who has chosen a row keeps it"
