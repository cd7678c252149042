"""The catalogue as a list."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.tab import Surroundings, Tab


class TitlesPage(Tab):
    NAME = "titles_page"
    TITLE = N_("Catalogue")
    ICON = icons.BOOK
    OP = Op.SEE_CATALOGUE
    TOPICS = frozenset({Topic.BOOKS})

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(_("Catalogue")))
