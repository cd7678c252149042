"""Beside the practice desk: the drill in words, its steps as they are done, the codes to scan, the result."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from libdesk.domain.drill_cast import name_of
from libdesk.domain.drill_judge import Judgement
from libdesk.domain.drills import SLIPS, Drill, Step, shown_words, task_of
from libdesk.i18n import _, ngettext, sentences
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.practice.bars_view import BarsView
from libdesk.ui.widgets.announce import announce

ICON: Final = 5  # steps


class DrillPanel(QWidget):
    again_asked = Signal()
    next_asked = Signal()
    end_asked = Signal()

    def __init__(self, drill: Drill, following: str) -> None:
        super().__init__()
        self.setObjectName("practice_panel")
        self.drill = drill
        self.title = named(label(_(drill.title), role="heading", wrap=True), "practice_title")
        self.task = named(label(task_of(drill), wrap=True), "practice_task")
        self.steps = [_StepLine(step) for step in drill.steps]
        self.hint = named(label(role="warn", wrap=True), "practice_hint")
        self.result = named(label(wrap=True), "practice_result")
        self.slips = named(label(wrap=True), "practice_slips")
        self.again = button("practice_again", _("Again"), self.again_asked.emit, icon=icons.REFRESH)
        self.next = button("practice_next", following, self.next_asked.emit, role="next")
        self.end = button("practice_end", _("End this drill"), self.end_asked.emit, icon=icons.STOP)
        self.codes = [BarsView(one.code, shown_words(one), name_of(one.code)) for one in drill.shown]
        self._assemble()

    def _assemble(self) -> None:
        self._answers = wrapped(self.next, self.again)
        steps = QWidget()
        grid = QGridLayout(steps)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        for row, step in enumerate(self.steps):
            grid.addWidget(step.icon, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(step.words, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(2))
        for part in (
            self.title, self.result, self.slips, self._answers, self.task, steps, self.hint,
            wrapped(*self.codes, gap=2), wrapped(self.end),
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        for part in (self.hint, self.result, self.slips, self._answers):
            part.hide()

    def show_judgement(self, judged: Judgement, stuck: str = "") -> None:
        """The steps as they stand, and what is still wrong and its way back; else what holds it up, or a small slip."""
        for step, done in zip(self.steps, judged.done, strict=True):
            step.show_done(done)
        words = sentences(*(_(SLIPS[code]) for code in judged.wrong))
        text = stuck or (_(SLIPS[judged.lately]) if judged.lately else "")
        if judged.buried:
            way = _("Something is still wrong. Take “{book}” back in its own line of the list, not with F8: {what}")
            text = way.format(book=name_of(judged.buried), what=words)
        elif words:
            text = _("Something is still wrong. F8 takes it back: {what}").format(what=words)
        if text and text != self.hint.text():
            announce(self, text, urgent=True)
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    @property
    def wanted(self) -> QWidget:
        """What is looked at next: the code of the first step that is to be done, or the result."""
        if self.result.isVisibleTo(self):
            return self.title
        for line, step in zip(self.steps, self.drill.steps, strict=True):
            for view in self.codes if not line.done else ():
                if view.code == (step.book or step.card):
                    return view
        return self.title

    def show_end(self, judged: Judgement, seconds: int, noted: str) -> None:
        """The drill has ended: how it went, what went wrong, and where the result stands."""
        self.hint.hide()
        seconds = max(1, seconds)
        time = ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
        if judged.passed:
            words = _("Mastered, in {time}.").format(time=time)
            if judged.slips:
                words = sentences(words, _("It can go more smoothly still; see below."))
        elif judged.over:
            words = _("Done, in {time}, but something went wrong on the way. Practise it once more.").format(time=time)
        else:
            words = _("Not finished.")
        self.result.setText(f"{words}\n{noted}")
        self.result.setProperty("role", "good" if judged.passed else "warn")
        theme.restyle(self.result)
        self.result.show()
        self.slips.setText("\n".join(f"· {_(SLIPS[code])}" for code in judged.slips))
        self.slips.setVisible(bool(judged.slips))
        self.end.hide()
        self._answers.show()
        announce(self, self.result.text(), urgent=False)


class _StepLine:
    """An arrow until the step is done, a tick afterwards; a screen reader is told in words."""

    def __init__(self, step: Step) -> None:
        self.icon = QLabel()
        name = name_of(step.book) if step.book else ""
        self.words = label(
            _("{step}: {book}").format(step=_(step.words), book=name) if name else _(step.words), wrap=True
        )
        self.done = True
        self.show_done(False)

    def show_done(self, done: bool) -> None:
        if done == self.done:
            return
        self.done = done
        side = theme.space(ICON)
        made = icons.icon(icons.CHECK_CIRCLE if done else icons.NEXT, "good" if done else "faint")
        self.icon.setPixmap(made.pixmap(side, side))
        state = _("done") if done else _("to do")
        self.words.setAccessibleName(f"{self.words.text()} ({state})")
        self.icon.setToolTip(state)
