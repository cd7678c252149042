"""A supplier's stick at the import page: MARC is known by its content, shown in words, written, undone, or refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.plans import RecordPlan
from libdesk.domain.rows.exports import ExportForm
from libdesk.exchange.fields import ListKind
from libdesk.ui import theme
from libdesk.ui.imports.records.view import RecordsView
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import add_book
from tests.exchange.marc_files import many, records
from tests.ui.import_stand import BOOKS, count, csv, settled, shown
from tests.ui.surroundings import nameless


def file(folder: Path, data: bytes, name: str = "supplier.dat") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def view_of(page: ImportTab) -> RecordsView:
    assert page.views.records is not None
    return page.views.records


def opened(qtbot: QtBot, page: ImportTab, path: Path) -> RecordsView:
    settled(qtbot, page, lambda: page.open_file(path))
    qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=20_000)
    return view_of(page)


def into_pool(qtbot: QtBot, page: ImportTab) -> None:
    view = view_of(page)
    view.into.setCurrentIndex(1)
    settled(qtbot, page, lambda: view.into.activated.emit(1))


def test_records_are_known_by_what_stands_in_them_and_shown_in_words(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    view = opened(qtbot, page, file(tmp_path, b"".join(records("gb18030"))))
    assert view.isVisible()
    assert view.sample.model.rows()[0].title == "河边的灯塔"
    assert "3" in view.facts.text()
    assert "CNMARC" in view.facts.text()
    assert shown(view.foot.start)
    assert page.pending
    assert count(desk, "title") == 0


def test_records_are_written_into_the_catalogue_and_undone(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    view = opened(qtbot, page, file(tmp_path, many(30)))
    view.choices.batch.setCurrentIndex(view.choices.batch.findData("purchase"))
    view.choices.batch.activated.emit(1)
    view.choices.source.setText("新华书店")
    assert view.choices.waiting.isChecked()
    assert not shown(view.ways)
    settled(qtbot, page, view.foot.start.click)
    assert (count(desk, "title"), count(desk, "copy"), count(desk, "batch")) == (30, 60, 1)
    assert "30" in view.foot.words.text()
    assert not page.pending
    assert QApplication.focusWidget() is view.foot.undo or not page.isActiveWindow()
    assert "60" in view.batch.text()
    assert [shown(way) for way in (view.ways, view.to_arrivals, view.to_batch)] == [True] * 3
    settled(qtbot, page, view.foot.undo.click)
    qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=20_000)
    assert (count(desk, "title"), count(desk, "copy"), count(desk, "batch")) == (0, 0, 0)
    assert shown(view.foot.start)
    assert not shown(view.ways)


def test_what_stood_on_the_shelves_before_waits_for_nothing_and_what_comes_later_is_a_purchase(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    view = opened(qtbot, page, file(tmp_path, many(3)))
    assert view.choices.batch.currentData() == "opening"
    assert not view.choices.waiting.isChecked()
    settled(qtbot, page, view.foot.start.click)
    assert not shown(view.to_arrivals)
    opened(qtbot, page, file(tmp_path, many(6), "later.iso"))
    assert view.choices.batch.currentData() == "purchase"
    settled(qtbot, page, view.foot.start.click)
    waiting = "SELECT count(*) FROM copy WHERE waiting <> 0"
    assert desk.library.connection.execute(waiting).fetchone()[0] == 6


def test_a_file_chosen_at_the_pool_is_meant_for_the_pool(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    page.views.buttons["pool"].click()
    view = opened(qtbot, page, file(tmp_path, many(3)))
    assert view.into_pool
    view = opened(qtbot, page, file(tmp_path, many(4), "next.iso"))
    assert view.into_pool
    settled(qtbot, page, view.foot.start.click)
    assert (count(desk, "title"), count(desk, "pool_record")) == (0, 4)
    page.views.buttons["import"].click()
    assert not opened(qtbot, page, file(tmp_path, many(5), "last.iso")).into_pool


def test_the_same_file_goes_into_the_pool_when_it_is_told_to(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    view = opened(qtbot, page, file(tmp_path, many(30)))
    into_pool(qtbot, page)
    assert not shown(view.choices)
    settled(qtbot, page, view.foot.start.click)
    assert (count(desk, "title"), count(desk, "pool_record")) == (0, 30)
    page.views.buttons["pool"].click()
    pool = page.views.pool
    assert pool is not None
    assert [row.records for row in pool.table.model.rows()] == [30]
    assert page.help_topic == "suppliers_records"
    settled(qtbot, page, pool.remove.click)
    assert count(desk, "pool_record") == 0
    assert not shown(pool.remove)


def test_a_choice_is_looked_at_anew_and_a_numbering_that_cannot_be_printed_stops_it(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_book(desk, "河边第1号的灯塔")
    view = opened(qtbot, page, file(tmp_path, many(3)))
    settled(qtbot, page, view.choices.add_copies.click)
    assert isinstance(view.plan, RecordPlan)
    assert not view.plan.choices.add_copies
    view.choices.prefix.setText("书")
    settled(qtbot, page, view.choices.changed.emit)
    assert shown(view.choices.numbering_fault)
    assert not shown(view.foot.start)


def test_records_not_taken_are_saved_with_their_reasons(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    view = opened(qtbot, page, file(tmp_path, records()[0] + b"rubbish\x1d" + records()[1]))
    assert shown(view.summary.save)
    settled(qtbot, page, lambda: view.save_refused(tmp_path / "left.iso"))
    assert b"rubbish" in (tmp_path / "left.iso").read_bytes()
    assert (tmp_path / "left.xlsx").exists()


def test_a_file_that_vanishes_is_told_in_the_page(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    path = file(tmp_path, many(3))
    view = opened(qtbot, page, path)
    path.unlink()
    settled(qtbot, page, view.foot.start.click)
    assert "supplier.dat" in view.foot.words.text()
    settled(qtbot, page, view.choices.changed.emit)
    assert shown(page.file.fault)
    assert "supplier.dat" in page.file.fault.text()


def test_a_list_after_records_stands_where_lists_stand(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    view = opened(qtbot, page, file(tmp_path, many(3)))
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert not view.isVisible()
    assert page.file.file_name.text() == "list.csv"


def test_several_files_of_a_stick_are_dropped_at_once(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    paths = [file(tmp_path, many(3), "a.iso"), file(tmp_path, b"".join(records()), "b.mrc")]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    settled(qtbot, page, lambda: page.dropEvent(drop))
    qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=20_000)
    plan = view_of(page).plan
    assert plan is not None
    assert plan.counts.new == 6


def test_the_wizards_book_page_takes_records_and_its_roster_page_does_not(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    page.only(ListKind.BOOKS)
    view = opened(qtbot, page, file(tmp_path, many(3)))
    assert not shown(view.into)
    settled(qtbot, page, view.foot.start.click)
    assert count(desk, "title") == 3
    page.only(ListKind.READERS)
    settled(qtbot, page, lambda: page.open_file(file(tmp_path, many(3))))
    assert shown(page.file.fault)


@pytest.mark.parametrize("form", list(ExportForm))
def test_the_catalogue_is_saved_from_its_view(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path, form: ExportForm
) -> None:
    add_book(desk, "活着", copies=2)
    page.views.buttons["export"].click()
    export = page.views.export
    assert export is not None
    assert page.help_topic == "export"
    export.form.setCurrentIndex(export.form.findData(form))
    export.form.activated.emit(export.form.currentIndex())
    settled(qtbot, page, lambda: export.save(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_size > 0
    assert "out" in export.foot.words.text()


def test_what_is_to_be_exported_is_asked_for_before_it_can_be_saved(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_book(desk, "活着")
    page.views.buttons["export"].click()
    export = page.views.export
    assert export is not None
    assert shown(export.foot.start)
    export.which.setCurrentIndex(export.which.findData("class"))
    export.which.activated.emit(1)
    assert shown(export.class_no)
    assert not shown(export.foot.start)
    settled(qtbot, page, lambda: export.save(tmp_path / "missing" / "out.xlsx"))
    assert "out.xlsx" in export.foot.words.text()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_every_field_of_the_views_has_a_name_and_fits_a_small_screen(
    qtbot: QtBot, page: ImportTab, tmp_path: Path, factor: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.choose_theme(app, scheme="light", factor=factor)
    try:
        view = opened(qtbot, page, file(tmp_path, many(3)))
        view.choices.batch.setCurrentIndex(1)
        view.choices.batch.activated.emit(1)
        into_pool(qtbot, page)
        settled(qtbot, page, view.foot.start.click)
        for name in ("import", "pool", "export"):
            page.views.buttons[name].click()
            assert nameless(page) == []
            assert page.minimumSizeHint().width() <= 900
            assert page.minimumSizeHint().height() <= 400
    finally:
        theme.choose_theme(app, scheme="light", factor=1.0)
