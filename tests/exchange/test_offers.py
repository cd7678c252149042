"""Lists of suppliers and bureaus as they really are headed: what they say is read, what they do not is not guessed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.exchange.errors import FileError
from libdesk.exchange.export import write_table
from libdesk.exchange.offers import OfferList, read_offers
from tests.exchange.marc_files import records

GOOD = "9787020008728"


def read(tmp_path: Path, head: tuple[str, ...], *rows: tuple[object, ...]) -> OfferList:
    path = tmp_path / "书目.xlsx"
    write_table(path, "书目", head, rows)  # type: ignore[arg-type]
    found = read_offers(path)
    assert found.adds_up
    return found


@pytest.mark.parametrize(
    ("heading", "asked"),
    [("采购数量", 4), ("册数", 4), ("复本数", 4), ("库存", None), ("库存数量", None), ("可供数量", None)],
)
def test_how_many_are_wanted_is_not_how_many_the_supplier_has(tmp_path: Path, heading: str, asked: int | None) -> None:
    found = read(tmp_path, ("书名", "ISBN", heading), ("草房子", GOOD, 4))
    assert [offer.asked for offer in found.offers] == [asked]


def test_a_list_without_numbers_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, ("书名", "作者", "定价"), ("草房子", "曹文轩", 22.5))
    (offer,) = found.offers
    assert (offer.asked, offer.price_fen, found.has_counts) == (None, 2250, False)


def test_barcodes_of_a_supplier_are_isbns_and_may_repeat(tmp_path: Path) -> None:
    found = read(tmp_path, ("书名", "条码", "单价"), ("草房子", GOOD, 1), ("草房子", GOOD, 1))
    assert [offer.isbn for offer in found.offers] == [GOOD, GOOD]
    assert not found.faults


def test_a_number_that_is_no_isbn_is_told_and_the_row_is_taken(tmp_path: Path) -> None:
    found = read(tmp_path, ("书名", "ISBN"), ("草房子", "9787020008729"), ("三体", "9.78754E+12"))
    assert [offer.isbn for offer in found.offers] == ["", ""]
    assert all(offer.note for offer in found.offers)


def test_volumes_are_books_of_their_own(tmp_path: Path) -> None:
    found = read(tmp_path, ("书名", "卷册", "ISBN"), ("西游记", "上", GOOD), ("西游记", "下", ""))
    assert [offer.title for offer in found.offers] == ["西游记(上)", "西游记(下)"]


def test_a_file_without_titles_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,班级\n张三,三(1)班\n", "utf-8")
    with pytest.raises(FileError):
        read_offers(path)


def test_a_file_of_records_is_a_list_too(tmp_path: Path) -> None:
    path = tmp_path / "发货.iso"
    path.write_bytes(b"".join(records("gb18030")) + b"00026nam0 broken\x1d")
    found = read_offers(path)
    assert found.adds_up
    assert [(offer.title, offer.asked) for offer in found.offers][:2] == [("河边的灯塔", 2), ("农田里的算术", 6)]
    assert len(found.faults) == 1
    assert found.faults[0].why


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"书名,ISBN,数量\n{text}".encode()))
def test_whatever_the_file_holds_only_file_errors_come_of_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "书目.csv"
    path.write_bytes(data)
    try:
        found = read_offers(path)
    except FileError:
        return
    assert found.adds_up
