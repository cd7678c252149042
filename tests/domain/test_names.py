"""Names and titles: folded, sorted and found, against a real FTS5 table."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.names import initials, name_key, query_match, reader_tokens, sort_key, title_tokens
from libdesk.domain.pinyin import title_readings

TITLES = [
    ("活着", "余华"),
    ("三国演义（上）", "罗贯中"),
    ("水浒传", "施耐庵"),
    ("红星照耀中国", "斯诺 ; 长征出版社"),
    ("Python编程：从入门到实践", "Eric Matthes"),
    ("Ⅲ度烧伤", ""),
    ("三体", "刘慈欣"),
    ("重庆之夜", "曾敏"),
    ("The story of St. Louis", ""),
    ("𠮷野家与䶮", ""),
]
NAMES = [
    "张三",
    "单田芳",
    "仇英",
    "区小明",
    "解珍",
    "曾子",
    "查良镛",
    "翟欣欣",
    "尉迟恭",
    "阿依古丽·买买提",
    "吕布",
    "Anna Li",
]


def index(rows: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(words, content='', tokenize='unicode61', prefix='1 2 3')")
    connection.executemany("INSERT INTO t(rowid, words) VALUES (?, ?)", enumerate(rows))
    return connection


def found(connection: sqlite3.Connection, typed: str) -> list[int]:
    match = query_match(typed)
    if match is None:
        return []
    return [row[0] for row in connection.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (match,))]


@pytest.fixture(scope="module")
def titles() -> Iterator[sqlite3.Connection]:
    connection = index([" ".join(map(title_tokens, row)) for row in TITLES])
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def readers() -> Iterator[sqlite3.Connection]:
    connection = index([reader_tokens(name) for name in NAMES])
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("活着", [0]),
        ("三", [1, 6]),
        ("三国演义上", [1]),
        ("三国演义（上）", [1]),
        ("演义", [1]),
        ("演义 罗贯中", [1]),
        ("罗贯中 演义", [1]),
        ("活着 罗贯中", []),
        ("shz", [2]),  # the second reading of 传
        ("shuihu", [2]),
        ("zhuan", [2]),
        ("cq", [7]),
        ("chongqing", [7]),
        ("chang zheng", [3]),
        ("st", [6, 8]),  # initials of 三体, and an English word
        ("story", [8]),
        ("louis", [8]),
        ("python", [4]),
        ("PYTHON编程", [4]),
        ("ｐｙ", [4]),
        ("iii", [5]),
        ("Ⅲ度", [5]),
        ("𠮷", [9]),
        ("与䶮", [9]),
        ("shuihuzhuan", [2]),  # three syllables and more: cut into pairs
        ("sanguoyanyi", [1]),
        ("sanguoyany", [1]),
        ("hongxingzhaoyaozhongguo", [3]),
        ("zhaoyaozhongg", [3]),
        ("chongqingzhiye", [7]),
        ("rumendaoshijian", [4]),
        ("sgyy", [1]),  # four initials and more
        ("hxzyzg", [3]),
        ("sanguoyi", []),
        ("国三", []),
        ("xyz", []),
    ],
)
def test_a_title_is_found(titles: sqlite3.Connection, typed: str, rows: list[int]) -> None:
    assert found(titles, typed) == rows


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zs", "张三"),
        ("zhang san", "张三"),
        ("zhangsan", "张三"),
        ("zhāng", "张三"),
        ("stf", "单田芳"),
        ("dtf", "单田芳"),
        ("qiu", "仇英"),
        ("cy", "仇英"),
        ("oxm", "区小明"),
        ("qxm", "区小明"),
        ("xz", "解珍"),
        ("zengzi", "曾子"),
        ("cengzi", "曾子"),
        ("zhaliang", "查良镛"),
        ("zhai", "翟欣欣"),
        ("di", "翟欣欣"),
        ("yuchi", "尉迟恭"),
        ("买买提", "阿依古丽·买买提"),
        ("阿依古丽买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("ayglmmt", "阿依古丽·买买提"),
        ("lv", "吕布"),
        ("lü", "吕布"),
        ("lub", "吕布"),
        ("anna", "Anna Li"),
        ("li an", "Anna Li"),
    ],
)
def test_a_reader_is_found_in_every_reading(readers: sqlite3.Connection, typed: str, name: str) -> None:
    assert name in [NAMES[row] for row in found(readers, typed)]


@given(
    st.text(max_size=40)
    | st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=10, max_size=60)
    | st.text(alphabet="活着三国zs\"*%'()-+^:ǁ{}\\ NEAROT", max_size=30)
)
def test_whatever_is_typed_is_no_error(titles: sqlite3.Connection, typed: str) -> None:
    found(titles, typed)


@pytest.mark.parametrize(
    "typed", ["internationalization", '"', "*", "%", "a OR", "NEAR(a", "a:b", "col : x", "^", "ǁpz", "'", "a*b"]
)
def test_signs_of_the_search_engine_are_only_signs(titles: sqlite3.Connection, typed: str) -> None:
    assert found(titles, typed) == []


@pytest.mark.parametrize(("typed", "plain"), [("-shz", "shz"), ("\x00活", "活"), ("*活*", "活"), ("《三国", "三国")])
def test_a_sign_beside_a_word_counts_for_nothing(titles: sqlite3.Connection, typed: str, plain: str) -> None:
    assert found(titles, typed) == found(titles, plain) != []


@pytest.mark.parametrize("typed", ["", "  ", "%", '"', "·"])
def test_nothing_to_look_for_is_no_query(typed: str) -> None:
    assert query_match(typed) is None


def test_a_page_pasted_into_the_search_box_is_no_error(titles: sqlite3.Connection) -> None:
    assert found(titles, "三国演义" * 5000) == []
    assert found(titles, "ab " * 5000) == []


@given(st.text(alphabet="三国演义水浒传红楼梦·（）", min_size=1, max_size=12), st.data())
def test_every_part_of_a_title_finds_it(title: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(title) - 1))
    part = title[start : data.draw(st.integers(start + 1, len(title)))]
    connection = index([title_tokens(title)])
    assert found(connection, part) == ([0] if query_match(part) else [])
    connection.close()


@given(st.text(alphabet="三国演义水浒传红楼梦西安重庆行长音乐会", min_size=1, max_size=12), st.data())
def test_every_part_of_a_title_is_found_by_its_pinyin(title: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(title) - 1))
    part = title[start : data.draw(st.integers(start + 1, len(title)))]
    syllables = [data.draw(st.sampled_from(title_readings(char))) for char in part]
    last = data.draw(st.integers(1, len(syllables[-1])))
    connection = index([title_tokens(title)])
    assert found(connection, "".join([*syllables[:-1], syllables[-1][:last]])) == [0]
    assert found(connection, "".join([syllable[0] for syllable in syllables])) == [0]
    connection.close()


def test_a_long_title_is_found_by_all_its_syllables_however_they_could_be_cut() -> None:
    connection = index([title_tokens("三三三三三三三三浒安三三三国")])
    assert found(connection, f"{'san' * 7}huan{'san' * 3}g") == [0]
    connection.close()


@given(st.text(max_size=30))
def test_making_tokens_never_fails(text: str) -> None:
    for tokens in (title_tokens(text), reader_tokens(text)):
        assert not any(token.isspace() for token in tokens.split())


def test_an_isbn_is_found_with_and_without_hyphens() -> None:
    connection = index([" ".join(map(title_tokens, ("活着", "9787208061644")))])
    assert found(connection, "9787208061644") == found(connection, "978-7-208-06164-4") == [0]
    assert found(connection, "978-7-208") == found(connection, "97872") == [0]
    assert all(found(connection, "9787208061644"[:size]) == [0] for size in range(1, 14))
    connection.close()


@pytest.mark.parametrize(
    "name",
    [
        "阿依古丽·买买提",
        "阿依古丽・买买提",
        "阿依古丽•买买提",
        "阿依古丽‧买买提",
        "阿依古丽．买买提",
        " 阿依古丽 买买提",
    ],
)
def test_name_dots_and_spaces_do_not_part_a_person_from_himself(name: str) -> None:
    assert name_key(name) == "阿依古丽买买提"


def test_width_and_case_are_folded_in_a_key() -> None:
    assert name_key("Ａnna Li") == name_key("anna li") == "annali"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("张三", ("zs",)), ("单田芳", ("stf", "dtf", "ctf")), ("尉迟恭", ("ycg", "wcg")), ("Anna", ())],
)
def test_initials_in_every_reading(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name) == letters


def test_names_sort_by_the_reading_of_the_surname_then_by_character() -> None:
    names = ["张三", "章四", "张五", "李一", "林二", "单一", "尚二", "曾子", "Anna", "仇英", "丁一"]
    assert sorted(names, key=sort_key) == [
        "Anna", "丁一", "李一", "林二", "仇英", "单一", "尚二", "曾子", "张三", "张五", "章四",
    ]  # fmt: skip


@given(st.text(max_size=12))
def test_a_sort_key_is_ascii(name: str) -> None:
    assert sort_key(name).isascii()
