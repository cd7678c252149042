"""Librarians and PINs: who may sign in, a new PIN, a new recovery code; and how soon an idle desk is locked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from libdesk.actions import staff as actions
from libdesk.actions.settings import LIMITS
from libdesk.domain.ops import Op, Role
from libdesk.i18n import N_, _
from libdesk.store.queries import staff as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, pin_field, wrapped
from libdesk.ui.printing.document_makers import recovery_maker
from libdesk.ui.settings.section import Section, choice, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROLE_WORDS = {Role.LIBRARIAN: N_("librarian"), Role.VIEWER: N_("sees reports only")}
ROWS_HIGH = 32  # steps


class StaffSection(Section):
    TITLE = N_("Librarians and PINs")
    ICON = icons.LOCK
    HELP = "staff_section"
    ALSO = N_("password sign in lock recovery code")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._receipt: actions.StaffReceipt | None = None
        empty = Empty(
            _("Anybody is librarian"), _("Add a librarian with a PIN, and pupils can no longer change the settings."),
            icon=icons.UNLOCK,
        )  # fmt: skip
        self.list = RowTable(
            (
                Column("name", N_("Name"), lambda row: row.name, width=Width.STRETCH),
                Column("role", N_("Role"), lambda row: _(ROLE_WORDS[Role(row.role)])),
            ),
            name=_("Who may sign in"), empty=empty, key=lambda row: row.id,
        )  # fmt: skip
        self.name = named(QLineEdit(), "staff_name")
        self.role = choice("staff_role", [(role, _(words)) for role, words in ROLE_WORDS.items()])
        self.pin = pin_field("staff_pin")
        self.again = pin_field("staff_again")
        self.add_button = button("staff_add", _("Add"), self._add, role="next")
        self.change = button("staff_change", _("Set this PIN for the chosen person"), self._change_pin)
        self.code = button("staff_code", _("New recovery code"), self._new_code)
        self.leave = button("staff_end", _("End service"), self._end)
        self._heading = label(role="warn", wrap=True)
        self.shown_code = named(label(role="heading"), "staff_shown_code")
        self._print = button("staff_print", _("Print the code"), self._print_code, role="next", icon=icons.PRINT)
        self._noted = button("staff_noted", _("It is written down"), self._put_code_away)
        self.lock = spin("set_lock_minutes", *LIMITS["lock_minutes"], suffix=_(" minutes"))
        self.turn = spin("set_reader_seconds", *LIMITS["reader_seconds"], suffix=_(" seconds"))
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.setFixedHeight(theme.space(ROWS_HIGH))
        self.shown_code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        names = ((self.name, _("Name")), (self.role, _("Role")), (self.pin, _("PIN")), (self.again, _("PIN once more")))
        for field, words in names:
            field.setAccessibleName(words)
        self._code_part = down(self._heading, wrapped(self.shown_code, self._print, self._noted, gap=2))
        self.add_part(self._code_part)
        note = _(
            "The PIN has 4 to 8 digits. A recovery code is shown once with it: print it and keep it in an envelope."
        )
        fields = (
            down(label(_("Name"), buddy=self.name), self.name),
            down(label(_("Role"), buddy=self.role), self.role),
            down(label(_("PIN"), buddy=self.pin), self.pin),
            down(label(_("once more"), buddy=self.again), self.again),
        )
        self.add_part(
            down(
                label(_("Who may sign in"), buddy=self.list.view),
                self.list,
                wrapped(self.code, self.leave, gap=2),
                wrapped((fields[0], 2), fields[1], (fields[2], 1), (fields[3], 1), gap=2),
                wrapped(self.add_button, self.change, gap=2),
                label(note, role="note", wrap=True),
                gap=2,
            )
        )
        text = _("Then the desk goes on in student mode; scanning is not interrupted.")
        self.add(_("An idle librarian's desk is locked after"), self.lock, text)
        self.add(_("A reader's turn at the librarian's desk"), self.turn, _("After so long without a scan it ends."))
        self.end()
        self._code_part.hide()

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.lock.valueChanged.connect(lambda minutes: self.set(lock_minutes=minutes))
        self.turn.valueChanged.connect(lambda seconds: self.set(reader_seconds=seconds))

    def show_values(self) -> None:
        self.list.show_rows(queries.active(self.desk.read(Op.SEE_SETTINGS)))
        self.lock.setValue(self.desk.settings.lock_minutes)
        self.turn.setValue(self.desk.settings.reader_seconds)
        self._mirror()

    def _mirror(self) -> None:
        chosen = self.list.current_row() is not None
        for part in (self.change, self.code, self.leave):
            part.setEnabled(chosen)

    def _add(self) -> None:
        if self._same_pins():
            name, role, pin = self.name.text(), self.role.currentData(), self.pin.text()
            self._show_code(lambda: actions.add_staff(self.desk, name=name, role=role, pin=pin))

    def _change_pin(self) -> None:
        row = self.list.current_row()
        if row is not None and self._same_pins():
            pin = self.pin.text()
            self._show_code(lambda: actions.change_pin(self.desk, staff_id=row.id, pin=pin))

    def _new_code(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._show_code(lambda: actions.new_code(self.desk, staff_id=row.id))

    def _end(self) -> None:
        row = self.list.current_row()
        if row is not None:
            told = _("{name} signs in no more.").format(name=row.name)
            self.do(lambda: actions.end_staff(self.desk, staff_id=row.id), told)

    def _same_pins(self) -> bool:
        if self.pin.text() == self.again.text():
            return True
        self.again.clear()
        self.again.setFocus()
        self.around.say(_("The two PINs differ. Type the new PIN twice."))
        return False

    def _show_code(self, act: Callable[[], actions.StaffReceipt]) -> None:
        """Do it and show the code that came of it: once, until it is printed or written down."""
        made: list[actions.StaffReceipt] = []
        if not self.do(lambda: made.append(act())):
            return
        self._receipt = made[0]
        text = _("Recovery code of {name}, shown only now. It sets a new PIN when the old one is forgotten.")
        self._heading.setText(text.format(name=made[0].name))
        self.shown_code.setText(made[0].code)
        self._code_part.show()
        for field in (self.name, self.pin, self.again):
            field.clear()
        self._print.setFocus()

    def _print_code(self) -> None:
        receipt = self._receipt
        if receipt is not None:
            self.document_asked.emit(_("Recovery code"), recovery_maker(self.around, receipt.name, receipt.code))

    def put_secrets_away(self) -> None:
        """A code that was not written down is lost with the PIN; a new one is soon made."""
        self._put_code_away()

    def _put_code_away(self) -> None:
        self._receipt = None
        self.shown_code.clear()
        self._code_part.hide()
