"""How labels look: a few switches, which are the library's own settings and count at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from libdesk.actions.settings import change_settings
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.prints import SYMBOLOGY_NAMES, Symbology
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import down, label, named
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled

MOST_EACH = 3  # title page, cover, spine


class LookView(QWidget):
    """Every change goes through an action; the page hears of it as of any other change of the library."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self.title = named(QCheckBox(_("Title on barcode labels")), "label_title")
        self.each = choice("label_each", [(n, str(n)) for n in range(1, MOST_EACH + 1)])
        self.symbology = choice("label_symbology", [(one, SYMBOLOGY_NAMES[one]) for one in Symbology])
        self._fault = named(label(role="bad", wrap=True), "label_look_fault")
        self._fault.hide()
        self._each = _field(_("Equal labels for each copy"), self.each)
        self._each_note = label(_("For instance one for the title page and one for the cover."), role="note", wrap=True)
        self._bars = _field(_("Bars of readers’ and copies’ codes"), self.symbology)
        self._nothing = label(_("There is nothing to choose here for these."), role="note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        parts = (self._fault, self.title, self._each, self._each_note, self._bars, self._nothing)
        column.addWidget(scrolled(*parts, name="labels_look_inside"))
        self.title.clicked.connect(lambda on: self._set(label_title=on))
        self.each.activated.connect(lambda _row: self._set(label_each=int(self.each.currentData())))
        self.symbology.activated.connect(lambda _row: self._set(symbology=str(self.symbology.currentData())))

    def refresh(self) -> None:
        """What counts now."""
        settings = self._desk.settings
        self.title.setChecked(settings.label_title)
        choose(self.each, min(settings.label_each, MOST_EACH))
        choose(self.symbology, Symbology(settings.symbology))

    def show_for(self, what: What) -> None:
        """Only what concerns such labels."""
        bars = what in (What.BARCODE, What.STRIP, What.AHEAD)
        each = what.of_copies or what is What.AHEAD
        self.title.setVisible(what in (What.BARCODE, What.STRIP, What.ISBN))
        for part in (self._each, self._each_note):
            part.setVisible(each)
        self._bars.setVisible(bars)
        self._nothing.setVisible(not bars and not each)

    def _set(self, **values: object) -> None:
        self._do(lambda: change_settings(self._desk, **values))

    def _do(self, act: Callable[[], int]) -> None:
        try:
            changed = act()
        except DeskError as error:
            self._fault.setText(error.text())
            self._fault.show()
            self.refresh()
            return
        self._fault.hide()
        if changed:
            self._around.say(_("Changed. F8 takes it back."))


def _field(words: str, field: QWidget) -> QWidget:
    field.setAccessibleName(words)
    return down(label(words, buddy=field, wrap=True), field, gap=0.5)
