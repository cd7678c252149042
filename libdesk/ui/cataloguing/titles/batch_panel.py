"""Several titles are chosen: one field of all of them is changed in one step, after it was shown what that does."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from shiboken6 import isValid

from libdesk.actions.cataloguing.batch_edit import edit_books, preview_books
from libdesk.actions.desk import Desk
from libdesk.actions.readers.several import told_reasons
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books_change import BooksChange, BooksPreview
from libdesk.domain.rows.catalogue import CopiesDone
from libdesk.i18n import _, ngettext
from libdesk.ui.cataloguing.label_words import with_labels
from libdesk.ui.cataloguing.titles.change_field import ChangeField
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.jobs import Lane
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled

MOST_LINES: Final = 8
LOOKED_AT_ONCE: Final = 2000  # titles that are looked up while nobody notices
CHANGED_AT_ONCE: Final = 200
T = TypeVar("T")


class BatchPanel(SidePanel):
    """`done(what, what not)`; the other signals ask for what is done elsewhere with the titles chosen."""

    done = Signal(str, str)
    merge_asked = Signal(int, int)
    numbers_asked = Signal(list)
    withdraw_asked = Signal(list)
    recommend_asked = Signal(list)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("batch")
        self._around, self._desk = around, around.desk
        self.ids: list[int] = []
        self._shown: BooksChange | None = None
        self.change = ChangeField(self._desk)
        self._preview = named(label(wrap=True), "batch_preview")
        self._show = button("batch_show", _("Show what changes"), self.show_preview)
        self._do = button("batch_do", "", self._apply, role="next")
        self._merge = button("batch_merge", _("Merge the two …"), self._ask_merge)
        self._numbers = button("batch_numbers", _("Give call numbers …"), lambda: self.numbers_asked.emit(self.ids))
        self._withdraw = button("batch_withdraw", _("Withdraw …"), lambda: self.withdraw_asked.emit(self.ids))
        self._recommend = button("batch_recommend", _("Recommend …"), lambda: self.recommend_asked.emit(self.ids))
        body = scrolled(self.change, wrapped(self._show, self._do, gap=2), self._preview, gap=2)
        self.put_together(body=body, foot=wrapped(self._merge, self._numbers, self._recommend, self._withdraw, gap=2))
        self.change.changed.connect(self._forget)
        self.change.entered.connect(self.show_preview)
        self._forget()

    def show_ids(self, ids: Sequence[int]) -> None:
        """These titles are chosen."""
        if list(ids) != self.ids:
            self._forget()
        self.ids = list(ids)
        text = ngettext("{n} title chosen", "{n} titles chosen", len(self.ids)).format(n=f"{len(self.ids):,}")
        self.head.setText(text)
        self.change.refresh()
        self._merge.setVisible(len(self.ids) == 2 and self._desk.allows(Op.MERGE_TITLES))
        self._numbers.setVisible(self._desk.allows(Op.GIVE_NUMBERS))

    def show_preview(self) -> None:
        """Say what would change, from what to what, and what cannot be; of many it is looked up beside the desk."""
        try:
            change = self.change.change()
        except DeskError as error:
            self.show_fault(error.text())
            return
        self.show_fault("")
        ids = list(self.ids)
        self._run(
            Lane.DOCUMENTS, lambda desk, _progress: preview_books(desk, ids, change),
            lambda preview: self._show_what(change, preview) if ids == self.ids else None,
            many=len(ids) > LOOKED_AT_ONCE,
        )  # fmt: skip

    def _run(self, lane: Lane, work: Callable[[Desk, Progress], T], done: Callable[[T], object], *, many: bool) -> None:
        """At once, or as a job while nothing here can be pressed."""
        if not many:
            try:
                result = work(self._desk, Progress())
            except DeskError as error:
                self.show_fault(error.text())
                return
            done(result)
            return

        def ended(then: Callable[[], object]) -> None:
            if isValid(self):
                self.setEnabled(True)
                then()

        def failed(error: Exception) -> None:
            if isinstance(error, DeskError):
                self.show_fault(error.text())

        self.setEnabled(False)
        self._around.jobs.start(
            lane, _("Changing books"), work, lambda result: ended(lambda: done(result)),
            lambda error: ended(lambda: failed(error)),
        )  # fmt: skip

    def _show_what(self, change: BooksChange, preview: BooksPreview) -> None:
        self._shown = change if preview.changed else None
        self._preview.setText(self._words(change, preview))
        self._preview.show()
        words = (
            ngettext("Change {n} title", "Change {n} titles", preview.changed)
            if change.of_title
            else ngettext("Change {n} copy", "Change {n} copies", preview.changed)
        )
        self._do.setText(words.format(n=f"{preview.changed:,}"))
        self._do.setVisible(bool(preview.changed))
        if preview.changed:
            self._do.setFocus()

    def _words(self, change: BooksChange, preview: BooksPreview) -> str:
        to = self.change.words(change.field, change.value)
        lines = [
            _("{before} → {after}: {n}").format(before=self.change.words(change.field, value), after=to, n=f"{n:,}")
            for value, n in preview.froms[:MOST_LINES]
        ]
        more = sum(n for _value, n in preview.froms[MOST_LINES:])
        if more:
            lines.append(_("other values → {after}: {n}").format(after=to, n=f"{more:,}"))
        if preview.renumbered:
            lines.append(_numbers_words(preview.renumbered))
        elif change.field == "class_no" and preview.changed:
            lines.append(_("Call numbers stay as they are."))
        lines += [
            _("{n} stay: {reason}").format(n=f"{n:,}", reason=reason)
            for reason, n in Counter(reason for _name, reason in preview.not_done).most_common()
        ]
        if not preview.changed:
            lines.insert(0, _("Nothing would change."))
        return "\n".join(lines)

    def _apply(self) -> None:
        """After a backup where it changes many; scans wait while very many are changed."""
        change, ids = self._shown, list(self.ids)
        if change is None:
            return

        def apply() -> None:
            self._run(
                Lane.LIBRARY, lambda desk, progress: edit_books(desk, ids, change, progress),
                lambda done: self._told(change, done), many=len(ids) > CHANGED_AT_ONCE,
            )  # fmt: skip

        after_backup(self._around, self, len(ids), apply, self.show_fault)

    def _told(self, change: BooksChange, done: CopiesDone) -> None:
        self._forget()
        words = (
            ngettext("{n} title is changed.", "{n} titles are changed.", done.done)
            if change.of_title
            else ngettext("{n} copy is changed.", "{n} copies are changed.", done.done)
        )
        told = with_labels(self._desk, words.format(n=f"{done.done:,}"), done.journal_id)
        self.done.emit(told, told_reasons(done.not_done))

    def _ask_merge(self) -> None:
        if len(self.ids) == 2:
            self.merge_asked.emit(*self.ids)

    def _forget(self) -> None:
        """What was shown is no longer what would be done."""
        self._shown = None
        self._preview.hide()
        self._do.hide()
        self.show_fault("")


def _numbers_words(moved: Sequence[tuple[str, str]]) -> str:
    """That call numbers follow their class, with the first of them."""
    words = ngettext(
        "{n} call number follows, and so do the copies: {before} → {after}. Print the labels again.",
        "{n} call numbers follow, and so do the copies, first {before} → {after}. Print the labels again.",
        len(moved),
    )
    before, after = moved[0]
    return words.format(n=f"{len(moved):,}", before=before, after=after)
