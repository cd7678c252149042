"""Announcements: what readers are told, from a day to another, on the wall and on the pages to publish."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from libdesk.actions.service import records as actions
from libdesk.domain.ops import Op
from libdesk.domain.rows.service import AnnouncementRow
from libdesk.i18n import N_, _
from libdesk.store.queries.service import records as queries
from libdesk.ui import icons
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.cataloguing.titles.form_lines import Text
from libdesk.ui.parts import button, named
from libdesk.ui.semester.service import papers
from libdesk.ui.semester.service.records_view import Maker, RecordsView
from libdesk.ui.semester.service.words import WHOLE_LINE
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

NOW = "now"
A_WHILE = timedelta(days=14)  # how long an announcement stands unless it is told otherwise


class AnnouncementForm(FormPanel):
    def __init__(self, around: Surroundings) -> None:
        super().__init__("announcement")
        self._desk = around.desk
        self.name = self.add(_("Heading"), named(QLineEdit(), "announcement_name"), share=3)
        self.first = self.add(_("From"), day_field("announcement_first", _("From"), around.desk.today))
        last = _("Last day shown")
        self.last = self.add(last, day_field("announcement_last", last, around.desk.today))
        self.ends = self.add(_("End"), named(QCheckBox(_("ends on that day")), "announcement_ends"))
        self.body = self.add(_("What is said"), Text("announcement_body", WHOLE_LINE), share=3)
        self.name.setMaxLength(100)
        self.ends.toggled.connect(self.last.setEnabled)

    def fill(self, row: AnnouncementRow | None) -> None:
        today = self._desk.today
        last = row.last if row else today + A_WHILE
        self.name.setText(row.name if row else "")
        self.body.setText(row.body if row else "")
        self.first.setDate(qdate(row.first if row else today))
        self.last.setDate(qdate(last or today + A_WHILE))
        self.ends.setChecked(last is not None)
        self.last.setEnabled(last is not None)

    def values(self) -> actions.AnnouncementForm:
        last = day_of(self.last) if self.ends.isChecked() else None
        return actions.AnnouncementForm(self.name.text(), self.body.text(), day_of(self.first), last)


class AnnouncementsView(RecordsView):
    KEY = "announcements"
    NEW = N_("New announcement")
    LIST = N_("Announcements")

    def __init__(self, around: Surroundings) -> None:
        self.fields = AnnouncementForm(around)
        super().__init__(around, self.fields, [("", _("all")), (NOW, _("to be read now"))])

    def more_buttons(self) -> tuple[QWidget, ...]:
        self.poster = button("announcements_poster", _("Print for the wall"), self._poster, icon=icons.PRINT)
        return (self.poster,)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Heading"), lambda row: row.name, width=Width.STRETCH),
            Column("days", N_("From and to"), lambda row: row.days(), sort=lambda row: (row.first, row.id), spare=1),
            Column("state", N_("State"), self._state, role=self._role),
        )

    def nothing(self) -> Empty:
        return Empty(
            _("No announcement yet"), _("Changed hours, a book fair, a contest: printed for the wall and published."),
            ((_("New announcement"), self.begin),), icons.BELL,
        )  # fmt: skip

    def rows(self, text: str, which: str) -> Sequence[Any]:
        library = self._desk.read(Op.SEE_SERVICE)
        return queries.announcements(library, text, on=self._desk.today if which == NOW else None)

    def told(self, row: Any) -> str:
        return "\n\n".join(part for part in (row.name, row.days(), row.body) if part)

    def fill(self, row: Any) -> None:
        self.fields.fill(row)

    def write(self, row_id: int | None) -> int:
        return actions.keep_announcement(self._desk, self.fields.values(), row_id)

    def take_away(self, ids: Sequence[int]) -> object:
        return actions.remove_announcements(self._desk, ids)

    def maker(self, rows: Sequence[Any]) -> Maker:
        return papers.announcement_maker(self._desk, rows)

    def _mirror(self) -> None:
        super()._mirror()
        self.poster.setEnabled(self.list.current_row() is not None)

    def _poster(self) -> None:
        row: AnnouncementRow | None = self.list.current_row()
        if row is not None:
            self.document_asked.emit(row.name, papers.notice_maker(self._desk, row))

    def _state(self, row: AnnouncementRow) -> str:
        today = self._desk.today
        return _("now") if row.holds(today) else _("coming") if row.first > today else _("over")

    def _role(self, row: AnnouncementRow) -> str:
        return "good" if row.holds(self._desk.today) else ""
