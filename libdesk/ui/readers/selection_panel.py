"""Several readers are chosen: what can be done with all of them, each in one step that F8 takes back."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.readers import leaving, several
from libdesk.actions.school import school_of
from libdesk.actions.what_was_typed import read_day
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.rows.leavers import Clearance
from libdesk.domain.rows.readers import ManyDone, ReaderFound
from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext
from libdesk.store.queries.leavers import of_readers
from libdesk.ui import icons, theme
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.readers.class_question import ClassQuestion
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.scan_router import TAKES_SCANS
from libdesk.ui.widgets.scrolled import scrolled

MOST_GROUPS: Final = 5


class SelectionPanel(QFrame):
    """`done(what, who not)`: what was done in one sentence, and who was left out with the reasons, "" for nobody."""

    done = Signal(str, str)
    print_asked = Signal(object)
    """The cards of these readers are to be printed: a list of ids."""
    back_asked = Signal()
    """Back to the one reader whose page this was opened from."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("selection_panel")
        self._around = around
        self._desk = desk = around.desk
        self._rows: tuple[ReaderFound, ...] = ()
        self._accounts = 0  # chosen with the others, and left out
        self.entry = 0
        """The journal's entry of what was done last."""
        self._kept: tuple[Clearance, ...] = ()
        self._head = FitLabel(theme.Step.HEAD, bold=True)
        self._facts = label(wrap=True)
        self._fault = named(label(role="bad", wrap=True), "selection_fault")
        self.form = InlineForm("selection")
        self.form.setProperty(TAKES_SCANS, True)
        self.class_question = ClassQuestion(desk)
        self._back = button("selection_back", _("Back to the reader"), self.back_asked.emit, role="quiet")
        self._move = button("selection_move", _("Move to a class …"), self._ask_class)
        self._repeat = button("selection_repeat", _("Repeat the year"), self._repeat_year)
        self._leave = button("selection_leave", _("Mark as left"), self._mark_left)
        self._anyway = button("selection_anyway", _("They leave all the same"), self._leave_anyway)
        self._return = button("selection_return", _("Bring back"), self._bring_back)
        self._stop = button("selection_stop", _("Stop the cards …"), self._ask_why)
        self._reopen = button("selection_reopen", _("Reopen the cards"), self._reopen_cards)
        self._expiry = button("selection_expiry", _("Valid until …"), self._ask_day)
        self._renew = button("selection_renew", _("One year more"), self._renew_cards)
        self._print = button(
            "selection_print", _("Print their cards"), lambda: self.print_asked.emit(self.ids), icon=icons.PRINT
        )
        self._assemble()
        self.class_question.answered.connect(self._move_to)
        for question in (self.form, self.class_question):
            question.closed.connect(self._actions.show)

    def _assemble(self) -> None:
        self._repeat.setToolTip(_("Into the class with the same number, one year below"))
        self._renew.setToolTip(_("From the day on which each card ends"))
        self._actions = down(
            across(self._anyway), wrapped(self._move, self._repeat, gap=2),
            wrapped(self._stop, self._reopen, self._print, gap=2), wrapped(self._expiry, self._renew, gap=2),
            wrapped(self._leave, self._return, gap=2), across(self._back),
            gap=2,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.addWidget(scrolled(self._head, self._facts, self.class_question, self.form, self._fault, self._actions))

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self._rows]

    def show_rows(self, rows: Sequence[ReaderFound], *, back: bool = False) -> None:
        """These readers are chosen; `back`: it is one reader whose page waits.

        Accounts are no persons: chosen with persons, as by all of a class, they are left out; alone they are meant.
        """
        persons = [row for row in rows if row.kind not in ACCOUNTS]
        self._accounts = len(rows) - len(persons) if persons else 0
        rows = persons or rows
        if [row.id for row in rows] != self.ids:
            self._close_questions()
            self.forget()
        self._rows = tuple(rows)
        self._kept = self._still_kept()
        self._back.setVisible(back)
        self._head.setText(_chosen(self._rows))
        self._facts.setText(self._summary())
        left = sum(row.state == "left" for row in rows)
        pupils = sum(row.kind == "pupil" and row.state != "left" for row in rows)
        stopped = sum(row.state == "stopped" for row in rows)
        here = len(rows) - left
        shown = {
            self._move: pupils, self._repeat: pupils, self._leave: here, self._return: left, self._stop: here,
            self._reopen: stopped, self._expiry: here, self._renew: here,
            self._print: here - stopped if self._desk.allows(Op.SEE_PRINTING) else 0, self._anyway: len(self._kept),
        }  # fmt: skip
        for widget, count in shown.items():
            widget.setVisible(count > 0)

    def forget(self) -> None:
        """What was told of the last step no longer holds: it was undone, or others are chosen."""
        self._show_fault("")
        self._kept = ()
        self._anyway.hide()

    def _still_kept(self) -> tuple[Clearance, ...]:
        """Those of the chosen who were not let go and still have something, as the library is now."""
        if not self._kept:
            return ()
        ids = [one.reader_id for one in self._kept if one.reader_id in self.ids]
        return tuple(one for one in of_readers(self._desk.library, ids) if not one.clear and one.state != "left")

    def _summary(self) -> str:
        """Their classes, and what they have out."""
        school, today = school_of(self._desk), self._desk.today
        places = Counter(row.group(today, school.system, school.only_stage) for row in self._rows)
        parts = [_("{place}: {n}").format(place=place, n=n) for place, n in places.most_common(MOST_GROUPS)]
        if len(places) > MOST_GROUPS:
            parts.append("…")
        lines = ["  ·  ".join(parts)] if len(self._rows) > 1 else []
        out, overdue = sum(row.out for row in self._rows), sum(row.overdue for row in self._rows)
        if out:
            words = ngettext("{n} book is out", "{n} books are out", out).format(n=out)
            if overdue:
                words = _("{books}, {n} of them overdue").format(books=words, n=overdue)
            lines.append(words)
        if self._accounts:
            text = ngettext("{n} account is left out", "{n} accounts are left out", self._accounts)
            lines.append(text.format(n=self._accounts))
        return "\n".join(lines)

    # Questions

    def _ask_class(self) -> None:
        self._close_questions()
        self._actions.hide()
        self.class_question.ask()

    def _ask_why(self) -> None:
        self._ask(Question("selection_why", _("Why?"), _("Stop the cards"), self._stop_cards))

    def _ask_day(self) -> None:
        words = _("Valid until (for instance 2026-08-31; 0: without end)")
        self._ask(Question("selection_day", words, _("Set the day"), self._set_day))

    def _ask(self, question: Question) -> None:
        """While something is asked, nothing else can be begun."""
        self._close_questions()
        self._actions.hide()
        self.form.ask(question)

    def _close_questions(self) -> None:
        self.form.close_form()
        self.class_question.close_form()

    # What is done

    def _move_to(self, ref: object) -> None:
        from libdesk.domain.classes import ClassRef

        assert isinstance(ref, ClassRef)
        name = school_of(self._desk).show(ref, self._desk.today)
        act = partial(several.move_readers, self._desk, reader_ids=self.ids, to=ref)
        self._do(act, lambda n: _told_move(n, name))

    def _repeat_year(self) -> None:
        act = partial(several.repeat_year, self._desk, reader_ids=self.ids)
        self._do(act, lambda n: ngettext("{n} pupil repeats the year.", "{n} pupils repeat the year.", n).format(n=n))

    def _stop_cards(self, why: str) -> None:
        act = partial(several.stop_readers, self._desk, reader_ids=self.ids, why=why)
        self._do(act, lambda n: ngettext("{n} card is stopped.", "{n} cards are stopped.", n).format(n=n))

    def _reopen_cards(self) -> None:
        act = partial(several.reopen_readers, self._desk, reader_ids=self.ids)
        self._do(act, lambda n: ngettext("{n} card is open again.", "{n} cards are open again.", n).format(n=n))

    def _set_day(self, typed: str) -> None:
        day = None if typed.strip() == "0" else read_day(typed)
        act = partial(several.set_expiry, self._desk, reader_ids=self.ids, day=day)
        self._do(act, lambda n: _told_day(n, day))

    def _renew_cards(self) -> None:
        act = partial(several.renew_cards, self._desk, reader_ids=self.ids)
        self._do(act, _told_renewal)

    def _mark_left(self) -> None:
        self._let_go(anyway=False)

    def _leave_anyway(self) -> None:
        self._let_go(anyway=True)

    def _let_go(self, *, anyway: bool) -> None:
        ids = [one.reader_id for one in self._kept] if anyway else self.ids

        def act() -> ManyDone:
            left = leaving.leave_readers(self._desk, reader_ids=ids, anyway=anyway)
            self._kept = left.kept
            reasons = tuple((one.name, _still(one)) for one in left.kept)
            return ManyDone(left.journal_id, len(left.reader_ids), reasons)

        self._do(act, lambda n: ngettext("{n} reader has left.", "{n} readers have left.", n).format(n=n))

    def _bring_back(self) -> None:
        ids = [row.id for row in self._rows if row.state == "left"]

        def act() -> ManyDone:
            return ManyDone(leaving.bring_back(self._desk, reader_ids=ids), len(ids))

        self._do(act, lambda n: ngettext("{n} reader is back.", "{n} readers are back.", n).format(n=n))

    def _do(self, act: Callable[[], ManyDone], told: Callable[[int], str]) -> None:
        """Run one action, after a backup where it changes many."""
        after_backup(self._around, self, len(self._rows), lambda: self._do_now(act, told), self._show_fault)

    def _do_now(self, act: Callable[[], ManyDone], told: Callable[[int], str]) -> None:
        """A refusal stands in the form that asked, else on the panel; who was left out is told beside the list."""
        self._show_fault("")
        self._kept = ()
        try:
            result = act()
        except DeskError as error:
            if self.form.isVisible():
                self.form.tell(error.text())
            else:
                self._show_fault(error.text())
            return
        self._close_questions()
        not_done = several.told_reasons(result.not_done)
        self.entry = result.journal_id
        if result.done:
            self.done.emit(told(result.done), not_done)
        else:
            self._show_fault(not_done)
        self._anyway.setVisible(bool(self._kept))

    def _show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))


