"""How labels look, as far as it concerns those that are chosen."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from libdesk.domain.rows.prints import Symbology
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import label, named
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.look_form import LookForm, field_of
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled

MOST_EACH = 3  # title page, cover, spine


class LookView(LookForm):
    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "label")
        self.title = named(QCheckBox(_("Title on barcode labels")), "label_title")
        self.each = choice("label_each", [(n, str(n)) for n in range(1, MOST_EACH + 1)])
        self._each = field_of(_("Equal labels for each copy"), self.each)
        self._each_note = label(_("For instance one for the title page and one for the cover."), role="note", wrap=True)
        self._nothing = label(_("There is nothing to choose here for these."), role="note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        parts = (self._fault, self.title, self._each, self._each_note, self._bars, self._nothing)
        column.addWidget(scrolled(*parts, name="labels_look_inside"))
        self.title.clicked.connect(lambda on: self._set(label_title=on))
        self.each.activated.connect(lambda _row: self._set(label_each=int(self.each.currentData())))

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
