"""The papers of student librarians: the list with their figures, a training's attendance list, certificates."""

from collections.abc import Callable, Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.hours import show_hours
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.documents import Certificate, TableColumn, TablePaper, TablePart
from libdesk.domain.rows.helpers import ATTENDANCE_NAMES, BestRow, Trainee, TrainingRow
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.semester.helpers.words import HelperRow, kept, number

LIST = (
    TableColumn(N_("Class")), TableColumn(N_("Name")), TableColumn(N_("Until")),
    TableColumn(N_("Duties kept"), share=2, right=True), TableColumn(N_("Missed"), share=2, right=True),
    TableColumn(N_("No sign-on"), share=2, right=True), TableColumn(N_("Hours"), share=2, right=True),
    TableColumn(N_("Transactions"), share=2, right=True), TableColumn(N_("Taken back"), share=2, right=True),
    TableColumn(N_("Trainings"), share=2, right=True), TableColumn(N_("Drills"), share=2, right=True),
    TableColumn(N_("Note"), share=6),
)  # fmt: skip
ATTENDANCE = (
    TableColumn(N_("No."), right=True), TableColumn(N_("Class")), TableColumn(N_("Name")), TableColumn(N_("State")),
    TableColumn("", share=1),
)  # fmt: skip


def list_paper(desk: Desk, term: TermRow, rows: Sequence[HelperRow]) -> TablePaper:
    """The librarian's own list: it names everybody."""
    lines = tuple(
        (
            row.group, row.name, row.until, kept(row.record), number(row.record.missed),
            number(row.record.unsigned), show_hours(row.record.minutes) if row.record.minutes else "",
            number(row.record.transactions),
            number(row.record.corrections), number(row.record.trainings), number(row.record.drills_passed), "",
        )
        for row in sorted(rows, key=lambda row: row.sort_key)
    )  # fmt: skip
    foot = ngettext("{n} student librarian", "{n} student librarians", len(rows)).format(n=len(rows))
    note = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    heading = _("Student librarians, {term}").format(term=term.name)
    return TablePaper(desk.settings.school, heading, note, LIST, (TablePart("", lines),), foot, wide=True)


def attendance_paper(desk: Desk, row: TrainingRow, people: Sequence[Trainee]) -> TablePaper:
    """To be signed at the training; what is noted already stands there."""
    school = school_of(desk)
    lines = tuple(
        (
            str(nth), one.person.group(school), one.person.shown,
            _(ATTENDANCE_NAMES[one.state]) if one.state is not None else "", "",
        )
        for nth, one in enumerate(people, start=1)
    )  # fmt: skip
    parts = [show_day(row.day, year=True)]
    if row.minutes:
        parts.append(ngettext("{n} minute", "{n} minutes", row.minutes).format(n=row.minutes))
    if row.trainer:
        parts.append(_("held by {name}").format(name=row.trainer))
    parts.append(_("signatures at the right"))
    return TablePaper(
        desk.settings.school, _("Attendance: {topic}").format(topic=row.topic), "  ·  ".join(parts), ATTENDANCE,
        (TablePart("", lines),), signed=(_("Held by"),), ruled=True,
    )  # fmt: skip


def certificate_maker(desk: Desk, term: TermRow, best: Sequence[BestRow]) -> Callable[[], bytes]:
    """A certificate for each; it goes to the pupil, so it bears the whole name."""
    school, name = school_of(desk), desk.settings.school
    papers = [
        Certificate(
            name, _("Outstanding student librarian"), _name(row, row.person.group(school)),
            _body(term, row.why), row.day,
        )
        for row in best
    ]  # fmt: skip
    title = _("Certificates of the best student librarians")

    def make() -> bytes:
        from libdesk.documents.certificate import certificate_pages

        return certificate_pages(title, papers).pdf()

    return make


def _name(row: BestRow, group: str) -> str:
    return _("{group} {name}:").format(group=group, name=row.person.name).strip()


def _body(term: TermRow, why: str) -> str:
    text = _(
        "In {term} you served all readers faithfully and carefully at the desk of our library, and are chosen as an "
        "outstanding student librarian."
    ).format(term=term.name)
    record = _("The record of the term: {why}.").format(why=why) if why else ""
    return "\n".join(line for line in (text, record, _("With our thanks and encouragement.")) if line)
