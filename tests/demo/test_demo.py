"""The sample library: sound, sensible on any day, the same each time, and never in the way of a real one."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.demo import make_demo, open_demo
from libdesk.demo.errors import NotASample
from libdesk.demo.file import SCHOOL
from libdesk.demo.terms import AHEAD, BEHIND, sample_calendar, terms_around
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.charges import suspension_for
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grade_of
from libdesk.domain.identifiers import normalise_isbn
from libdesk.domain.lending_kinds import kind_on
from libdesk.domain.rule_templates import Template, rules_of
from libdesk.domain.rulebook import RuleBook
from libdesk.domain.terms import check_terms
from libdesk.store.database import create_library
from tests.builders import TODAY, make_desk
from tests.invariants import broken, rows_of

DAYS = (TODAY, date(2026, 8, 5), date(2026, 9, 3), date(2027, 1, 31), date(2028, 2, 29))


@pytest.fixture(scope="module")
def sample_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Path]:
    """The sample library of a day, made once; tests only read it."""
    folder = tmp_path_factory.mktemp("demo")

    def made(today: date) -> Path:
        path = folder / f"{today}.libdesk"
        if not path.exists():
            make_demo(path, today=today)
        return path

    return made


@pytest.fixture
def sample(sample_of: Callable[[date], Path]) -> Path:
    """Today's."""
    return sample_of(TODAY)


@pytest.fixture
def rows(sample: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sample)) as connection:
        yield connection


def value(connection: sqlite3.Connection, query: str, *arguments: object) -> int:
    return int(connection.execute(query, arguments).fetchone()[0])


def test_it_says_that_it_is_a_sample(sample: Path) -> None:
    desk = make_desk(sample)
    assert desk.settings.demo
    assert desk.settings.school == SCHOOL
    desk.library.close()


def test_it_is_as_large_as_a_primary_school_library(rows: sqlite3.Connection) -> None:
    assert 2_900 <= value(rows, "SELECT count(*) FROM title") <= 3_200
    assert 4_000 <= value(rows, "SELECT count(*) FROM copy") <= 5_500
    assert value(rows, "SELECT count(*) FROM reader WHERE kind = 'pupil'") == 600
    assert value(rows, "SELECT count(*) FROM reader WHERE kind = 'teacher'") == 40
    assert value(rows, "SELECT count(*) FROM reader WHERE kind = 'class'") == 22
    assert value(rows, "SELECT count(*) FROM appointment WHERE to_day IS NULL") == 8
    assert value(rows, "SELECT count(*) FROM loan WHERE returned IS NOT NULL") > 4_000


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_any_day_of_the_year_it_is_sound_and_shows_every_state(
    sample_of: Callable[[date], Path], today: date
) -> None:
    path = sample_of(today)
    with closing(sqlite3.connect(path)) as rows:
        assert broken(rows) == []
        day, soon = today.isoformat(), (today + timedelta(days=3)).isoformat()
        assert value(rows, "SELECT count(*) FROM loan WHERE returned IS NULL AND due < ?", day) >= 8
        assert value(rows, "SELECT count(*) FROM loan WHERE returned IS NULL AND due > ?", soon) >= 50
        assert value(rows, "SELECT count(*) FROM loan WHERE returned IS NULL AND due BETWEEN ? AND ?", day, soon) >= 1
        assert value(rows, "SELECT count(*) FROM loan WHERE returned IS NULL AND claimed_day IS NOT NULL") == 3
        assert value(rows, "SELECT count(*) FROM loan WHERE renewals > 0") >= 20
        assert value(rows, "SELECT count(*) FROM loan WHERE outcome = 'lost'") == 6
        assert value(rows, "SELECT count(*) FROM charge WHERE kind = 'loss' AND state = 'open' AND amount_fen > 0") == 6
        assert value(rows, "SELECT count(*) FROM reader WHERE suspended_until >= ?", day) >= 3
        assert value(rows, "SELECT count(*) FROM title WHERE queued = 1") == 1
        states = dict(rows.execute("SELECT status, count(*) FROM copy GROUP BY status"))
        assert set(states) == {"shelf", "loan", "in_house", "hold", "lost", "missing", "repair", "withdrawn"}
        holds = dict(rows.execute("SELECT state, count(*) FROM hold GROUP BY state"))
        assert set(holds) == {"waiting", "ready", "done", "cancelled", "expired"}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_in_it_lies_in_the_future(sample_of: Callable[[date], Path], today: date) -> None:
    path = sample_of(today)
    day = today.isoformat()
    with closing(sqlite3.connect(path)) as rows:
        for table, column in (
            ("loan", "lent_day"), ("loan", "returned_day"), ("house_use", "used_day"), ("copy", "entered"),
            ("suspension", "from_day"), ("enrolment", "from_day"),
        ):  # fmt: skip
            assert value(rows, f"SELECT count(*) FROM {table} WHERE {column} > ?", day) == 0, (table, column)
        midnight = value(rows, "SELECT max(at) FROM journal")
        for table, column in (("loan", "lent"), ("loan", "returned"), ("hold", "placed"), ("shift", "ended")):
            assert value(rows, f"SELECT count(*) FROM {table} WHERE {column} > ?", midnight) == 0, (table, column)


