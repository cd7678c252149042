"""The catalogue goes out as lists and as records and comes in again elsewhere as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.exports import export_books
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices
from libdesk.actions.imports.records.plan import plan_records
from libdesk.actions.imports.records.plans import RecordChoices
from libdesk.actions.imports.records.write import write_records
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.exports import ENDINGS, ExportForm, Selection
from libdesk.exchange.errors import FileNotWritten
from libdesk.store.tables import Copy
from libdesk.ui.imports.reading import read
from tests.builders import add_book, make_desk, make_library
from tests.exchange.marc_files import isbn

ALL = Selection()
MARC = [form for form in ExportForm if not form.name.startswith("XLSX")]
# The fields that both lists and records know; the rest is proved beside each format.
FIELDS = (
    "title, subtitle, author, contributors, original_title, publisher, pub_place, pub_date, year, edition, isbn, issn,"
    " unified_no, price_fen, binding, extent, size, accompanying, series, series_no, class_no, call_no, subjects,"
    " summary, note"
)


def supplier(folder: Path) -> Path:
    """A list as a dealer sends it: GBK, ten-digit numbers, dates and prices as they come."""
    rows = ["编号,书名,出版社简称,著者,出版日期,定价,空,ISBN,开本,中图大类,类别,备注"]
    for n in range(60):
        ten = isbn(n).replace("-", "")[3:12]
        check = -sum(int(digit) * (10 - place) for place, digit in enumerate(ten)) % 11
        number = f"7-5{ten[2:6]}-{ten[6:]}-{'X' if check == 10 else check}"
        about = f"刘{n}(美),2005-{n % 12 + 1}-1,{n + 8}.80 "
        rows.append(f"{643000 + n},第{n}封信：给{n}号,接力,{about},,{number},32开,I,小说/散文,")
    path = folder / "supplier.csv"
    path.write_bytes("\r\n".join(rows).encode("gbk"))
    return path


def crawled(folder: Path) -> Path:
    """A list of another kind: UTF-8 with its mark, prices and dates in many shapes, titles of abroad."""
    dates, prices = ("2006-5", "2014", "1991-2-1", "2018年10月"), ("29.00元", "28.00", "CNY 39.50", "45", "NT$ 220")
    about = "original_title,translator,subtitle,series"
    rows = [f"ID,Rating,Votes,Title,author,publisher,pub_year,pages,price,binding,isbn,{about}"]
    for n in range(60):
        number = isbn(5_000 + n).replace("-", "")
        rows.append(
            f"{n},8.{n % 10},{n},=第{n}座山,[英] 怀特{n},远山出版社,{dates[n % 4]},{100 + n},{prices[n % 5]},平装,"
            f"{number},The Mountain {n},林{n} / 周{n},副题{n},小丛书·{n % 7}"
        )
    path = folder / "crawled.csv"
    path.write_bytes("\r\n".join(rows).encode("utf-8-sig"))
    return path


def bring_in(desk: Desk, path: Path) -> None:
    """As the page does: guesses, plan, written."""
    write_books(desk, plan_books(desk, read(path).parse(), BookChoices()))


def content(desk: Desk, fields: str = FIELDS) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(f"SELECT {fields} FROM title ORDER BY isbn, title").fetchall()


def copies(desk: Desk) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(
        "SELECT b.printed, c.accession_no, c.price_fen, c.source, c.entered FROM copy c"
        " JOIN barcode b ON b.copy_id = c.id ORDER BY b.printed"
    ).fetchall()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another school's library, still empty."""
    folder = tmp_path / "other"
    folder.mkdir()
    desk = make_desk(make_library(folder))
    yield desk
    desk.close()


@pytest.mark.parametrize("make", [supplier, crawled])
@pytest.mark.parametrize("form", [ExportForm.XLSX_COPIES, ExportForm.XLSX_TITLES])
def test_a_list_goes_in_and_out_through_a_workbook_without_loss(
    desk: Desk,
    other: Desk,
    tmp_path: Path,
    make,
    form: ExportForm,  # type: ignore[no-untyped-def]
) -> None:
    bring_in(desk, make(tmp_path))
    receipt = export_books(desk, tmp_path / "out.xlsx", form, ALL)
    assert (receipt.titles, receipt.copies) == (60, 60)
    bring_in(other, tmp_path / "out.xlsx")
    assert content(other) == content(desk)
    assert copies(other) == copies(desk)


@pytest.mark.parametrize("make", [supplier, crawled])
@pytest.mark.parametrize("form", MARC)
def test_a_list_goes_in_and_out_through_records_without_loss(
    desk: Desk,
    other: Desk,
    tmp_path: Path,
    make,
    form: ExportForm,  # type: ignore[no-untyped-def]
) -> None:
    bring_in(desk, make(tmp_path))
    path = tmp_path / f"out{ENDINGS[form]}"
    receipt = export_books(desk, path, form, ALL)
    assert (receipt.titles, receipt.copies, receipt.trimmed) == (60, 60, 0)
    plan = plan_records(other, [path], RecordChoices(give_call_no=False))
    assert plan.counts.new == 60
    write_records(other, plan)
    assert content(other) == content(desk)
    assert copies(other) == copies(desk)


def test_only_what_is_chosen_goes_out(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, supplier(tmp_path))
    add_book(desk, "没有分类的书", copies=2)
    with desk.action(Op.EDIT_COPIES) as act:
        act.change(Copy, 1, status="withdrawn")
    everything = export_books(desk, tmp_path / "a.xlsx", ExportForm.XLSX_COPIES, ALL)
    assert (everything.titles, everything.copies) == (61, 61)
    assert export_books(desk, tmp_path / "b.xlsx", ExportForm.XLSX_COPIES, Selection(withdrawn=True)).copies == 62
    assert export_books(desk, tmp_path / "c.xlsx", ExportForm.XLSX_COPIES, Selection(class_no="I")).titles == 60
    assert export_books(desk, tmp_path / "d.xlsx", ExportForm.XLSX_COPIES, Selection(place_id=1)).titles == 0


def test_an_export_that_is_stopped_or_fails_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    add_book(desk, "活着")
    with pytest.raises(Cancelled):
        export_books(desk, tmp_path / "a.iso", ExportForm.CNMARC, ALL, Progress(stopped=lambda: True))
    with pytest.raises(FileNotWritten):
        export_books(desk, tmp_path / "missing" / "a.xlsx", ExportForm.XLSX_COPIES, ALL)
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix in (".iso", ".part", ".xlsx")] == []


def test_a_pupil_at_the_desk_takes_no_catalogue_along(desk: Desk, tmp_path: Path) -> None:
    helper = make_desk(desk.library.path, Role.HELPER)
    with pytest.raises(NotAllowed):
        export_books(helper, tmp_path / "a.xlsx", ExportForm.XLSX_COPIES, ALL)
    helper.close()
