"""Class barcode sheets: classes are ticked at the left, their sheets seen at the right as they come out."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.documents.paged import Pages
from libdesk.domain.classes import ClassRef
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.cards import GroupCount
from libdesk.domain.rows.prints import Symbology
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.class_sheets import class_sheets, sheet_counts, sheet_groups, without_number
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, down, kept_clear, label, named, wrapped
from libdesk.ui.printing.group_tree import GroupTree
from libdesk.ui.printing.lacking import letters_words, some
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.printers import Printers
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from libdesk.documents.class_sheet import SheetChecks

NEEDS: Final = (60, 90)


class ClassSheetsPage(Tab):
    NAME = "class_sheets_page"
    TITLE = N_("Class sheets")
    ICON = icons.SCAN
    OP = Op.SEE_PRINTING
    TOPICS = frozenset({Topic.READERS, Topic.SETTINGS})

    def __init__(self, around: Surroundings, *, printers: Printers | None = None) -> None:
        super().__init__(around)
        self._groups: list[GroupCount] = []
        self._chosen: tuple[ClassRef, ...] = ()
        self._without: list[str] = []
        self._checking = OneJob(around.jobs, self)
        self.tree = GroupTree("sheets_classes", _("Classes whose sheets are printed"))
        self.all = button("sheets_all", _("Tick all"), self._tick_all, icon=icons.CHECK)
        self.none = button("sheets_none", _("Tick none"), self._tick_none, icon=icons.CLOSE, role="quiet")
        note = _("One page a class with seat, name and barcode. It lies at the desk, for pupils without their card.")
        self._note = label(note, role="note", wrap=True)
        self.facts = kept_clear(named(label(wrap=True), "sheets_facts"))
        self.gaps = named(label(role="warn", wrap=True), "sheets_gaps")
        self.paper = PaperView(around, "class_sheets", printers=printers)
        self._assemble()
        self.tree.ticked.connect(self._update)
        self.paper.press_changed.connect(self._check)
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
        self._chosen = chosen
        allowed = self.desk.allows(self.OP)
        self._without = without_number(self.desk.read(Op.SEE_PRINTING), chosen) if allowed else []
        self._show_gaps(None)
        if not chosen:
            self._checking.drop()
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
        self._check()

    def _check(self) -> None:
        """Look through all sheets beside the desk: bars, characters."""
        chosen, press = self._chosen, self.paper.press
        if not chosen:
            self._checking.drop()
            return

        def work(desk: Desk, progress: Progress) -> "SheetChecks":
            from libdesk.documents.class_sheet import check_sheets

            settings = desk.settings
            rows = class_sheets(desk.read(Op.SEE_PRINTING), chosen, school_of(desk), desk.today)
            return check_sheets(rows, settings.school, press, Symbology(settings.symbology), progress)

        def checked(found: "SheetChecks") -> None:
            self._show_gaps(found)

        self._checking.start(Lane.DOCUMENTS, _("Looking at the class sheets"), work, checked, lambda _error: None)

    def _show_gaps(self, found: "SheetChecks | None") -> None:
        """What will be missing on the sheets, each with names."""
        parts = [_gap_words(self._without)] if self._without else []
        if found is not None:
            parts += _fault_words(found)
        self.gaps.setText("\n".join(parts))
        self.gaps.setVisible(bool(parts))


def _fault_words(found: "SheetChecks") -> list[str]:
    """Who gets no bars, whose name has a character that no font has, and that of the school's own words."""
    parts = []
    bars = [f"{it.name} ({it.fault.content})" for it in found.faults if it.fault is not None]
    if bars:
        text = ngettext(
            "{n} number cannot be printed as bars: {names}", "{n} numbers cannot be printed as bars: {names}", len(bars)
        )
        parts.append(text.format(n=len(bars), names=some(bars)))
    letters = "".join(dict.fromkeys(found.letters + "".join(it.letters for it in found.faults)))
    if letters:
        parts.append(letters_words(letters, [it.name for it in found.faults if it.letters]))
    return parts


def _gap_words(names: list[str]) -> str:
    shown = some(names)
    text = ngettext(
        "{n} pupil without a card number is left out: {names}",
        "{n} pupils without a card number are left out: {names}",
        len(names),
    )  # fmt: skip
    return text.format(n=len(names), names=shown)
