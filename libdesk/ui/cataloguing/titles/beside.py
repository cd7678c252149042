"""What stands beside the catalogue: one title, several chosen, or a form that is filled in and not lost."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.store.queries import titles
from libdesk.ui import theme
from libdesk.ui.cataloguing.titles.title_panel import TitlePanel
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scroll_to
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.classes.numbers_panel import NumbersPanel
    from libdesk.ui.cataloguing.titles.batch_panel import BatchPanel
    from libdesk.ui.cataloguing.titles.copies_panel import CopiesPanel
    from libdesk.ui.cataloguing.titles.doubles_panel import DoublesPanel
    from libdesk.ui.cataloguing.titles.merge_panel import MergePanel
    from libdesk.ui.cataloguing.titles.move_panel import MovePanel
    from libdesk.ui.cataloguing.titles.recommend_panel import RecommendPanel
    from libdesk.ui.cataloguing.titles.record_view import RecordView
    from libdesk.ui.cataloguing.titles.title_edit_panel import TitleEditPanel
    from libdesk.ui.cataloguing.titles.withdraw_panel import WithdrawPanel

P = TypeVar("P", bound=QWidget)


class Beside(Stack):
    """`done(what, what not)`; `saved(title id, what)`; `put_away` when a form was left and the list counts again."""

    done = Signal(str, str)
    saved = Signal(int, str)
    put_away = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._title_id: int | None = None
        self._ids: tuple[int, ...] = ()
        self._after_merge: QWidget | None = None
        self.title = TitlePanel(around)
        self.addWidget(self.title)
        panel = self.title
        panel.done.connect(self.done)
        panel.edit_asked.connect(self.edit_title)
        panel.copies_asked.connect(self.edit_copies)
        panel.move_asked.connect(self.move_copies)
        panel.merge_asked.connect(lambda title_id: self.merge(title_id))
        panel.record_asked.connect(self.show_record)
        panel.withdraw_asked.connect(self.withdraw_copies)
        panel.recommend_asked.connect(lambda title_id: self.recommend([title_id]))

    # The panels, each made when it is first needed

    @cached_property
    def edit(self) -> "TitleEditPanel":
        from libdesk.ui.cataloguing.titles.title_edit_panel import TitleEditPanel

        made = self._panel(TitleEditPanel(self._around))
        made.saved.connect(self.saved)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def copies(self) -> "CopiesPanel":
        from libdesk.ui.cataloguing.titles.copies_panel import CopiesPanel

        made = self._panel(CopiesPanel(self._around))
        made.done.connect(self.done)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def moving(self) -> "MovePanel":
        from libdesk.ui.cataloguing.titles.move_panel import MovePanel

        made = self._panel(MovePanel(self._around))
        made.done.connect(self.done)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def merging(self) -> "MergePanel":
        from libdesk.ui.cataloguing.titles.merge_panel import MergePanel

        made = self._panel(MergePanel(self._around))
        made.done.connect(self.saved)
        made.closed.connect(self._merge_over)
        return made

    @cached_property
    def doubles(self) -> "DoublesPanel":
        from libdesk.ui.cataloguing.titles.doubles_panel import DoublesPanel

        made = self._panel(DoublesPanel(self._around))
        made.compare_asked.connect(self.compare)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def numbers(self) -> "NumbersPanel":
        from libdesk.ui.cataloguing.classes.numbers_panel import NumbersPanel

        made = self._panel(NumbersPanel(self._around))
        made.setProperty("role", "side")
        made.setContentsMargins(*[theme.space(2)] * 4)
        made.done.connect(self._leave)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def leaving(self) -> "WithdrawPanel":
        from libdesk.ui.cataloguing.titles.withdraw_panel import WithdrawPanel

        made = self._panel(WithdrawPanel(self._around))
        made.done.connect(self.done)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def recommending(self) -> "RecommendPanel":
        from libdesk.ui.cataloguing.titles.recommend_panel import RecommendPanel

        made = self._panel(RecommendPanel(self._around))
        made.done.connect(self.done)
        made.closed.connect(self._leave)
        return made

    @cached_property
    def record(self) -> "RecordView":
        from libdesk.ui.cataloguing.titles.record_view import RecordView

        made = self._panel(RecordView(self._around.desk))
        made.closed.connect(self._leave)
        return made

    @cached_property
    def batch(self) -> "BatchPanel":
        from libdesk.ui.cataloguing.titles.batch_panel import BatchPanel

        made = self._panel(BatchPanel(self._around))
        made.done.connect(self.done)
        made.merge_asked.connect(self.merge)
        made.numbers_asked.connect(self.give_numbers)
        made.withdraw_asked.connect(self._withdraw_titles)
        made.recommend_asked.connect(self.recommend)
        made.closed.connect(self.put_away)
        return made

    # What stands there

    @property
    def about_list(self) -> bool:
        """Whether what stands here is about what is chosen in the list, and no form that goes on."""
        return self.currentWidget() in (self.title, vars(self).get("batch"))

    @property
    def touched(self) -> bool:
        """Whether something that was typed here would be lost."""
        shown = self.currentWidget()
        return bool(getattr(shown, "touched", False))

    def show_chosen(self, title_id: int | None, ids: Sequence[int], copy_id: int | None = None) -> None:
        """The title under the cursor and those chosen; a form that is being filled in stays where it is."""
        self._title_id, self._ids = title_id, tuple(ids)
        self.title.mark_copy(copy_id)
        if self.about_list:
            self._show_list()

    def _show_list(self) -> None:
        if len(self._ids) > 1:
            self.batch.show_ids(self._ids)
            self.setCurrentWidget(self.batch)
        else:
            self.title.show_title(self._title_id)
            self.setCurrentWidget(self.title)

    def edit_title(self, title_id: int) -> None:
        self._open(lambda: self.edit, lambda: self.edit.edit(title_id))

    def edit_copies(self, ids: Sequence[int]) -> None:
        self._open(lambda: self.copies, lambda: self.copies.edit(ids))

    def move_copies(self, ids: Sequence[int]) -> None:
        if self.title.now is not None:
            title_id = self.title.now.id
            self._open(lambda: self.moving, lambda: self.moving.begin(ids, title_id))

    def merge(self, title_id: int, other_id: int | None = None) -> None:
        self._after_merge = None
        self._open(lambda: self.merging, lambda: self.merging.begin(title_id, other_id))

    def compare(self, pairs: Sequence[tuple[int, int]]) -> None:
        """The pairs of one group of doubles, one after the other."""
        self._after_merge = vars(self).get("doubles")
        self._open(lambda: self.merging, lambda: self.merging.begin_pairs(pairs))

    def give_numbers(self, ids: Sequence[int]) -> None:
        self._open(lambda: self.numbers, lambda: self.numbers.ask(list(ids), anew=False))

    def withdraw_copies(self, ids: Sequence[int]) -> None:
        self._open(lambda: self.leaving, lambda: self.leaving.begin(ids))

    def _withdraw_titles(self, ids: Sequence[int]) -> None:
        """All their copies that are still there."""
        copies = titles.copies_of_titles(self._around.desk.read(Op.SEE_CATALOGUE), ids)
        self.withdraw_copies([copy.id for copy in copies if copy.status != "withdrawn"])

    def recommend(self, ids: Sequence[int]) -> None:
        self._open(lambda: self.recommending, lambda: self.recommending.begin(ids))

    def show_record(self, title_id: int) -> None:
        self._open(lambda: self.record, lambda: self.record.show_record(title_id))

    def show_doubles(self) -> None:
        self._open(lambda: self.doubles, lambda: self.doubles.begin())

    def _open(self, panel: Callable[[], QWidget], begin: Callable[[], object]) -> None:
        """A form takes the place of what was there, unless something typed would be lost; then it has the keyboard."""
        if self.touched:
            self._keep_typed()
            return
        made = panel()
        before = self.currentWidget()
        self.setCurrentWidget(made)
        try:
            begin()
        except DeskError as error:
            self._around.say(error.text())
            self.setCurrentWidget(before or self.title)
        # Below the list, where there is no room beside it, the window is scrolled to what was opened.
        QTimer.singleShot(0, self, lambda: scroll_to(QApplication.focusWidget() or self))

    def _keep_typed(self) -> None:
        shown = self.currentWidget()
        leave = getattr(shown, "leave", None)
        if leave is not None:
            leave()

    def _merge_over(self) -> None:
        """From the list of doubles one goes on with the next pair."""
        if self._after_merge is not None:
            panel, self._after_merge = self._after_merge, None
            self.setCurrentWidget(panel)
            self.doubles.begin()
        else:
            self._leave()

    def _panel(self, made: P) -> P:
        self.addWidget(made)
        return made

    def _leave(self) -> None:
        """A form is put away: what is chosen in the list stands there again."""
        self.setCurrentWidget(self.title)
        self._show_list()
        self.put_away.emit()
