"""The summary, the log and the list of equipment on paper."""

from collections.abc import Callable, Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.calendar import Term
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.leaders import EQUIPMENT_STATES, STUDY_KINDS, EquipmentRow, StudyRow, hours_text
from libdesk.domain.show import show_day, show_money
from libdesk.domain.summaries import Chapter
from libdesk.i18n import N_, _
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.printing.lists.moment import now_here

STUDY: Final = (
    TableColumn(N_("Day")),
    TableColumn(N_("Kind")),
    TableColumn(N_("Topic"), share=2),
    TableColumn(N_("By whom")),
    TableColumn(N_("Hours"), right=True),
    TableColumn(N_("What came of it"), share=1),
)
EQUIPMENT: Final = (
    TableColumn(N_("Name of the thing"), share=2),
    TableColumn(N_("Model"), share=1),
    TableColumn(N_("Inventory number")),
    TableColumn(N_("How many"), right=True),
    TableColumn(N_("Where it stands")),
    TableColumn(N_("Bought")),
    TableColumn(N_("Unit price"), right=True),
    TableColumn(N_("State")),
)


def summary_maker(desk: Desk, term: Term, chapters: Sequence[Chapter]) -> Callable[[], bytes]:
    school, day = desk.settings.school, desk.today
    days = f"{show_day(term.first, weekday=False, year=True)} – {show_day(term.last, weekday=False, year=True)}"
    told = tuple((chapter.heading, chapter.text) for chapter in chapters)
    heading = _("Summary of work: {term}").format(term=term.name or days)

    def make() -> bytes:
        from libdesk.documents.summary import SummaryPaper, summary_pages

        signed = _("{school} library").format(school=school) if school else _("The library")
        return summary_pages(SummaryPaper(school, heading, days, told, day, signed)).pdf()

    return make


def study_maker(desk: Desk, rows: Sequence[StudyRow]) -> Callable[[], bytes]:
    cells = tuple(
        (
            show_day(row.day, weekday=False, year=True), _(STUDY_KINDS[row.kind]), row.topic, row.who,
            hours_text(row.hours_tenth), row.outcome,
        )
        for row in rows
    )  # fmt: skip
    return list_maker(
        TablePaper(desk.settings.school, _("Study and research"), "", STUDY, (TablePart("", cells),), at=now_here(desk))
    )


def equipment_maker(desk: Desk, rows: Sequence[EquipmentRow]) -> Callable[[], bytes]:
    cells = tuple(
        (
            row.name, row.model, row.number, str(row.quantity), show_place(row.place) if row.place else "",
            show_day(row.bought, weekday=False, year=True) if row.bought else "",
            show_money(row.price_fen) if row.price_fen is not None else "", _(EQUIPMENT_STATES[row.state]),
        )
        for row in rows
    )  # fmt: skip
    return list_maker(
        TablePaper(desk.settings.school, _("Equipment"), "", EQUIPMENT, (TablePart("", cells),), at=now_here(desk),
                   wide=True)
    )  # fmt: skip
