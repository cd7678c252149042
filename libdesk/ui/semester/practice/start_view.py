"""Before a drill: whose training record is written, which drill, and how each of them went last time."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.domain.drills import DRILLS, Drill, slips_in, task_of
from libdesk.domain.rows.drills import DrillLine, Practising
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class Row(Value):
    """A drill and how it went last for whoever practises; `mastered`: at any time."""

    drill: Drill
    place: int
    last: DrillLine | None = None
    mastered: bool = False


def _last(row: Row) -> str:
    if row.last is None:
        return _("not tried yet")
    words = (
        _("mastered") if row.last.passed else _("not this time, mastered before") if row.mastered else _("not mastered")
    )
    return f"{words}  {show_day(row.last.day, weekday=False)}"


COLUMNS: Final = (
    Column("place", N_("No."), lambda row: str(row.place), sort=lambda row: row.place, right=True),
    Column("title", N_("Drill"), lambda row: _(row.drill.title), width=Width.STRETCH),
    Column(
        "last", N_("Last time"), _last, icon=lambda row: icons.CHECK_CIRCLE if row.last and row.last.passed else "",
        role=lambda row: "good" if row.last and row.last.passed else "",
        tip=lambda row: "\n".join(slips_in(row.last.slips)) if row.last else "",
    ),
)  # fmt: skip


class StartView(QWidget):
    begun = Signal(str)
    """The code of the drill to begin with."""
    who_changed = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.about = label(
            _(
                "Practise at the real desk with made-up pupils and books: nothing of it reaches the school's library."
                " The codes stand on the screen for the scanner, can be printed, or typed with Return."
            ),
            role="note", wrap=True,
        )  # fmt: skip
        self.who = calm(named(QComboBox(), "practice_who"))
        self.who_label = label(_("Noted for"), buddy=self.who)
        self.alone = named(label(wrap=True), "practice_alone")
        self.list = RowTable(
            COLUMNS, name=_("Drills"), empty=Empty(""), key=lambda row: row.drill.code, sorts_itself=True
        )
        self.task = named(label(wrap=True, role="note"), "practice_about_drill")
        self.told = named(label(role="bad", wrap=True), "practice_told")
        self.begin = button("practice_begin", _("Begin"), self._begin, role="next", icon=icons.NEXT)
        self.print = button("practice_print", _("Print the codes"), self.print_asked.emit, icon=icons.PRINT)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.who.setAccessibleName(_("Noted for"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.keep_in_sight(5)
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(3), theme.space(0.5))
        column.setSpacing(theme.space(1))
        column.addWidget(self.about)
        column.addWidget(wrapped(self.who_label, self.who, gap=2))
        column.addWidget(self.alone)
        column.addWidget(self.list, 1)
        column.addWidget(self.task)
        column.addWidget(self.told)
        column.addWidget(wrapped(self.begin, None, self.print, gap=2))

    def _connect(self) -> None:
        self.list.opened.connect(lambda _row: self._begin())
        self.list.row_changed.connect(self._show_task)
        self.who.activated.connect(lambda _at: self.who_changed.emit())

    def show_people(self, people: Sequence[Practising] | None, on_duty: Practising | None) -> None:
        """For a librarian those to choose from; for a pupil (None) who is on duty."""
        chooses = people is not None
        self.who_label.setVisible(chooses)
        self.who.setVisible(chooses)
        self.alone.setVisible(not chooses)
        if people is None:
            words = _("The result is noted for {name}, who is on duty.").format(name=on_duty.name) if on_duty else _(
                "Nobody is on duty, so nothing is noted: just try it. To have it noted, scan the shift card and your"
                " own card first."
            )  # fmt: skip
            self.alone.setText(words)
            return
        kept = self.who.currentData()
        self.who.clear()
        self.who.addItem(_("nobody, just trying"), None)
        for one in people:
            self.who.addItem(one.name, one.reader_id)
        self.who.setCurrentIndex(max(0, self.who.findData(kept)))

    @property
    def chosen(self) -> int | None:
        """The helper whom a librarian chose."""
        key = self.who.currentData()
        return key if isinstance(key, int) else None

    def show_record(self, lines: Sequence[DrillLine]) -> None:
        """How each drill went; the newest line first."""
        last: dict[str, DrillLine] = {}
        for line in lines:
            last.setdefault(line.code, line)
        mastered = {line.code for line in lines if line.passed}
        self.list.show_rows(
            [Row(drill, place, last.get(drill.code), drill.code in mastered) for place, drill in enumerate(DRILLS, 1)]
        )

    def show_told(self, text: str) -> None:
        """What kept a drill from beginning, or a moment of waiting."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _show_task(self, row: Row | None) -> None:
        self.task.setText(task_of(row.drill) if row is not None else "")

    def _begin(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.begun.emit(row.drill.code)
