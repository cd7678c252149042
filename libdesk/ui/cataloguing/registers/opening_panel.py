"""The opening balance typed in: what of each class was there before and is not catalogued, and since when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from libdesk.actions import settings as settings_actions
from libdesk.actions.desk import Desk
from libdesk.actions.registers.opening import Counted, set_opening
from libdesk.domain.errors import DeskError
from libdesk.domain.money import read_amount
from libdesk.domain.ops import Op
from libdesk.domain.registers.sums import LETTERS, OTHER
from libdesk.i18n import _
from libdesk.store.queries import registers as queries
from libdesk.store.queries.classes import class_tree
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.flow import FlowLayout
from libdesk.ui.widgets.leavable import Leavable

MOST = 9_999_999
FIELD = 18  # steps of width: seven digits
LONGEST = 12  # letters of a name


class OpeningPanel(Leavable, QFrame):
    """Takes the place of the list; Esc leaves it."""

    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("opening_panel")
        self._around, self._desk = around, around.desk
        self.since = named(
            QCheckBox(_("Books without a batch that came before this day belong to it:")), "opening_since"
        )
        self.day = day_field("opening_day", _("First day of the registers"), self._desk.today.replace(month=1, day=1))
        self._names = _class_names(self._desk)
        self._fields = {letter: self._row(letter) for letter in (*LETTERS, OTHER)}
        self.fault = named(label(role="bad", wrap=True), "opening_fault")
        self.save = button("opening_save", _("Keep the opening balance"), self._save, role="next")
        self.leave = button("opening_leave", _("Esc Leave it"), self.closed.emit)
        self._assemble()
        self.since.toggled.connect(self.day.setEnabled)

    def _row(self, letter: str) -> tuple[QSpinBox, QSpinBox, QLineEdit]:
        code = "other" if letter == OTHER else letter
        words = _("other classes") if letter == OTHER else self._names[letter]
        titles, copies = named(QSpinBox(), f"opening_titles_{code}"), named(QSpinBox(), f"opening_copies_{code}")
        amount = named(QLineEdit(), f"opening_amount_{code}")
        for field, what in ((titles, _("titles")), (copies, _("copies")), (amount, _("amount"))):
            field.setAccessibleName(f"{words} {what}")
        for box in (titles, copies):
            box.setMaximum(MOST)
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        return titles, copies, amount

    def _assemble(self) -> None:
        letters = list(self._fields)
        half = (len(letters) + 1) // 2
        inside = QWidget()
        flow = FlowLayout(inside, theme.space(4))  # side by side where the window is wide
        for part in (letters[:half], letters[half:]):
            flow.add(self._grid(part), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(theme.space(40))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        text = _(
            "What was in the library before libdesk and is not in its catalogue, as your last paper register says."
        )
        column.addWidget(label(text, wrap=True))
        column.addWidget(wrapped(self.since, self.day))
        column.addWidget(scroll, 1)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.save, self.leave, gap=2))

    def _grid(self, letters: list[str]) -> QWidget:
        """Some of the classes, one below the other, each with its name."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, theme.space(2), 0)
        for place, words in enumerate(("", _("Titles"), _("Copies"), _("Amount in yuan"))):
            grid.addWidget(label(words, role="note"), 0, place)
        for row, letter in enumerate(letters, 1):
            fields = self._fields[letter]
            whole = _("Others") if letter == OTHER else self._names[letter]
            name = label(whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…", buddy=fields[0])
            name.setToolTip(whole)
            grid.addWidget(name, row, 0)
            for place, field in enumerate(fields, 1):
                field.setFixedWidth(theme.space(FIELD))
                grid.addWidget(field, row, place)
        grid.setRowStretch(len(letters) + 1, 1)
        grid.setColumnStretch(4, 1)
        return made

    def begin(self) -> None:
        """Show what is kept now."""
        self.fault.clear()
        opening_day = self._desk.settings.register_opening
        self.since.setChecked(bool(opening_day))
        self.day.setEnabled(bool(opening_day))
        if opening_day:
            self.day.setDate(qdate(type(self._desk.today).fromisoformat(opening_day)))
        known = queries.opening_balance(self._desk.read(Op.SEE_REGISTERS))
        for letter, (titles, copies, amount) in self._fields.items():
            _id, n_titles, n_copies, fen = known.get(letter, (0, 0, 0, 0))
            titles.setValue(n_titles)
            copies.setValue(n_copies)
            amount.setText(f"{fen / 100:.2f}" if fen else "")
        self._fields["A"][0].setFocus()

    def _save(self) -> None:
        try:
            set_opening(self._desk, self._counted())
            day = day_of(self.day).isoformat() if self.since.isChecked() else ""
            settings_actions.change_settings(self._desk, register_opening=day)
        except DeskError as error:
            self.fault.setText(error.text())
            announce(self.fault, error.text())
            return
        self._around.say(_("The opening balance is kept."))
        self.closed.emit()

    def _counted(self) -> dict[str, Counted]:
        """What stands in the fields; an amount that is none leads to its field. Raises AmountUnread, AmountTooLarge."""
        found: dict[str, Counted] = {}
        for letter, (titles, copies, amount) in self._fields.items():
            try:
                fen = read_amount(amount.text()) if amount.text().strip() else 0
            except DeskError:
                amount.setFocus()
                amount.selectAll()
                raise
            if titles.value() or copies.value() or fen:
                found[letter] = (titles.value(), copies.value(), fen)
        return found


def _class_names(desk: Desk) -> dict[str, str]:
    """I 文学: each letter with what the library's class table calls it."""
    tree = class_tree(desk.read(Op.SEE_REGISTERS))
    found = {letter: tree.name_of(letter) for letter in LETTERS}
    return {letter: f"{letter} {named.name}" if named.exact else letter for letter, named in found.items()}
