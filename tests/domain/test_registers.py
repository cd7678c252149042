"""The summary register: years follow on each other, closed ones stay, and later changes are told as corrections."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.registers.copies import CopyLine, corrections
from libdesk.domain.registers.summary import LineKind, SummaryLine, YearSummary, years
from libdesk.domain.registers.sums import LETTERS, OTHER, Sums, class_letter, total

SUMS = st.builds(
    Sums, st.integers(0, 50), st.integers(0, 90), st.integers(0, 10**6), st.integers(0, 9),
    st.dictionaries(st.sampled_from([*LETTERS, OTHER]), st.integers(1, 90), max_size=4),
)  # fmt: skip
DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2026, 12, 31))
LINES = st.builds(
    SummaryLine, st.sampled_from([LineKind.IN, LineKind.OUT]), DAYS.map(lambda day: day.isoformat()), SUMS,
    no=st.text(max_size=5), row_id=st.none() | st.integers(1, 99),
)  # fmt: skip


def change(lines: list[SummaryLine]) -> Sums:
    return total(line.change for line in lines)


def line(kind: LineKind, day: str, copies: int, fen: int = 0) -> SummaryLine:
    return SummaryLine(kind, day, Sums(copies, copies, fen, 0, {"I": copies}))


@given(SUMS, SUMS)
def test_what_is_taken_off_again_leaves_what_was(one: Sums, other: Sums) -> None:
    assert one + other - other == one + Sums()
    assert (one - one).nothing


@given(LINES)
def test_a_line_is_kept_and_read_back_as_it_was(one: SummaryLine) -> None:
    assert SummaryLine.of_values(one.as_values()) == one


@given(st.lists(LINES, max_size=12))
def test_each_year_begins_where_the_last_one_ended_and_the_last_has_it_all(lines: list[SummaryLine]) -> None:
    found = years(lines, {}, 2026)
    assert [one.year for one in found] == list(range(found[0].year, 2027))
    for before, after in pairwise(found):
        assert after.before == before.after
    assert found[-1].after == change(lines)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8), st.integers(2019, 2025), st.integers(0, 3))
def test_printed_years_stay_and_the_last_sum_is_true_whatever_was_changed_since(
    then: list[SummaryLine], now: list[SummaryLine], last_closed: int, how_many: int
) -> None:
    """Also where what came to light later lies before the first year that was closed."""
    closed: dict[int, tuple[str, list[SummaryLine]]] = {}
    for year in range(last_closed - how_many, last_closed + 1):
        printed = {one.year: one for one in years(then, closed, year)}[year]
        closed[year] = (f"{year + 1}-01-05", list(printed.lines))
    found = {one.year: one for one in years(now, closed, 2026)}
    assert all(list(found[year].lines) == lines for year, (_day, lines) in closed.items())
    assert found[2026].after == change(now)


def test_a_price_corrected_in_a_closed_year_is_a_line_of_the_first_open_one() -> None:
    closed = {2024: ("2025-01-10", [line(LineKind.IN, "2024-03-01", 2, 4_000)])}
    found = years([line(LineKind.IN, "2024-03-01", 2, 4_600), line(LineKind.IN, "2026-02-01", 1)], closed, 2026)
    correction = found[1].lines[0]
    assert (found[0].after.fen, found[1].year, correction.kind) == (4_000, 2025, LineKind.CORRECTION)
    assert (correction.sums.copies, correction.sums.fen, found[2].after.fen) == (0, 600, 4_600)


def test_within_a_year_the_opening_stands_first_and_what_came_before_what_went() -> None:
    lines = [
        line(LineKind.OUT, "2026-03-01", 1),
        line(LineKind.IN, "2026-03-01", 5),
        line(LineKind.IN, "2026-02-01", 5),
        line(LineKind.OPENING, "2026-01-01", 100),
    ]
    (found,) = years(lines, {}, 2026)
    assert [one.kind for one in found.lines] == [LineKind.OPENING, LineKind.IN, LineKind.IN, LineKind.OUT]
    assert (found.after.copies, found.sum_of(LineKind.IN).copies) == (109, 10)


def test_a_library_without_a_book_has_this_year() -> None:
    assert years([], {}, 2026) == [YearSummary(2026, Sums(), ())]


def test_the_basic_class_is_one_of_the_22() -> None:
    assert [class_letter(text) for text in ("I247.5/12", " tp3", "W1", "51-4", "", None, "教")] == [
        "I", "T", OTHER, OTHER, OTHER, OTHER, OTHER,
    ]  # fmt: skip


def copy_line(**values: object) -> CopyLine:
    plain: dict[str, object] = {
        "copy_id": 1, "entered": "2024-03-01", "accession_no": "000001", "title": "城南旧事", "author": "林海音",
        "publisher": "", "year": 2003, "edition": "", "binding": "", "size": "", "price_fen": 2_000, "source": "",
        "voucher": "", "call_no": "I247.5/1",
    }  # fmt: skip
    return CopyLine(**(plain | values))  # type: ignore[arg-type]


def test_every_field_that_differs_is_a_correction_but_a_later_withdrawal_is_none() -> None:
    now = copy_line(price_fen=2_300, call_no="I247.5/2", withdrawn_day="2026-01-05", reason="damaged")
    assert [(one.field, one.was, one.now) for one in corrections(2024, copy_line(), now)] == [
        ("price_fen", 2_000, 2_300), ("call_no", "I247.5/1", "I247.5/2"),
    ]  # fmt: skip


def test_a_copy_that_was_removed_is_told_as_such() -> None:
    (one,) = corrections(2024, copy_line(), None)
    assert (one.field, one.line.accession_no) == ("", "000001")
