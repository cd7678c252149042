"""Clearance: a class that leaves, what each still has or owes, and one step for all who have nothing out."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef, SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.leaving import is_last_grade, is_over, leaving_order
from libdesk.domain.ops import Op
from libdesk.domain.rows.leavers import Clearance, Left
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import leavers as queries
from libdesk.ui import icons, theme
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.take_along import copy_list, save_list
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class ClearanceView(QWidget):
    """A class is chosen at the top (`head`); the classes of the last grade come first."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.choice = calm(named(QComboBox(), "leavers_class"))
        self.state = named(label(wrap=True), "leavers_state")
        self.list = RowTable(
            self._columns(), name=_("Readers of this class"), many=True, key=lambda row: row.reader_id,
            empty=Empty(_("Nobody is left in this class"), icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.clear = button("leavers_clear", "", self._clear, role="next", icon=icons.CHECK)
        self.anyway = button("leavers_anyway", _("Leave with what is out"), self._anyway)
        self.copy = button("leavers_copy", _("Copy the list"), self._copy, icon=icons.COPY)
        self.save = button("leavers_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self._assemble()
        self.choice.currentIndexChanged.connect(lambda _row: self._show_class())
        self.list.view.selectionModel().selectionChanged.connect(lambda *_args: self._mirror())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("seat", N_("Seat"), lambda row: str(row.seat or ""), sort=lambda row: row.sort_key, right=True),
            Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name),
            Column("count", N_("Out"), lambda row: str(_out(row) or ""), sort=_many, right=True, role=_role),
            Column("held", N_("Still out"), _held, width=Width.STRETCH, role=lambda row: "good" if row.clear else ""),
            Column("owed", N_("Owes"), lambda row: owed_words(row), sort=lambda row: -row.owed_fen, role=_role),
        )

    def _assemble(self) -> None:
        self.choice.setAccessibleName(_("Class that leaves"))
        self.list.keep_in_sight()
        self.head = wrapped(self.choice, (self.state, 1), gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.clear, self.anyway, None, self.copy, self.save))

    def refresh(self) -> None:
        """The classes as they are now; the one on show stays."""
        today, system = self.desk.today, self._system
        kept = self.choice.currentData()
        classes = queries.classes_here(self.desk.read(Op.READERS_LEAVE))
        classes.sort(key=lambda one: leaving_order(one[0], today, system))
        self.choice.blockSignals(True)
        self.choice.clear()
        for ref, count in classes:
            self.choice.addItem(self._class_words(ref, count), ref)
        found = next((number for number, (ref, _count) in enumerate(classes) if ref == kept), 0)
        self.choice.setCurrentIndex(found if classes else -1)
        self.choice.blockSignals(False)
        self._show_class()

    def _show_class(self) -> None:
        ref = self.choice.currentData()
        try:
            rows = queries.of_class(self.desk.read(Op.READERS_LEAVE), ref) if ref else []
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        if ref is None:
            self.list.set_empty(Empty(_("No class is here"), _("Classes come with the rosters."), icon=icons.USERS))
        # Who still has something is what the librarian has to run after.
        self.list.show_rows([*(row for row in rows if not row.clear), *(row for row in rows if row.clear)])
        self._mirror()

    def _mirror(self) -> None:
        """What can be done with those on show, and how many they are."""
        rows: list[Clearance] = list(self.list.model.rows())
        clear = [row for row in rows if row.clear]
        held = sum(not row.clear for row in rows if row.is_person)
        people = sum(row.is_person for row in rows)
        words = ngettext("{count} reader", "{count} readers", people).format(count=people)
        if held:
            still = ngettext("{count} still has or owes something", "{count} still have or owe something", held)
            words = _("{a}, {b}").format(a=words, b=still.format(count=held))
        self.state.setText(words if rows else "")
        text = ngettext("{count} has nothing out: mark as left", "{count} have nothing out: mark as left", len(clear))
        self.clear.setText(text.format(count=len(clear)))
        self.clear.setEnabled(bool(clear))
        self.anyway.setEnabled(any(not row.clear for row in self._chosen()))
        for part in (self.copy, self.save):
            part.setEnabled(bool(rows))

    def _chosen(self) -> list[Clearance]:
        rows = self.list.model.rows()
        return [rows[index.row()] for index in self.list.view.selectionModel().selectedRows()]

    def _clear(self) -> None:
        self._leave([row.reader_id for row in self.list.model.rows() if row.clear], anyway=False)

    def _anyway(self) -> None:
        self._leave([row.reader_id for row in self._chosen() if not row.clear], anyway=True)

    def _leave(self, reader_ids: list[int], *, anyway: bool) -> None:
        """After a backup where many leave at once."""
        after_backup(
            self.around, self, len(reader_ids), lambda: self._leave_now(reader_ids, anyway=anyway), self.around.say
        )

    def _leave_now(self, reader_ids: list[int], *, anyway: bool) -> None:
        try:
            left = leave_readers(self.desk, reader_ids=reader_ids, anyway=anyway)
        except DeskError as error:
            self.around.say(error.text())
            return
        self.around.say(left_words(left))
        self.refresh()
        focus_first((self.list.view, self.choice))

    def _copy(self) -> None:
        copy_list(self.around, self.list)

    def _save(self) -> None:
        save_list(self.around, self, self.list, _("Clearance {name}").format(name=self.choice.currentText()))

    @property
    def _system(self) -> SchoolSystem:
        return SchoolSystem(self.desk.settings.school_system)

    def _class_words(self, ref: ClassRef, count: int) -> str:
        name = school_of(self.desk).show(ref, self.desk.today)
        if is_over(ref, self.desk.today, self._system):
            return _("{name} · {count}, past the last grade").format(name=name, count=count)
        if is_last_grade(ref, self.desk.today, self._system):
            return _("{name} · {count}, last grade").format(name=name, count=count)
        return f"{name} · {count}"


def _held(row: Clearance) -> str:
    return _("all returned") if row.clear else held_words(row)


def left_words(left: Left) -> str:
    """What was done, for the foot of the window."""
    count = len(left.reader_ids)
    words = [ngettext("{count} reader has left.", "{count} readers have left.", count).format(count=count)]
    if left.kept:
        still = ngettext("{count} still has something.", "{count} still have something.", len(left.kept))
        words.append(still.format(count=len(left.kept)))
    if left.holds:
        ended = ngettext("{count} hold ended with it.", "{count} holds ended with it.", left.holds)
        words.append(ended.format(count=left.holds))
    return _("{done} F8 takes it back.").format(done=sentences(*words))


def held_words(row: Clearance) -> str:
    """《城南旧事》 6月12日 …, the longest due first; then the teaching aids, 30 × 语文教师用书."""
    books = [
        _("{title} (says it was returned)").format(title=one.title)
        if one.claimed
        else _("{title} (due {day})").format(title=one.title, day=show_day(one.due, weekday=False))
        for one in row.held
    ]
    aids = [_("{n} × {aid}").format(n=one.quantity, aid=one.name) for one in row.aids]
    return _(", ").join(books + aids)


def owed_words(row: Clearance) -> str:
    if not row.charges:
        return ""
    if row.owed_fen:
        return show_money(row.owed_fen)
    return ngettext("{count} compensation", "{count} compensations", row.charges).format(count=row.charges)


def _many(row: Clearance) -> int:
    return -_out(row)


def _out(row: Clearance) -> int:
    """Books that are out, and pieces of teaching aids."""
    return len(row.held) + sum(one.quantity for one in row.aids)


def _role(_row: Clearance) -> str:
    return "warn"
