"""A report's table: values as they are read and as a spreadsheet reckons with them, and the line of sums."""

from datetime import date

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.reports.tables import Of, Percent, ReportColumn, ReportTable, as_cell, bars, rate, share, shown
from libdesk.domain.rows.reports import all_periods

COLUMNS = (ReportColumn("Class"), ReportColumn("Copies", Of.COUNT, summed=True), ReportColumn("Share", Of.SHARE))


def test_values_are_read_in_words_and_reckoned_as_numbers() -> None:
    assert [shown(1234, Of.COUNT), shown(123450, Of.MONEY), shown(1.5, Of.RATE), shown(12.34, Of.SHARE)] == [
        "1,234", "¥1,234.50", "1.50", "12.3%",
    ]  # fmt: skip
    assert shown(None, Of.RATE) == "–"
    assert shown(date(2026, 3, 9), Of.DAY) == "2026年3月9日"
    assert (as_cell(123450, Of.MONEY), as_cell(1.239, Of.RATE), as_cell("", Of.COUNT)) == (1234.5, 1.24, None)
    assert as_cell(85.3, Of.SHARE) == Percent(0.853)


def test_sums_stand_under_what_can_be_added_up() -> None:
    table = ReportTable(COLUMNS, (("甲", 3, 30.0), ("乙", 7, 70.0)))
    assert table.sums == ("合计", 10, "")
    assert table.all_rows[-1] == table.sums
    assert ReportTable(COLUMNS, (("甲", 3, 30.0),)).sums is None


def test_nothing_is_divided_by_nothing_and_nothing_is_drawn_of_it() -> None:
    assert (rate(1, 0), share(1, 0)) == (None, None)
    assert bars("图", (("甲", 0), ("乙", None)), 1) is None


def test_every_term_year_and_month_can_be_chosen() -> None:
    terms = (Term(date(2024, 9, 1), date(2025, 1, 20), "老学期"), Term(date(2026, 2, 25), date(2026, 7, 5), "本期"))
    found = all_periods(date(2026, 3, 9), Calendar(terms=terms))
    names = [period.name for period in found]
    assert names[0] == "本期"
    assert {"老学期", "2025年", "2026年2月", "2024年3月", "2024—2025学年", "开馆以来"} <= set(names)
    assert len(names) == len(set(names))
    february = next(period for period in found if period.name == "2026年2月")
    assert (february.first, february.last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert all(period.last <= date(2026, 3, 9) for period in found)
    years = all_periods(date(2026, 3, 9), Calendar(), years=True)
    assert [period.name for period in years][:2] == ["2025—2026学年", "2024—2025学年"]


def test_terms_of_one_name_are_all_offered_and_told_apart_by_their_school_year() -> None:
    autumn = [Term(date(year, 8, 31), date(year + 1, 1, 20), "第一学期") for year in (2023, 2024, 2025)]
    spring = [Term(date(year + 1, 2, 24), date(year + 1, 7, 4), "第二学期") for year in (2023, 2024)]
    found = all_periods(date(2025, 11, 14), Calendar(terms=(*autumn, *spring)))
    named = [(period.name, period.first.year) for period in found if period.term]
    assert named == [
        ("2025—2026学年第一学期", 2025), ("2024—2025学年第二学期", 2025), ("2024—2025学年第一学期", 2024),
        ("2023—2024学年第二学期", 2024), ("2023—2024学年第一学期", 2023),
    ]  # fmt: skip
    lone = all_periods(date(2025, 11, 14), Calendar(terms=(autumn[2],)))
    assert lone[0].name == "第一学期", "nothing else is called so"
