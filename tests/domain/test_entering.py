"""What came with an order and is not in the catalogue yet."""

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.deliveries import Counts
from libdesk.domain.entering import to_enter
from libdesk.domain.rows.orders import LineRow
from libdesk.domain.same_books import book_key


def line(number: int, title: str, booked: int, isbn: str = "") -> LineRow:
    counts = Counts(booked, booked, 0, booked)
    return LineRow(number, 1, number, title, "", "", None, isbn, None, "", counts, "", None, None)


def left(lines: list[LineRow], *entered: tuple[str, str, int]) -> list[tuple[int, int]]:
    keys = [(book_key(title, "", isbn), copies) for title, isbn, copies in entered]
    return [(one.line.id, one.left) for one in to_enter(lines, keys)]


def test_a_copy_counts_for_the_line_of_its_isbn_and_else_for_one_of_its_title() -> None:
    lines = [line(1, "草房子", 2, "9787530774779"), line(2, "活着", 3)]
    assert left(lines, ("草房子 新版", "9787530774779", 1), ("活着", "9787506365437", 3)) == [(1, 1)]


def test_what_stands_in_two_lines_is_counted_once() -> None:
    lines = [line(1, "草房子", 2, "9787530774779"), line(2, "草房子", 2, "9787530774779")]
    assert left(lines, ("草房子", "9787530774779", 3)) == [(2, 1)]


@given(st.lists(st.integers(0, 5), max_size=6), st.lists(st.integers(1, 9), max_size=6))
def test_never_more_is_left_than_came(booked: list[int], copies: list[int]) -> None:
    lines = [line(n, f"书{n % 3}", count) for n, count in enumerate(booked, 1)]
    rows = to_enter(lines, [(book_key(f"书{n % 3}"), count) for n, count in enumerate(copies)])
    assert sum(row.left for row in rows) >= sum(booked) - sum(copies)
    assert all(0 < row.left <= row.line.counts.booked for row in rows)
