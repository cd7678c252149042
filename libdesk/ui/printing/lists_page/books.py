"""Lists about books and the reports, as they are asked for."""

from PySide6.QtWidgets import QLineEdit

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.registers.summary import YearSummary
from libdesk.domain.rows.listed import Shelf
from libdesk.domain.rows.reports import Period, periods
from libdesk.i18n import N_, _
from libdesk.store.queries import lists
from libdesk.ui import icons
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import named
from libdesk.ui.printing.lists import books as makers
from libdesk.ui.printing.lists.desk import command_card_pages, desk_card_pages
from libdesk.ui.printing.lists_page.fields import CardFields, ListFields, fill
from libdesk.ui.printing.paper import Paper, paper_of
from libdesk.ui.tab import Surroundings


class ShelfFields(ListFields):
    NAME = "shelf"
    TITLE = N_("Shelf list")
    ICON = icons.SHELF
    EMPTY = N_("No copy stands there.")
    OP = Op.FIND_BOOKS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.place = self.one_of("list_shelf_place", _("Place"))
        self.stretch = named(QLineEdit(), "list_shelf_stretch")
        self.stretch.setPlaceholderText(_("all classes"))
        self.stretch.setClearButtonEnabled(True)
        self.add(
            _("Class or stretch of the shelf"), self.stretch, _("I28 is a class with all below it, K1~K9 a stretch.")
        )
        self.boxes = self.tick("list_shelf_boxes", _("A box to tick before each copy"), on=False)
        self.stretch.editingFinished.connect(self._typed)
        self._last = ""

    def _typed(self) -> None:
        if self.stretch.text() != self._last:
            self._last = self.stretch.text()
            self.changed.emit()

    def refresh(self) -> None:
        fill(self.place, [(None, _("All places")), *lists.places(self.desk.read(Op.FIND_BOOKS))])

    def paper(self) -> Paper | None:
        place_id = self.place.currentData()
        shelf = Shelf(place_id, self.stretch.text().strip())
        place = self.place.currentText() if place_id is not None else ""
        return paper_of(_("Shelf list"), makers.shelf_pages, shelf, place, boxes=self.boxes.isChecked())


class NewFields(ListFields):
    NAME = "new"
    TITLE = N_("New books")
    ICON = icons.ADD
    EMPTY = N_("No book has come in these days. Ask for more days.")
    OP = Op.FIND_BOOKS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.days = self.number("list_new_days", _("Of the last so many days"), 1, 3650, 30)

    def paper(self) -> Paper | None:
        return paper_of(_("New books"), makers.new_pages, self.days.value())


class ReportFields(ListFields):
    NAME = "report"
    TITLE = N_("Report on lending")
    ICON = icons.STATISTICS
    EMPTY = N_("There is nothing to report on.")
    OP = Op.SEE_REPORTS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        note = _("Figures, charts and tables; it prints well in grey too.")
        self.period = self.one_of("list_report_period", _("Period of the report"), note=note)

    def refresh(self) -> None:
        found = periods(self.desk.today, self.desk.calendar)
        fill(self.period, [(period, f"{period.name}  {period.days()}") for period in found])

    def paper(self) -> Paper | None:
        period: Period = self.period.currentData()
        return paper_of(_("Report on lending: {period}").format(period=period.name), _report, period)


def _report(desk: Desk, period: Period) -> Pages:
    from libdesk.documents.report import report_pages
    from libdesk.ui.printing.lists.report import report_paper

    return report_pages(report_paper(desk, period))


class RegisterFields(ListFields):
    NAME = "registers"
    TITLE = N_("Registers")
    ICON = icons.LIST
    EMPTY = N_("Nothing was entered in that year.")
    STARTS_EMPTY = N_("The years are being read …")
    OP = Op.SEE_REGISTERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        registers = [("copies", _("Accession register")), ("batches", _("Summary register"))]
        self.what = self.one_of("list_register", _("Register"), registers)
        self.year = self.one_of("list_register_year", _("Year"))
        self._years: dict[int, YearSummary] = {}
        self._reading = OneJob(around.jobs, self)

    def refresh(self) -> None:
        """In the background: a library of 300,000 copies takes a moment."""
        self._reading.start(Lane.PREVIEW, _(self.TITLE), _years, self._show_years, lambda _error: None)

    def _show_years(self, years: list[YearSummary]) -> None:
        self._years = {year.year: year for year in reversed(years)}
        fill(self.year, [(year, str(year)) for year in self._years])
        self.changed.emit()

    def paper(self) -> Paper | None:
        from libdesk.ui.cataloguing.registers import papers

        found: YearSummary | None = self._years.get(self.year.currentData())
        if found is None:
            return None
        if self.what.currentData() == "copies":
            title, closed = papers.copies_title(found.year), bool(found.closed_day)
            return paper_of(title, papers.copies_pages, found.year, closed=closed)
        return paper_of(papers.summary_title(found.year), papers.summary_pages, found)


def _years(desk: Desk, _progress: Progress) -> list[YearSummary]:
    from libdesk.actions.registers.closing import summaries

    return summaries(desk)


class CommandCardFields(CardFields):
    NAME = "commands"
    TITLE = N_("Command cards")
    ICON = icons.SCAN
    NOTE = N_("One sheet to cut and laminate: a scan of a card starts a shift, lends, returns, renews or undoes.")

    def paper(self) -> Paper | None:
        return paper_of(_("Command cards"), command_card_pages)


class DeskCardFields(CardFields):
    NAME = "desk_card"
    TITLE = N_("Desk card")
    ICON = icons.HELP
    NOTE = N_("One page to lie at the desk: how to lend and return, the keys, what each colour means, whom to ask.")

    def paper(self) -> Paper | None:
        return paper_of(_("Desk card"), desk_card_pages)
