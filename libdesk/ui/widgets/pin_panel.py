"""Where a librarian says who they are: a strip in the window, never a dialog, never over the scan box."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from libdesk.actions import staff
from libdesk.actions.desk import Actor, Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.pins import LONGEST, PinWait
from libdesk.i18n import _
from libdesk.store.queries import staff as queries
from libdesk.ui import theme
from libdesk.ui.page_area import Whole
from libdesk.ui.parts import button, label, named, pin_field, wrapped
from libdesk.ui.widgets.announce import announce

TICK_MS: Final = 500
CODE_WIDTH: Final = 15  # wide letters that take the room of a whole recovery code


class PinPanel(Whole):
    """Asks for a PIN when `ask()` is called, and hides again. The PIN field shows dots; the router keeps scans out.

    `check_only`: the desk stays as it is, as when a librarian overrides one rule in student mode; then only librarians
    are offered. Otherwise the desk belongs to who signed in.
    """

    signed_in = Signal(object)
    """The Actor."""
    cancelled = Signal()
    print_asked = Signal(str, str)
    """Print the sheet with a new recovery code: the name and the code."""

    def __init__(self, desk: Desk, *, check_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._check_only = desk, check_only
        self._actor: Actor | None = None
        self._receipt: staff.StaffReceipt | None = None
        self._heading = label(role="heading", wrap=True)
        self._who = named(QComboBox(), "pin_staff")
        self._pin = pin_field("pin_box")
        self._ok = button("pin_ok", "", self._sign_in, role="next")
        self._cancel = button("pin_cancel", "", self.cancel)
        self._forgotten = button("pin_forgotten", "", self._ask_code, role="quiet")
        self._code = named(QLineEdit(), "pin_code")
        self._new = pin_field("pin_new")
        self._again = pin_field("pin_again")
        self._reset = button("pin_reset", "", self._set_new_pin, role="next")
        self._back = button("pin_back", "", self._ask_pin)
        self._fresh = named(label(role="heading"), "pin_fresh_code")
        self._print = button("pin_print", "", self._ask_print)
        self._done = button("pin_done", "", self._finish, role="next")
        self._message = named(label(role="bad", wrap=True), "pin_message")
        self._timer = QTimer(self, interval=TICK_MS)
        self._assemble()
        self._connect()
        self.hide()

    def ask(self, heading: str = "") -> None:
        """Show the panel; where no librarian has a PIN yet, sign in at once. `heading` says what the PIN is for."""
        if staff.open_to_all(self._desk):
            actor = Actor(Role.LIBRARIAN) if self._check_only else staff.sign_in_without_pin(self._desk)
            self.signed_in.emit(actor)
            return
        self._retranslate()
        self._heading.setText(heading or _("Sign in as a librarian"))
        self._fill_names()
        self._ask_pin()
        self.show()
        self._pin.setFocus()

    def cancel(self) -> None:
        """Put the panel away; whoever was at the desk stays there."""
        self._put_away()
        self.cancelled.emit()

    def message(self) -> str:
        """What the panel says of the last try."""
        return self._message.text()

    def tick(self) -> None:
        """Say how long the wait still lasts; called by a timer while it does."""
        known = queries.secrets_of(self._desk.read(Op.SIGN_IN), self._staff_id())
        left = known.wait_until - self._desk.now() if known else 0
        if left > 0:
            self._say(PinWait(-(-left // 1000)).text(), quietly=True)
        else:
            self._timer.stop()
            self._say("")
        self._ok.setEnabled(left <= 0)
        self._reset.setEnabled(left <= 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _assemble(self) -> None:
        self.setObjectName("pin_panel")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._fresh.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._pin_label, self._code_label, self._new_label, self._again_label = (
            label(buddy=field) for field in (self._pin, self._code, self._new, self._again)
        )
        self._pin_row = wrapped(self._who, self._pin_label, self._pin, self._ok, self._cancel, self._forgotten, gap=2)
        self._code_row = wrapped(
            self._code_label, (self._code, 3), self._new_label, self._new, self._again_label, self._again,
            self._reset, self._back, gap=2,
        )  # fmt: skip
        self._fresh_row = wrapped(self._fresh, self._print, self._done, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(1))
        for part in (self._heading, self._pin_row, self._code_row, self._fresh_row, self._message):
            column.addWidget(part)

    def _connect(self) -> None:
        self._pin.returnPressed.connect(self._sign_in)
        self._code.returnPressed.connect(self._new.setFocus)
        self._new.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self._set_new_pin)
        self._who.currentIndexChanged.connect(self._somebody_else)
        self._timer.timeout.connect(self.tick)

    def _retranslate(self) -> None:
        """The words are set whenever the panel opens, since the language may have changed in between."""
        self._who.setAccessibleName(_("Who signs in"))
        self._pin_label.setText(_("PIN"))
        self._ok.setText(_("Sign in"))
        self._cancel.setText(_("Back") if self._check_only else _("Stay in student mode"))
        self._forgotten.setText(_("PIN forgotten"))
        self._code_label.setText(_("Recovery code"))
        self._new_label.setText(_("New PIN"))
        self._again_label.setText(_("once more"))
        self._reset.setText(_("Set the new PIN"))
        self._back.setText(_("Back"))
        self._print.setText(_("Print the code"))
        self._done.setText(_("Sign in"))
        digit = theme.metrics(theme.Step.BODY).horizontalAdvance("M")
        for field in (self._pin, self._new, self._again):
            field.setMaximumWidth(digit * LONGEST + theme.space(5))
        self._code.setMinimumWidth(digit * CODE_WIDTH + theme.space(5))

    def _fill_names(self) -> None:
        rows = queries.active(self._desk.read(Op.SIGN_IN))
        chosen = self._who.currentData()
        self._who.blockSignals(True)
        self._who.clear()
        for row in rows:
            if row.role == Role.LIBRARIAN or not self._check_only:
                self._who.addItem(row.name, row.id)
        self._who.setCurrentIndex(max(self._who.findData(chosen), 0))
        self._who.blockSignals(False)
        self._who.setEnabled(self._who.count() > 1)

    def _staff_id(self) -> int:
        return int(self._who.currentData() or 0)

    def _show_row(self, shown: QWidget) -> None:
        for row in (self._pin_row, self._code_row, self._fresh_row):
            row.setVisible(row is shown)
        for field in (self._pin, self._code, self._new, self._again):
            field.clear()

    def _ask_pin(self) -> None:
        self._show_row(self._pin_row)
        self.tick()
        self._pin.setFocus()

    def _ask_code(self) -> None:
        self._heading.setText(_("A new PIN for {name}").format(name=self._who.currentText()))
        self._show_row(self._code_row)
        self.tick()
        self._code.setFocus()

    def _somebody_else(self) -> None:
        self._pin.clear()
        self.tick()

    def _sign_in(self) -> None:
        act: Callable[[Desk, int, str], Actor] = staff.check_pin if self._check_only else staff.sign_in
        try:
            actor = act(self._desk, self._staff_id(), self._pin.text())
        except DeskError as error:
            self._refused(error, self._pin)
            return
        self._put_away()
        self.signed_in.emit(actor)

    def _set_new_pin(self) -> None:
        if self._new.text() != self._again.text():
            self._say(_("The two PINs differ. Type the new PIN twice."))
            self._again.clear()
            self._again.setFocus()
            return
        pin = self._new.text()
        try:
            self._receipt = staff.reset_pin(self._desk, self._staff_id(), self._code.text(), pin)
            self._actor = staff.check_pin(self._desk, self._staff_id(), pin)
        except DeskError as error:
            self._refused(error, self._code)
            return
        self._heading.setText(_("The new PIN counts. This is the new recovery code; the old one counts no more."))
        self._fresh.setText(self._receipt.code)
        self._show_row(self._fresh_row)
        self._say("")
        self._done.setFocus()

    def _ask_print(self) -> None:
        if self._receipt is not None:
            self.print_asked.emit(self._receipt.name, self._receipt.code)

    def _finish(self) -> None:
        actor = self._actor
        self._put_away()
        if actor is not None:
            if not self._check_only:
                self._desk.actor = actor
            self.signed_in.emit(actor)

    def _refused(self, error: DeskError, field: QLineEdit) -> None:
        self._say(error.text())
        field.clear()
        field.setFocus()
        if isinstance(error, PinWait):
            self._ok.setEnabled(False)
            self._reset.setEnabled(False)
            self._timer.start()

    def _say(self, text: str, *, quietly: bool = False) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text and not quietly:
            announce(self, text, urgent=True)

    def _put_away(self) -> None:
        self._timer.stop()
        self._actor = self._receipt = None
        self._show_row(self._pin_row)
        self._fresh.clear()
        self.hide()
