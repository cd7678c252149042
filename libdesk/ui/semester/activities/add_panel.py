"""Who takes part: pupils of a class ticked, the class as one, any reader by name or card, groups and guests by name."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from libdesk.actions.activities.entrants import Entered, enter_classes, enter_names, enter_readers
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.activities import ActivityRow
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import activities as queries
from libdesk.store.queries import lessons
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.semester.activities import words
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty

Pupil = tuple[int, int | None, str]


class AddPanel(Leavable, QFrame):
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("activity_add_panel")
        self._around, self._desk = around, around.desk
        self._row: ActivityRow | None = None
        self._refs: list[ClassRef] = []
        self._inside: set[int] = set()
        self.class_choice = choice("add_class", ())
        self.pupils = TickTable(
            self._columns(), name=_("Pupils of the class"), empty=_nobody(), key=lambda row: row[0], head=N_("in"),
            may=lambda row: row[0] not in self._inside,
        )  # fmt: skip
        self.all = button("add_all", _("Tick all"), lambda: self.pupils.tick_shown(True))
        self.enter = button("add_enter", _("Enter the ticked pupils"), self._enter, role="next")
        self.whole = button("add_whole", _("Enter the class as one"), self._whole)
        self.person = PersonField(around.desk, "add_person", _("A reader by name or card"), anybody=True)
        self.names = named(QLineEdit(), "add_names")
        kinds = [("guest", _("single persons")), ("group", _("groups"))]
        self.kind = choice("add_kind", kinds)
        self.by_name = button("add_by_name", _("Enter by name"), self._by_name)
        self.kind_note = label(
            _("A person is shown as the school’s setting for names says; what a group is called is printed as typed."),
            role="note", wrap=True,
        )  # fmt: skip
        self.fault = named(label(role="bad", wrap=True), "add_fault")
        self.told = named(label(role="good", wrap=True), "add_told")
        self.done = button("add_done", _("Esc Back to the list"), self.closed.emit, icon=icons.BACK)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for part in (self.fault, self.told):
            part.hide()
        self.class_choice.setAccessibleName(_("Class"))
        self.kind.setAccessibleName(_("What the names are of"))
        self.names.setAccessibleName(_("Names of guests or groups"))
        self.names.setPlaceholderText(_("Guests, parents, groups: names with 、 between them"))
        self.pupils.list.keep_in_sight(3)
        self.enter.setEnabled(False)
        top = wrapped(
            self.done, label(_("Class"), buddy=self.class_choice), self.class_choice, self.all, self.whole, gap=2
        )
        person = down(label(_("A reader by name or card"), buddy=self.person), self.person, gap=0.5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(top)
        column.addWidget(self.pupils, 1)
        column.addWidget(wrapped(self.enter, (self.told, 1), gap=2))
        column.addWidget(self.fault)
        column.addWidget(person)
        column.addWidget(wrapped((self.names, 1), self.kind, self.by_name, gap=2))
        column.addWidget(self.kind_note)

    def _connect(self) -> None:
        self.class_choice.activated.connect(lambda _row: self._show_class())
        self.pupils.ticked.connect(self._count)
        self.person.picked.connect(self._pick)
        self.names.returnPressed.connect(self._by_name)

    def begin(self, row: ActivityRow) -> None:
        """The classes that the activity is for come first."""
        self._row = row
        school, today = school_of(self._desk), self._desk.today
        system = school.system
        refs = [one.ref for one in lessons.classes_today(self._desk.library, today, system)]
        meant = [ref for ref in refs if row.audience.has_class(ref, row.first, school)]
        self._refs = meant + [ref for ref in refs if ref not in meant]
        self.class_choice.clear()
        self.class_choice.addItems([school.show(ref, today) for ref in self._refs])
        self._tell("")
        self.told.hide()
        self.pupils.tick(())
        self._show_class()
        self.class_choice.setFocus()

    @property
    def _ref(self) -> ClassRef | None:
        at = self.class_choice.currentIndex()
        return self._refs[at] if 0 <= at < len(self._refs) else None

    def _show_class(self) -> None:
        if self._row is None:
            return
        rows = queries.entrants(self._desk.library, self._row.id)
        self._inside = {row.reader_id for row in rows if row.reader_id is not None}
        ref = self._ref
        self.pupils.list.show_rows(queries.pupils_of(self._desk.library, ref) if ref else ())
        for part in (self.all, self.whole):
            part.setEnabled(ref is not None)
        self._count()

    def _count(self) -> None:
        count = len(self.pupils.chosen)
        self.enter.setEnabled(count > 0)
        text = ngettext("Enter {n} ticked pupil", "Enter {n} ticked pupils", count).format(n=count)
        self.enter.setText(text if count else _("Enter the ticked pupils"))

    def _enter(self) -> None:
        ids = [key for key in self.pupils.chosen if isinstance(key, int)]
        if self._do(lambda activity_id: enter_readers(self._desk, activity_id, sorted(ids))):
            self.pupils.tick(())
            self._show_class()
            self.class_choice.setFocus()

    def _whole(self) -> None:
        ref = self._ref
        if ref is not None:
            self._do(lambda activity_id: enter_classes(self._desk, activity_id, [ref]), "class")

    def _pick(self, reader_id: int) -> None:
        if self._do(lambda activity_id: enter_readers(self._desk, activity_id, [reader_id])):
            self.person.show_person(None, "")
            self._show_class()
            self.person.setFocus()

    def _by_name(self) -> None:
        text = self.names.text()
        for sign in "，,;；":
            text = text.replace(sign, "、")
        kind = self.kind.currentData()
        if self._do(lambda activity_id: enter_names(self._desk, activity_id, text.split("、"), kind=kind), kind):
            self.names.clear()
            self.names.setFocus()

    def _do(self, act: Callable[[int], Entered], kind: str = "reader") -> bool:
        self._tell("")
        self.told.hide()
        if self._row is None:
            return False
        try:
            done = act(self._row.id)
        except DeskError as error:
            self._tell(error.text())
            return False
        told = words.entered(done, kind)
        self.told.setText(told)
        self.told.show()
        self._around.say(_("{done} F8 takes it back.").format(done=told))
        return True

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("seat", N_("Seat"), _seat, sort=lambda row: row[1] or 1 << 30, right=True),
            Column("name", N_("Name"), lambda row: row[2], width=Width.STRETCH),
            Column("already", N_("Already"), lambda row: _("takes part") if row[0] in self._inside else ""),
        )

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)


def _seat(row: Pupil) -> str:
    return "" if row[1] is None else str(row[1])


def _nobody() -> Empty:
    return Empty(_("No pupils in this class"), _("Choose another class, or find a reader below."), (), icons.USERS)
