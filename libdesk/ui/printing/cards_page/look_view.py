"""How cards look: a few switches of one well-made layout."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout

from libdesk.actions.printing.logo import set_logo
from libdesk.actions.settings import LIMITS
from libdesk.domain.ops import Op
from libdesk.domain.rows.prints import Symbology
from libdesk.i18n import N_, _
from libdesk.store.queries.cards import somebody_expires
from libdesk.store.queries.prints import logo
from libdesk.ui import theme
from libdesk.ui.parts import label, named, wrapped
from libdesk.ui.printing.cards_page.sign import SignRow
from libdesk.ui.printing.look_form import LookForm, field_of
from libdesk.ui.settings.section import choose, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled

SWITCHES: Final = {
    "card_group": N_("Class or department"),
    "card_photo": N_("Photo"),
    "card_colour": N_("Colour of the class"),
    "card_valid": N_("Valid until"),
    "card_back": N_("Back with the rules"),
    "card_marks": N_("Crop marks"),
}
LONGEST_LINE: Final = 60
LOWEST: Final = 34  # steps of height in which the switches are scrolled with ease
LONGEST_RULES: Final = 600


class LookView(LookForm):
    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "card")
        self.switches = {name: named(QCheckBox(_(words)), name) for name, words in SWITCHES.items()}
        self._photos_off = label(_("Photos are turned off: Settings, Readers and privacy."), role="note", wrap=True)
        self.no_day = label(
            _("No reader has a last day, so no card says until when it is valid."), role="note", wrap=True
        )
        self.line = named(QLineEdit(), "card_line")
        self.line.setMaxLength(LONGEST_LINE)
        self.line.setPlaceholderText(_("For instance: opening hours, telephone"))
        self.rules = _Rules("card_rules", _("Rules on the back"), self._keep_rules)
        self.rim = spin("card_rim", *LIMITS["card_rim"], _(" mm"))
        self.sign = SignRow(around.pc, self.take_file)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        boxes = list(self.switches.values())
        self._rules = field_of(_("Rules on the back, a line each; empty: those that come with libdesk"), self.rules)
        parts = (
            self._fault, wrapped(*boxes, gap=3), self._photos_off, self.no_day,
            field_of(_("A line of the school’s own at the foot"), self.line), self._rules, self.sign, self._bars,
            field_of(_("White rim inside the card, for lamination"), self.rim),
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = scrolled(*parts, name="cards_look_inside")
        area.setMinimumHeight(theme.space(LOWEST))
        column.addWidget(area)

    def _connect(self) -> None:
        for name, box in self.switches.items():
            box.clicked.connect(lambda on, name=name: self._set(**{name: on}))
        self.line.editingFinished.connect(lambda: self._set(card_line=self.line.text().strip()))
        self.rim.valueChanged.connect(lambda mm: self._set(card_rim=mm))

    def refresh(self) -> None:
        """What counts now; what is being typed stays."""
        settings = self._desk.settings
        self._filling = True
        for name, box in self.switches.items():
            box.setChecked(getattr(settings, name))
        self.switches["card_photo"].setEnabled(settings.photos)
        self._photos_off.setVisible(not settings.photos)
        library = self._desk.read(Op.SEE_PRINTING)
        self.no_day.setVisible(settings.card_valid and not somebody_expires(library))
        if not self.line.hasFocus():
            self.line.setText(settings.card_line)
        if not self.rules.hasFocus():
            self.rules.setPlainText(settings.card_rules)
        self._rules.setVisible(settings.card_back)
        choose(self.symbology, Symbology(settings.symbology))
        self.rim.setValue(settings.card_rim)
        self.sign.show_sign(logo(library, settings.logo))
        self._filling = False

    def take_file(self, path: Path | None) -> None:
        """The school's sign from this picture, or a sentence about it; None: no sign."""
        from libdesk.exchange.logos import read_logo

        self._do(lambda: set_logo(self._desk, read_logo(path) if path is not None else None))

    def _keep_rules(self) -> None:
        self._set(card_rules=self.rules.toPlainText().strip()[:LONGEST_RULES])


class _Rules(QPlainTextEdit):
    """Some lines that are kept when the keyboard leaves them."""

    def __init__(self, name: str, words: str, keep: Callable[[], object]) -> None:
        super().__init__()
        self._keep = keep
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setTabChangesFocus(True)
        self.setFixedHeight(QFontMetrics(theme.font(theme.Step.BODY)).lineSpacing() * 4 + theme.space(4))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keep()
