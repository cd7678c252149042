"""Who has left: since when, what is still out, when their data is erased; back again, or erased now."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.readers import erase as actions
from libdesk.actions.readers.leaving import bring_back
from libdesk.actions.school import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.names import query_match
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.erasure import Erased, backups_gone
from libdesk.domain.rows.leavers import Clearance
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import leavers as queries
from libdesk.ui import icons, theme
from libdesk.ui.confirm import Confirm
from libdesk.ui.jobs import Lane
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.clearance_paper import clearance_maker
from libdesk.ui.readers.clearance_view import held_words, owed_words
from libdesk.ui.readers.take_along import copy_list, save_list
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class LeftView(QWidget):
    """Several can be chosen at once; nothing is erased without the question at the foot. `head` stands above."""

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.search = SearchEdit("left_box", _("Find leavers"), _("Name or pinyin initials"))
        self.state = named(label(wrap=True), "left_state")
        self.list = RowTable(
            self._columns(), name=_("Readers who left"), empty=Empty(""), many=True, key=lambda row: row.reader_id
        )
        self.question = Confirm("erase", gives_back_to=self.list.view)
        self.back = button("left_back", _("Here again"), self._bring_back, icon=icons.BACK)
        self.erase = button("left_erase", _("Erase now …"), self._ask, icon=icons.DELETE)
        self.print = button("left_print", _("Print certificates"), self._print, icon=icons.PRINT)
        self.copy = button("left_copy", _("Copy the list"), self._copy, icon=icons.COPY)
        self.save = button("left_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self._assemble()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name),
            Column("group", N_("Last class"), self._group, sort=lambda row: row.sort_key),
            Column("left", N_("Left on"), _left_on, sort=lambda row: row.left_day or date.min),
            Column("held", N_("Still out or owed"), _still, width=Width.STRETCH, role=lambda _row: "warn"),
            Column("erased", N_("Data erased on"), self._erased_on, sort=lambda row: row.left_day or date.min, spare=1),
        )

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        self.head = wrapped((self.search, 1), (self.state, 1), gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        column.addWidget(wrapped(self.back, self.erase, None, self.print, self.copy, self.save, gap=2))

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self.refresh())
        self.search.went_down.connect(self.list.view.setFocus)
        self.list.view.selectionModel().selectionChanged.connect(lambda *_args: self._mirror())

    def refresh(self) -> None:
        text = self.search.text().strip()
        try:
            library = self.desk.read(Op.READERS_RETURN)
            rows = queries.left(library, query_match(text) or '""') if text else queries.left(library)
            counts = queries.counts(library, actions.last_day_out(self.desk))
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.list.set_empty(self._empty(text))
        self.list.show_rows(rows)
        words = [ngettext("{n} reader has left", "{n} readers have left", counts.waiting).format(n=counts.waiting)]
        if counts.holding:
            words.append(_("{n} with something out or owed").format(n=counts.holding))
        if counts.due:
            words.append(_("{n} erased today").format(n=counts.due))
        self.state.setText(_(", ").join(words))
        self._mirror()

    def _empty(self, text: str) -> Empty:
        if text:
            return Empty(_("Nobody fits “{text}”").format(text=text), icon=icons.UNKNOWN)
        return Empty(
            _("Nobody has left"), _("Clear the classes that leave; who has left then stands here."), icon=icons.USERS
        )

    def _mirror(self) -> None:
        chosen = self._chosen()
        self.back.setEnabled(bool(chosen))
        self.print.setEnabled(any(row.clear for row in chosen))
        self.erase.setEnabled(any(row.clear for row in chosen) and self.desk.allows(Op.ERASE_READERS))
        for part in (self.copy, self.save):
            part.setEnabled(bool(self.list.model.rows()))
        if self.question.isVisible():
            self.question.put_away()

    def _chosen(self) -> list[Clearance]:
        rows = self.list.model.rows()
        return [rows[index.row()] for index in self.list.view.selectionModel().selectedRows()]

    def _print(self) -> None:
        """Of those chosen who have nothing out and owe nothing."""
        self.document_asked.emit(_("Clearance certificates"), clearance_maker(self.desk, self._chosen()))

    def _bring_back(self) -> None:
        ids = [row.reader_id for row in self._chosen()]
        try:
            bring_back(self.desk, reader_ids=ids)
        except DeskError as error:
            self.around.say(error.text())
            return
        done = ngettext("{n} reader is here again.", "{n} readers are here again.", len(ids)).format(n=len(ids))
        self.around.say(_("{done} F8 takes it back.").format(done=done))
        self.refresh()
        focus_first((self.list.view, self.search))

    def _ask(self) -> None:
        """What goes, what stays, and until when backups still hold it."""
        rows = [row for row in self._chosen() if row.clear]
        others = len(self._chosen()) - len(rows)
        head = ngettext(
            "The data of {n} reader is erased for good: name, numbers, photo, and what was noted about them.",
            "The data of {n} readers is erased for good: names, numbers, photos, and what was noted about them.",
            len(rows),
        ).format(n=len(rows))
        parts = [head, _("Their loans stay in all figures, without a name. This cannot be undone.")]
        if others:
            text = ngettext("{n} more still has something and stays.", "{n} more still have things and stay.", others)
            parts.append(text.format(n=others))
        gone = show_day(backups_gone(self.desk.today), weekday=False, year=True)
        parts.append(_("Backups made until today still hold it; the last of them is gone by {day}.").format(day=gone))
        ids = [row.reader_id for row in rows]
        self.question.ask(
            sentences(*parts), keep=_("Keep the data"), act=lambda: self.erase_now(ids),
            do=ngettext("Erase {n} reader", "Erase {n} readers", len(ids)).format(n=len(ids)),
        )  # fmt: skip

    def erase_now(self, ids: list[int]) -> None:
        """Beside the desk: the journal of half a year is looked through."""

        def work(desk: Desk, _progress: Progress) -> Erased:
            return actions.erase_readers(desk, reader_ids=ids)

        self.erase.setEnabled(False)
        self.around.jobs.start(Lane.LIBRARY, _("Erase personal data"), work, self._erased, self._failed)

    def _erased(self, erased: Erased) -> None:
        count = erased.count
        text = ngettext("The data of {n} reader is erased.", "The data of {n} readers is erased.", count)
        self.around.say(text.format(n=count))
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.refresh()
        if had_focus:
            focus_first((self.list.view, self.search))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.around.say(error.text())
        self._mirror()

    def _copy(self) -> None:
        copy_list(self.around, self.list)

    def _save(self) -> None:
        save_list(self.around, self, self.list, _("Readers who left"))

    def _group(self, row: Clearance) -> str:
        if row.class_ref is None:
            return row.department or show_reader_kind(row.kind)
        return school_of(self.desk).show(row.class_ref, row.left_day or self.desk.today)

    def _erased_on(self, row: Clearance) -> str:
        """The day, or why there is none."""
        days = self.desk.settings.erase_days
        if not row.clear:
            return _("not while something is out")
        if not days:
            return _("only by hand")
        if row.left_day is None:
            return ""
        day = row.left_day + timedelta(days=days)
        return _("today") if day <= self.desk.today else show_day(day, weekday=False, year=True)


def _left_on(row: Clearance) -> str:
    return show_day(row.left_day, weekday=False, year=True) if row.left_day else _("not known")


def _still(row: Clearance) -> str:
    return _(", ").join(part for part in (held_words(row), owed_words(row)) if part)
