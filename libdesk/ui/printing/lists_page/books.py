"""Lists about books and the reports, as they are asked for."""

from functools import partial

from PySide6.QtWidgets import QLineEdit

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.ops import Op
from libdesk.domain.press import Press
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
from libdesk.ui.printing.lists_page.fields import ListFields, fill
from libdesk.ui.printing.paper import Paper
from libdesk.ui.settings.section import choice, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm


class ShelfFields(ListFields):
    NAME = "shelf"
    TITLE = N_("Shelf list")
    ICON = icons.SHELF
    EMPTY = N_("No copy stands there.")
    OP = Op.FIND_BOOKS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.place = choice("list_shelf_place", [])
        self.add(_("Place"), self.place)
        self.stretch = named(QLineEdit(), "list_shelf_stretch")
        self.stretch.setPlaceholderText(_("all classes"))
        self.stretch.setClearButtonEnabled(True)
        self.add(
            _("Class or stretch of the shelf"), self.stretch, _("I28 is a class with all below it, K1~K9 a stretch.")
        )
        self.boxes = self.tick("list_shelf_boxes", _("A box to tick before each copy"), on=False)
        self.place.activated.connect(lambda _row: self.changed.emit())
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
        return Paper(_("Shelf list"), partial(_shelf, shelf, place, self.boxes.isChecked()))


def _shelf(shelf: Shelf, place: str, boxes: bool, desk: Desk, _press: Press) -> Pages:
    return makers.shelf_pages(desk, shelf, place, boxes=boxes)


class NewFields(ListFields):
    NAME = "new"
    TITLE = N_("New books")
    ICON = icons.ADD
    EMPTY = N_("No book has come in these days. Ask for more days.")
    OP = Op.FIND_BOOKS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.days = calm(spin("list_new_days", 1, 3650))
        self.days.setKeyboardTracking(True)
        self.days.setValue(30)
        self.add(_("Of the last so many days"), self.days)
        self.days.valueChanged.connect(lambda _value: self.changed.emit())

    def paper(self) -> Paper | None:
        return Paper(_("New books"), partial(_new, self.days.value()))


def _new(days: int, desk: Desk, _press: Press) -> Pages:
    return makers.new_pages(desk, days)


class ReportFields(ListFields):
    NAME = "report"
    TITLE = N_("Report on lending")
    ICON = icons.STATISTICS
    EMPTY = N_("There is nothing to report on.")
    OP = Op.SEE_REPORTS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.period = choice("list_report_period", [])
        self.add(_("Period of the report"), self.period, _("Figures, charts and tables; it prints well in grey too."))
        self.period.activated.connect(lambda _row: self.changed.emit())

    def refresh(self) -> None:
        found = periods(self.desk.today, self.desk.calendar)
        fill(self.period, [(period, f"{period.name}  {period.days()}") for period in found])

    def paper(self) -> Paper | None:
        period: Period = self.period.currentData()
        return Paper(_("Report on lending: {period}").format(period=period.name), partial(_report, period))


def _report(period: Period, desk: Desk, _press: Press) -> Pages:
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
        self.what = choice("list_register", [("copies", _("Accession register")), ("batches", _("Summary register"))])
        self.add(_("Register"), self.what)
        self.year = choice("list_register_year", [])
        self.add(_("Year"), self.year)
        self._years: dict[int, YearSummary] = {}
        self._reading = OneJob(around.jobs, self)
        for field in (self.what, self.year):
            field.activated.connect(lambda _row: self.changed.emit())

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
            make = partial(_copies, found.year, bool(found.closed_day))
            return Paper(papers.copies_title(found.year), make)
        return Paper(papers.summary_title(found.year), partial(_summary, found))


def _years(desk: Desk, _progress: Progress) -> list[YearSummary]:
    from libdesk.actions.registers.closing import summaries

    return summaries(desk)


def _copies(year: int, closed: bool, desk: Desk, _press: Press) -> Pages:
    from libdesk.ui.cataloguing.registers import papers

    return papers.copies_pages(desk, year, closed=closed)


def _summary(year: YearSummary, desk: Desk, _press: Press) -> Pages:
    from libdesk.ui.cataloguing.registers import papers

    return papers.summary_pages(desk, year)


class CommandCardFields(ListFields):
    NAME = "commands"
    TITLE = N_("Command cards")
    ICON = icons.SCAN
    EMPTY = ""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        note = _("One sheet to cut and laminate: a scan of a card starts a shift, lends, returns, renews or undoes.")
        self.add_note(note)

    def paper(self) -> Paper | None:
        return Paper(_("Command cards"), _command_cards)


def _command_cards(desk: Desk, _press: Press) -> Pages:
    from libdesk.documents.command_cards import command_cards
    from libdesk.documents.paged import Whole

    return Whole(_("Command cards"), command_cards(desk.settings.school))


class DeskCardFields(ListFields):
    NAME = "desk_card"
    TITLE = N_("Desk card")
    ICON = icons.HELP
    EMPTY = ""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        note = _("One page to lie at the desk: how to lend and return, the keys, what each colour means, whom to ask.")
        self.add_note(note)

    def paper(self) -> Paper | None:
        return Paper(_("Desk card"), _desk_card)


def _desk_card(desk: Desk, _press: Press) -> Pages:
    from libdesk.documents.paged import Whole
    from libdesk.ui.printing.document_makers import desk_card_maker

    return Whole(_("Desk card"), desk_card_maker(desk.settings.school)())