def test_due_dates_follow_the_calendar_and_the_rules(rows: sqlite3.Connection) -> None:
    calendar = sample_calendar(TODAY)
    for due, in_house in rows.execute("SELECT DISTINCT due, in_house FROM loan"):
        day = date.fromisoformat(due)
        assert in_house or calendar.is_open(day)
    out = rows.execute(
        "SELECT r.kind, count(*) FROM loan l JOIN reader r ON r.id = l.reader_id"
        " WHERE l.returned IS NULL GROUP BY l.reader_id"
    ).fetchall()
    assert max(count for kind, count in out if kind == "pupil") <= 3
    assert max(count for kind, count in out if kind == "teacher") <= 10


def test_its_rules_are_those_of_a_primary_school(sample: Path) -> None:
    desk = make_desk(sample)
    assert desk.rules.rules == rules_of(Template.PRIMARY)
    desk.library.close()


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_its_suspensions_come_from_the_rule(sample_of: Callable[[date], Path], today: date) -> None:
    path = sample_of(today)
    calendar, system, book = sample_calendar(today), SchoolSystem.SIX_THREE, RuleBook(rules_of(Template.PRIMARY))
    with closing(sqlite3.connect(path)) as rows:
        found = rows.execute(
            """SELECT s.from_day, s.until, s.reckoned, l.due, l.returned_day, c.item_kind, l.entry_year, l.class_no
               FROM suspension s JOIN loan l ON l.id = s.loan_id JOIN copy c ON c.id = l.copy_id"""
        ).fetchall()
        assert len(found) > 50
        for first, until, reckoned, due, back, item_kind, entered, class_no in found:
            day = date.fromisoformat(back)
            grade = grade_of(entered, Stage.PRIMARY, day, system)
            assert grade is not None
            assert 3 <= grade <= 6
            rule = book.rule(kind_on("pupil", ClassRef(Stage.PRIMARY, entered, class_no), day, system), item_kind)
            worked_out = suspension_for(rule, date.fromisoformat(due), day, calendar)
            assert worked_out is not None
            assert (first, until, reckoned) == (back, worked_out.until.isoformat(), worked_out.kept())
        assert value(
            rows,
            """SELECT count(*) FROM loan l JOIN suspension s ON s.reader_id = l.reader_id
               WHERE l.in_house = 0 AND l.lent_day > s.from_day AND l.lent_day <= s.until""",
        ) == 0, "and who is suspended borrows nothing"  # fmt: skip


def test_pupils_borrow_only_while_they_are_at_school(rows: sqlite3.Connection) -> None:
    query = "SELECT count(*) FROM loan l JOIN enrolment e ON e.reader_id = l.reader_id WHERE l.lent_day < e.from_day"
    assert value(rows, query) == 0


def test_its_numbers_are_well_formed(rows: sqlite3.Connection) -> None:
    isbns = [row[0] for row in rows.execute("SELECT isbn FROM title WHERE isbn IS NOT NULL")]
    assert len(isbns) == len(set(isbns)) > 2_500
    assert all(normalise_isbn(isbn).isbn13 == isbn for isbn in isbns)
    for key, printed in rows.execute("SELECT code_key, printed FROM barcode"):
        assert key == fold_barcode(printed)
    assert value(rows, "SELECT count(*) FROM copy WHERE id NOT IN (SELECT copy_id FROM barcode WHERE copy_id > 0)") == 0
    assert value(rows, "SELECT count(*) FROM (SELECT class_no FROM title WHERE class_no = '')") == 0