def _chosen(rows: Sequence[ReaderFound]) -> str:
    if len(rows) == 1:
        return rows[0].name
    return ngettext("{n} reader chosen", "{n} readers chosen", len(rows)).format(n=len(rows))


def _told_move(n: int, name: str) -> str:
    return ngettext("{n} pupil is now in {name}.", "{n} pupils are now in {name}.", n).format(n=n, name=name)


def _told_renewal(n: int) -> str:
    return ngettext("{n} card is valid a year longer.", "{n} cards are valid a year longer.", n).format(n=n)


def _told_day(n: int, day: date | None) -> str:
    if day is None:
        return ngettext("{n} card is valid without end.", "{n} cards are valid without end.", n).format(n=n)
    shown = show_day(day, weekday=False, year=True)
    return ngettext("{n} card is valid until {day}.", "{n} cards are valid until {day}.", n).format(n=n, day=shown)


def _still(one: Clearance) -> str:
    """What stands in the way of leaving."""
    if one.held:
        return ngettext("{n} book is still out", "{n} books are still out", len(one.held)).format(n=len(one.held))
    if one.aids:
        return _("still has {what}").format(
            what=_(", ").join(_("{n} × {aid}").format(n=aid.quantity, aid=aid.name) for aid in one.aids)
        )
    return _("a compensation is not settled")
