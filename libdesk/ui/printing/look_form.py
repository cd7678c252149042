"""How cards or labels look: a few switches, which are the library's own settings and count at once."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from libdesk.actions.settings import change_settings
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.prints import SYMBOLOGY_NAMES, Symbology
from libdesk.i18n import _
from libdesk.ui.parts import down, label, named
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings


class LookForm(QWidget):
    """Every change goes through an action; the page hears of it as of any other change of the library.

    `kind` is "card" or "label".
    """

    def __init__(self, around: Surroundings, kind: str) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self._filling = False
        self.symbology = choice(f"{kind}_symbology", [(one, SYMBOLOGY_NAMES[one]) for one in Symbology])
        self._fault = named(label(role="bad", wrap=True), f"{kind}_look_fault")
        self._fault.hide()
        self._bars = field_of(_("Bars of readers’ and copies’ codes"), self.symbology)
        self.symbology.activated.connect(lambda _row: self._set(symbology=str(self.symbology.currentData())))

    def refresh(self) -> None:
        """What counts now."""
        raise NotImplementedError  # each has its own switches

    def _set(self, **values: object) -> None:
        if not self._filling:
            self._do(lambda: change_settings(self._desk, **values))

    def _do(self, act: Callable[[], int]) -> None:
        try:
            changed = act()
        except DeskError as error:
            self._fault.setText(error.text())
            self._fault.show()
            if self._desk.allows(Op.SEE_PRINTING):
                self.refresh()
            return
        self._fault.hide()
        if changed:
            self._around.say(_("Changed. F8 takes it back."))


def field_of(words: str, field: QWidget) -> QWidget:
    """A field below its name."""
    field.setAccessibleName(field.accessibleName() or words)
    return down(label(words, buddy=field, wrap=True), field, gap=0.5)
