"""Class barcode sheets: classes are ticked at the left, their sheets seen at the right as they come out."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.documents.paged import Pages
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.press import Press
from libdesk.domain.rows.cards import GroupCount
from libdesk.domain.rows.prints import Symbology
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.class_sheets import class_sheets, sheet_counts, sheet_groups, without_number
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.group_tree import GroupTree
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.printers import Printers
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes

NEEDS: Final = (60, 90)
MOST_NAMES: Final = 6


class ClassSheetsPage(Tab):
    NAME = "class_sheets_page"
    TITLE = N_("Class sheets")
    ICON = icons.SCAN
    OP = Op.SEE_PRINTING
    TOPICS = frozenset({Topic.READERS, Topic.SETTINGS})

    def __init__(self, around: Surroundings, *, printers: Printers | None = None) -> None:
        super().__init__(around)
        self._groups: list[GroupCount] = []
        self.tree = GroupTree("sheets_classes", _("Classes whose sheets are printed"))
        self.all = button("sheets_all", _("Tick all"), self._tick_all, icon=icons.CHECK)
        self.none = button("sheets_none", _("Tick none"), self._tick_none, icon=icons.CLOSE, role="quiet")
        note = _("One page a class with seat, name and barcode. It lies at the desk, for pupils without their card.")
        self._note = label(note, role="note", wrap=True)
        self.facts = named(label(wrap=True), "sheets_facts")
        self.gaps = named(label(role="warn", wrap=True), "sheets_gaps")
        self.paper = PaperView(around, "class_sheets", printers=printers)
        self._assemble()
        self.tree.ticked.connect(self._update)
        self.refresh()

    def _assemble(self) -> None:
        left = down(self._note, wrapped(self.all, self.none, gap=2), (self.tree, 1), self.facts, self.gaps, gap=1)
        self.splitter = Panes(
            "class_sheets_splitter", left, self.paper, shares=(33, 67), needs=NEEDS, pc=self.around.pc
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        page.addWidget(self.splitter)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.tree,)

    def take_focus(self) -> None:
        self.tree.setFocus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            groups = sheet_groups(self.desk.read(Op.SEE_PRINTING))
        except DeskError as error:
            self.paper.show_paper(None, error.text())
            return
        school, today = school_of(self.desk), self.desk.today
        self._groups = groups
        self.tree.show_groups(groups, {one.group: one.group.words(school, today) for one in groups})
        self._update()

    def _tick_all(self) -> None:
        self.tree.tick([one.group for one in self._groups])
        self.tree.setFocus()

    def _tick_none(self) -> None:
        self.tree.tick_none()
        self.tree.setFocus()

    def _update(self) -> None:
        refs = [group.class_ref for group in self.tree.groups()]
        chosen = tuple(ref for ref in refs if ref is not None)
        self.none.setEnabled(bool(chosen))
        self.facts.setVisible(bool(chosen))
        text = ngettext("{n} class", "{n} classes", len(chosen))
        self.facts.setText(text.format(n=len(chosen)))
        names = without_number(self.desk.read(Op.SEE_PRINTING), chosen) if self.desk.allows(self.OP) else []
        self.gaps.setText(_gap_words(names))
        self.gaps.setVisible(bool(names))
        if not chosen:
            words = _("Tick the classes at the left.") if self._groups else _("No class has pupils yet.")
            self.paper.show_paper(None, words)
            return

        def make(desk: Desk, press: Press) -> Pages:
            from libdesk.documents.class_sheet import ClassSheetPages

            settings = desk.settings
            library = desk.read(Op.SEE_PRINTING)
            rows = class_sheets(library, chosen, school_of(desk), desk.today)
            counts = sheet_counts(library, chosen)
            return ClassSheetPages(rows, settings.school, press, Symbology(settings.symbology), counts=counts)

        self.paper.show_paper(Paper(_("Class barcode sheets"), make))


def _gap_words(names: list[str]) -> str:
    shown = "、".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")
    text = ngettext(
        "{n} pupil without a card number is left out: {names}",
        "{n} pupils without a card number are left out: {names}",
        len(names),
    )  # fmt: skip
    return text.format(n=len(names), names=shown)