def test_names_that_programs_stumble_over_are_in_it(rows: sqlite3.Connection) -> None:
    names = {row[0] for row in rows.execute("SELECT name FROM reader")}
    assert names >= {"𠮷祥瑞", "䶮新月", "单雨桐", "仇天佑", "区子轩", "解思远", "曾晓燕", "查良玉", "阿依古丽·买买提"}


def test_the_same_seed_and_day_give_the_same_library(sample: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again.libdesk", tmp_path / "other.libdesk"
    make_demo(again, today=TODAY)
    make_demo(other, today=TODAY, seed=2)
    with (
        closing(sqlite3.connect(sample)) as a,
        closing(sqlite3.connect(again)) as b,
        closing(sqlite3.connect(other)) as c,
    ):
        assert rows_of(a) == rows_of(b)
        assert rows_of(a) != rows_of(c)


def test_the_desk_works_in_it(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    shutil.copyfile(sample, path)
    desk = make_desk(path)
    find = desk.library.connection.execute
    copy_id = find("SELECT id FROM copy WHERE status = 'shelf' AND item_kind = 'book' ORDER BY id").fetchone()[0]
    reader_id = find(
        "SELECT id FROM reader r WHERE kind = 'pupil' AND state = 'active' AND suspended_until IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM loan WHERE reader_id = r.id AND returned IS NULL)"
    ).fetchone()[0]
    lend(desk, copy_id=copy_id, reader_id=reader_id)
    for (loaned,) in find("SELECT copy_id FROM loan WHERE returned IS NULL").fetchall():
        give_back(desk, copy_id=loaned)
    assert broken(desk.library.connection) == []
    desk.library.close()


def test_what_was_tried_out_today_is_still_there_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    open_demo(path, TODAY)
    desk = make_desk(path)
    copy_id = desk.library.connection.execute("SELECT copy_id FROM loan WHERE returned IS NULL").fetchone()[0]
    give_back(desk, copy_id=copy_id)
    desk.library.close()
    open_demo(path, TODAY)
    with closing(sqlite3.connect(path)) as rows:
        assert value(rows, "SELECT count(*) FROM loan WHERE returned IS NULL AND copy_id = ?", copy_id) == 0
        assert value(rows, "SELECT count(*) FROM journal WHERE shift_id IS NULL") == 2


def test_on_another_day_it_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    open_demo(path, TODAY - timedelta(days=40))
    open_demo(path, TODAY)
    with closing(sqlite3.connect(path)) as rows:
        newest = rows.execute("SELECT max(lent_day) FROM loan WHERE in_house = 0").fetchone()[0]
        assert date.fromisoformat(newest) >= TODAY - timedelta(days=4)
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo.libdesk"]


def test_a_real_library_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "library.libdesk"
    create_library(path)
    before = path.read_bytes()
    with pytest.raises(NotASample, match=r"library\.libdesk"):
        make_demo(path, today=TODAY)
    with pytest.raises(NotASample):
        open_demo(path, TODAY)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"notes of the librarian", b"SQLite format 3\x00 cut off"])
def test_a_file_that_cannot_be_read_as_a_sample_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "demo.libdesk"
    path.write_bytes(content)
    with pytest.raises(NotASample):
        make_demo(path, today=TODAY)
    assert path.read_bytes() == content


def test_today_lies_in_a_term_on_every_day_of_four_years() -> None:
    day = date(2025, 1, 1)
    while day < date(2029, 1, 1):
        terms = terms_around(day)
        assert check_terms(terms) == terms
        assert terms[2].first + BEHIND <= day <= terms[2].last - AHEAD
        day += timedelta(days=1)


def test_helpers_have_lent_and_taken_back_and_papers_have_a_price(tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    make_demo(path, today=TODAY)
    with closing(sqlite3.connect(path)) as rows:
        assert value(rows, "SELECT count(*) FROM subscription WHERE coalesce(year_fen, 0) = 0") == 0
        in_shift = "SELECT count(*) FROM journal j JOIN shift s ON s.id = j.shift_id WHERE j.at"
        assert value(rows, f"{in_shift} NOT BETWEEN s.started AND s.ended") == 0
        of_no_loan = """SELECT count(*) FROM journal j WHERE j.op = 'lend' AND NOT EXISTS (SELECT 1 FROM loan l
          WHERE l.lent = j.at AND l.copy_id = json_extract(j.args, '$.copy'))"""
        assert value(rows, of_no_loan) == 0
        helpers = "SELECT count(DISTINCT s.reader_id) FROM journal j JOIN shift s ON s.id = j.shift_id"
        assert value(rows, helpers) >= 6
