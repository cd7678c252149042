"""A whole library goes out and comes in again elsewhere: every field of every title, volume and copy as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.exports import export_books
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.book_write import write_books
from libdesk.actions.imports.plans import BookChoices
from libdesk.actions.imports.records.plan import plan_records
from libdesk.actions.imports.records.plans import RecordChoices
from libdesk.actions.imports.records.write import write_records
from libdesk.domain.callnumbers import book_class
from libdesk.domain.ops import Op
from libdesk.domain.rows.exports import ENDINGS, ExportForm, Selection
from libdesk.domain.show import ITEM_KIND_NAMES
from libdesk.domain.titles import FIELD_NAMES, KIND_NAMES, TitleFields
from libdesk.store.tables import Barcode, Copy, Place, Title, Volume
from libdesk.ui.imports.reading import read
from tests.builders import make_desk, make_library
from tests.exchange.marc_files import isbn

FORMS: Final = [form for form in ExportForm if form is not ExportForm.XLSX_TITLES]
_TITLES: Final = f"SELECT {', '.join(FIELD_NAMES)} FROM title ORDER BY title"
_VOLUMES: Final = (
    "SELECT t.title, v.label, v.ordinal, v.isbn, v.price_fen, v.extent FROM volume v JOIN title t ON t.id = v.title_id"
    " ORDER BY t.title, v.label"
)
_COPIES: Final = (
    "SELECT b.printed, t.title, v.label, c.item_kind, c.accession_no, p.name, c.call_no, c.price_fen, c.source,"
    " c.entered, c.status, c.condition, c.note FROM copy c JOIN title t ON t.id = c.title_id"
    " JOIN barcode b ON b.copy_id = c.id LEFT JOIN volume v ON v.id = c.volume_id"
    " LEFT JOIN place p ON p.id = c.place_id ORDER BY b.printed"
)

# A text of signs alone is left out: in a list a stroke or a dash says that there is nothing to say.
words = st.text("河边的灯塔一个夏天儿童小说ABCxyz019·:/;.，：；（）() ", max_size=10).map(
    lambda text: " ".join(text.split()) if any(sign.isalnum() for sign in text) else ""
)
lines = st.lists(words.filter(bool), max_size=3).map("\n".join)
prices = st.none() | st.integers(0, 99_999)
numbers = st.integers(1, 9_000_000)
days = st.sampled_from(["", "2026-03-09", "1998-10-01"])


@dataclass(frozen=True)
class Made:
    """A title as it is put into the library: of each copy which volume it is of, or -1, and its columns."""

    fields: TitleFields
    volumes: tuple[dict[str, Any], ...]
    copies: tuple[tuple[int, dict[str, Any]], ...]


@st.composite
def made(draw: st.DrawFn) -> Made:
    texts = {name: draw(words) for name in FIELD_NAMES}
    pub_date = draw(st.sampled_from(["", "2005", "2005.3", "1998-10", "2018年10月"]))
    grades = draw(st.none() | st.integers(1, 12)), draw(st.none() | st.integers(1, 12))
    fields = TitleFields(**{
        **texts, "kind": draw(st.sampled_from(sorted(KIND_NAMES))), "note": draw(lines), "summary": draw(lines),
        "pub_date": pub_date, "year": int(pub_date[:4]) if pub_date else draw(st.none() | st.integers(1900, 2026)),
        "class_no": book_class(texts["class_no"]),  # as the form and every import have it
        "isbn": "", "issn": draw(st.sampled_from(["", "1003-0107"])),
        "unified_no": draw(st.sampled_from(["", "10099·1234"])),
        "price_fen": draw(prices), "grade_from": grades[0], "grade_to": grades[1],
    })  # fmt: skip
    volumes = tuple(
        {"label": label, "ordinal": draw(st.integers(1, 99)), "price_fen": draw(prices), "extent": draw(words) or None,
         "isbn": draw(st.none() | numbers.map(lambda n: isbn(n).replace("-", "")))}
        for label in draw(st.lists(st.sampled_from(["上", "下", "第三册", "4"]), unique=True))
    )  # fmt: skip
    copies = tuple(
        (draw(st.integers(-1, len(volumes) - 1)), {
            "item_kind": draw(st.sampled_from(sorted(ITEM_KIND_NAMES))), "call_no": draw(words) or None,
            "price_fen": draw(prices), "source": draw(words) or None, "entered": draw(days) or None,
            "status": draw(st.sampled_from(["shelf", "lost", "missing", "repair", "withdrawn"])),
            "condition": draw(words) or None, "note": draw(words) or None,
            "place": draw(st.sampled_from(["", "绘本角", "A 库"])),
            "numbered": draw(st.booleans()),
        })
        for _ in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    return Made(fields, volumes, copies)


def put(desk: Desk, books: list[Made]) -> None:
    """Write them as they are, whatever a form would make of them."""
    with desk.action(Op.EDIT_COPIES) as act:
        places = {name: act.add(Place, name=name, reading_room=0) for name in ("绘本角", "A 库")}
        count = 0
        for number, book in enumerate(books):
            columns = book.fields.columns() | {"title": f"第{number}座山{book.fields.title}"}
            columns |= {"isbn": isbn(number).replace("-", "") if number % 2 else None, "author": f"作者{number}"}
            title_id = act.add(Title, **columns, queued=False, added=act.at)
            volumes = [act.add(Volume, title_id=title_id, **volume) for volume in book.volumes]
            for at, values in book.copies:
                count += 1
                kept = {name: value for name, value in values.items() if name not in ("place", "numbered")}
                copy_id = act.add(
                    Copy, title_id=title_id, volume_id=volumes[at] if at >= 0 else None, waiting=0, **kept,
                    place_id=places.get(values["place"]), accession_no=f"{count:06d}" if values["numbered"] else None,
                )  # fmt: skip
                act.add(Barcode, code_key=f"T{count:05d}", printed=f"T{count:05d}", copy_id=copy_id, since=act.at)


def content(desk: Desk) -> dict[str, list[Any]]:
    fetch = desk.library.connection.execute
    return {name: fetch(sql).fetchall() for name, sql in (("t", _TITLES), ("v", _VOLUMES), ("c", _COPIES))}


@contextmanager
def libraries() -> Iterator[tuple[Desk, Desk, Path]]:
    with TemporaryDirectory() as folder:
        desks = []
        for name in ("one", "other"):
            Path(folder, name).mkdir()
            desks.append(make_desk(make_library(Path(folder, name))))
        try:
            yield desks[0], desks[1], Path(folder)
        finally:
            for desk in desks:
                desk.close()


FULL: Final = Made(
    TitleFields(
        "辞典", kind="set", pub_date="2005", year=2005, price_fen=2850, call_no="H16/1", grade_from=3, grade_to=6,
        shelving="工具书", summary="第一行\n第二行", note="附地图",
    ),
    ({"label": "上", "ordinal": 1, "isbn": isbn(77).replace("-", ""), "price_fen": 1500, "extent": "300页"},
     {"label": "下", "ordinal": 2, "isbn": None, "price_fen": None, "extent": None}),
    tuple((0, {
        "item_kind": kind, "call_no": None, "price_fen": price, "source": None, "entered": None, "status": "shelf",
        "condition": "worn", "note": "有水渍", "place": "", "numbered": False,
    }) for kind, price in (("reference", None), ("book", 1200))),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@given(books=st.lists(made(), min_size=1, max_size=3))
@example(books=[FULL])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_library_goes_out_and_comes_in_again_without_loss(form: ExportForm, books: list[Made]) -> None:
    with libraries() as (desk, other, folder):
        put(desk, books)
        path = folder / f"out{ENDINGS[form]}"
        assert export_books(desk, path, form, Selection(withdrawn=True)).trimmed == 0
        if path.suffix == ".xlsx":
            write_books(other, plan_books(other, read(path).parse(), BookChoices(give_accession=False)))
        else:
            choices = RecordChoices(give_call_no=False, give_accession=False, bare_copies=0)
            write_records(other, plan_records(other, [path], choices))
        assert content(other) == content(desk)
