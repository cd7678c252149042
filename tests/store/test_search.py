"""The search index is kept with every row: after any actions and undos it equals what the rows say."""

import random
import sqlite3
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.undo import undo
from libdesk.domain.names import query_match
from libdesk.domain.ops import Op
from libdesk.store import search
from libdesk.store.database import maintaining
from libdesk.store.restore import rebuild_words
from libdesk.store.tables import Reader, Title
from tests.builders import make_desk, make_library

NAMES = ("李小雨", "王一", "阿依古丽·买买提", "单雄信", "欧阳娜娜", "Li Lei", "张三")
TITLES = ("城南旧事", "西游记", "三体", "十万个为什么", "Harry Potter 与魔法石", "Ⅷ世纪", "重庆森林")


def words_of(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """What the rows say should be found."""
    found = {}
    for table, index in search.INDEXES.items():
        for row in connection.execute(f"SELECT id, {', '.join(index.columns)} FROM {table}"):
            found[table, row[0]] = index.split(row[1:])
    return found


def kept_words(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    return {
        (table, row_id): words
        for table, index in search.INDEXES.items()
        for row_id, words in connection.execute(f"SELECT id, words FROM {index.words_table}")
    }


def found_words(connection: sqlite3.Connection) -> dict[tuple[str, str], set[int]]:
    """Each word of the full-text index with the rows it leads to, as FTS5 itself has them."""
    found: dict[tuple[str, str], set[int]] = {}
    for table, index in search.INDEXES.items():
        connection.execute(f"CREATE VIRTUAL TABLE temp.inside USING fts5vocab(main, {index.index_table}, instance)")
        for word, row_id in connection.execute("SELECT term, doc FROM temp.inside"):
            found.setdefault((table, word), set()).add(row_id)
        connection.execute("DROP TABLE temp.inside")
    return found


def assert_index_equals_rows(path: Path) -> None:
    with maintaining(path) as connection:
        kept, found = kept_words(connection), found_words(connection)
        assert kept == words_of(connection)
        rebuild_words(connection)
        assert kept_words(connection) == kept
        assert found_words(connection) == found


def random_action(desk: Desk, dice: random.Random, done: list[int]) -> None:
    readers = [row[0] for row in desk.library.connection.execute("SELECT id FROM reader")]
    titles = [row[0] for row in desk.library.connection.execute("SELECT id FROM title")]
    match dice.randrange(8):
        case 0:
            with desk.action(Op.IMPORT_READERS) as act:
                act.add(Reader, kind="pupil", name=dice.choice(NAMES), school_no=str(dice.randrange(10**8)))
        case 1:
            with desk.action(Op.IMPORT_BOOKS) as act:
                act.add(Title, title=dice.choice(TITLES), author=dice.choice(NAMES), added=act.at)
        case 2:
            with desk.action(Op.IMPORT_BOOKS) as act:
                rows = [(title, act.at) for title in dice.sample(TITLES, 3)]
                act.add_many(Title, ("title", "added"), rows)
        case 3 if readers:
            with desk.action(Op.IMPORT_READERS) as act:
                act.change(Reader, dice.choice(readers), name=dice.choice(NAMES))
        case 4 if titles:
            with desk.action(Op.IMPORT_BOOKS) as act:
                row = dice.choice(titles)
                act.change(Title, row, title=dice.choice(TITLES), subtitle=dice.choice((None, "上", "下")))
                act.change(Title, row, note="not searched", isbn=dice.choice((None, "9787530216781")))
        case 5 if readers:
            with desk.action(Op.IMPORT_READERS) as act:
                act.remove(Reader, dice.choice(readers))
        case _ if done:
            try:
                done.append(undo(desk, dice.choice(done)).journal_id)
            except CannotUndo:
                return
            return
        case _:
            return
    done.append(act.journal_id)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_actions_and_undos_the_index_equals_the_rows(tmp_path: Path, seed: int) -> None:
    path = make_library(tmp_path)
    desk, dice = make_desk(path), random.Random(seed)
    done: list[int] = []
    for _ in range(60):
        random_action(desk, dice, done)
    desk.library.close()
    assert_index_equals_rows(path)


@pytest.mark.parametrize("count", [3, 2_000])
@pytest.mark.parametrize("columns", [("title", "added"), (*search.INDEXES["title"].columns, "added")])
def test_many_rows_are_indexed_alike_whether_they_say_all_of_themselves_or_not(
    tmp_path: Path, count: int, columns: tuple[str, ...]
) -> None:
    path = make_library(tmp_path)
    desk = make_desk(path)
    full = {"kind": "book", "class_no": "I247.5", "call_no": "I247.5/12", "grade_from": 3, "isbn": "9787530216781"}
    with desk.action(Op.IMPORT_BOOKS) as act:
        for start in range(2):
            titles = [f"{TITLES[n % len(TITLES)]}{start}" for n in range(count)]
            act.add_many(
                Title,
                columns,
                [[{**full, "title": title, "added": act.at}.get(name) for name in columns] for title in titles],
            )
    desk.library.close()
    assert_index_equals_rows(path)


def change_titles_and_fail(desk: Desk) -> None:
    with desk.action(Op.IMPORT_BOOKS) as act:
        act.add(Title, title="三体", added=act.at)
        act.change(Title, 1, title="西游记")
        raise ZeroDivisionError


def test_an_action_that_fails_leaves_the_index_as_it_was(path: Path) -> None:
    desk = make_desk(path)
    with pytest.raises(ZeroDivisionError):
        change_titles_and_fail(desk)
    desk.library.close()
    assert_index_equals_rows(path)


@pytest.mark.parametrize("typed", ["城南", "旧事", "cnjs", "chengnan", "林海音", "lhy"])
def test_a_title_is_found_by_characters_and_by_pinyin(path: Path, typed: str) -> None:
    with maintaining(path) as connection:
        rows = connection.execute("SELECT rowid FROM title_index WHERE title_index MATCH ?", (query_match(typed),))
        assert rows.fetchall() == [(1,)]


def test_only_columns_that_are_searched_touch_the_index() -> None:
    assert search.touches_words("title", ["title"])
    assert search.touches_words("reader", ["sex", "name"])
    assert not search.touches_words("title", ["note", "price_fen"])
    assert not search.touches_words("loan", ["due"])
