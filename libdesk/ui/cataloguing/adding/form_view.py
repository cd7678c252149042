"""A title that nobody has described yet is written down; the scan of its label saves both in one step.

A title that may be here already is shown before a second one is made, and what was written is never lost unasked.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.domain.adding import Form
from libdesk.domain.adding_scans import Code
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import NewVolume
from libdesk.domain.title_rules import Why
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _, sentences
from libdesk.store.queries import adding as queries
from libdesk.store.queries import doubles
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.adding.doubles_question import DoublesQuestion
from libdesk.ui.cataloguing.adding.session import AddingSession
from libdesk.ui.cataloguing.titles.title_form import TitleForm
from libdesk.ui.confirm import Confirm
from libdesk.ui.jobs import Jobs
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.scrolled import scrolled


class FormView(QFrame):
    """`done`: the gesture of the session that ends it, saved or given up; `heard`: what the ear is told."""

    done = Signal(object)
    heard = Signal(object)

    def __init__(self, session: AddingSession, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("adding_form")
        self._session, self._desk, self._jobs = session, session.desk, jobs
        self._written: Form | None = None
        self._loading = False
        self.note = named(label(role="note", wrap=True), "adding_form_note")
        self.fault = named(label(role="bad", wrap=True), "adding_form_fault")
        self.form = TitleForm(self._desk, new=True)
        self.doubles = DoublesQuestion()
        self.question = Confirm("adding_drop", gives_back_to=self.form)
        self.save = button("adding_save", _("Save (Ctrl+S)"), self.save_with, role="next", icon=icons.SAVE)
        self.leave = button("adding_leave", _("Esc Leave it"), self.give_up)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        area = scrolled(self.form)
        area.setMinimumHeight(theme.space(36))
        for part in (self.fault, self.doubles, self.question):
            column.addWidget(part)
        column.addWidget(area, 1)
        column.addWidget(wrapped(self.save, self.leave, (self.note, 1), gap=2))

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.form.entered.connect(self.save_with)
        self.doubles.closed.connect(self.form.take_focus)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+S"), self, context=within).activated.connect(self.save_with)

    def begin(self, form: Form) -> None:
        """What is known of the title stands there; the one that is being written stays as it is."""
        if form is self._written:
            return
        self._written = form
        known = queries.fields_of(self._desk.library, form.title_id) if form.title_id is not None else None
        ordered = self._session.ordered_as(form) if form.title_id is None else None
        note = _("Scanning the label of the book saves the title with its copy.")
        if known is not None:
            note = _("Copy, barcode and loan stay as they are.")
        elif ordered is not None:
            note = sentences(_("Filled in as it was ordered."), note)
        self.note.setText(note)
        self.tell("")
        self.doubles.put_away()
        self.question.put_away()
        self._loading = True
        self.form.load(known or ordered or _fields(form))
        self._loading = False

    def fill(self, fields: TitleFields) -> None:
        """What the scan of its ISBN says of the title that is completed."""
        now = self.form.fields()
        known = fields if fields.title else replace(now, isbn=fields.isbn)
        self.form.load(replace(known, shelving=now.shelving))
        self.tell("")
        self._session.touch()
        self.form.take_focus()

    def words(self) -> tuple[str, str]:
        """What is written, for the line above it."""
        form = self._session.state.form
        if form is None:
            return "", ""
        if form.title_id is not None:
            return _("Complete it"), form.text
        return _("New title"), hyphenated(form.text) if form.code is Code.ISBN else form.text

    def take_focus(self) -> None:
        """Not away from a question, nor from the field that somebody is in."""
        if self.question.isHidden() and self.doubles.isHidden() and not self._has_focus():
            self.form.take_focus()

    def _has_focus(self) -> bool:
        focus = self.form.window().focusWidget()
        return focus is not None and self.form.isAncestorOf(focus) and focus.isVisible()

    def tell(self, text: str) -> None:
        """Why it was not saved; what was written stays."""
        tell_aloud(self.fault, text)

    def give_up(self) -> None:
        """Esc: what was written is asked about first."""
        if not self.doubles.isHidden():
            self.doubles.put_away()
        elif self._session.state.touched and self.question.isHidden():
            self.question.ask(
                _("What you wrote is not saved yet."), keep=_("Go on writing"), do=_("Leave without saving"),
                act=lambda: self._end(self._session.clear),
            )  # fmt: skip
        elif self.question.isHidden():
            self._end(self._session.clear)
        else:
            self.question.put_away()

    def save_with(self, code: str = "") -> None:
        """Save the title; `code` is the label that was scanned, for its first copy."""
        form = self._session.state.form
        if form is None:
            return
        if self._jobs.busy_library:
            self.tell(_("A job is writing. Save when it is done."))
            return
        if self.form.show_faults():
            self.heard.emit(Outcome.REFUSED)
            missing = all(fault.why is Why.MISSING for fault in self.form.faults())
            told = _("Something is missing.") if missing else _("What is red is not right yet.")
            self.tell(sentences(told, _("Then scan the label {label} again.").format(label=code)) if code else "")
            return
        self.tell("")
        fields = self.form.fields()
        volumes = [NewVolume(one.label, one.isbn, one.price_fen) for one in self.form.volumes()]
        isbns = [one.isbn for one in volumes]
        found = doubles.of(self._desk.read(Op.SEE_CATALOGUE), fields, isbns=isbns, besides=form.title_id)
        save = partial(self._end, partial(self._session.save, fields, volumes, code))
        if not found or form.title_id is not None:
            save()
            return
        self.heard.emit(Outcome.NOTICE)
        add = partial(self._end, partial(self._session.add_to, found[0].id, code))
        self.question.put_away()  # one question at a time
        self.doubles.ask(found[0], fields.isbn, add=add, new=save)

    def _end(self, work: object) -> None:
        self.done.emit(work)

    def _typed(self) -> None:
        """What was told of the form no longer holds once it is right."""
        if self._loading:
            return
        self._session.touch()
        if not self.fault.isHidden() and not self.form.faults():
            self.tell("")


def _fields(form: Form) -> TitleFields:
    """What the scan says of a new title."""
    fields = TitleFields("")
    if form.code is Code.ISBN:
        return replace(fields, isbn=form.text)
    if form.code is Code.ISSN:
        return replace(fields, issn=form.text, kind="periodical")
    if form.code is Code.UNIFIED:
        return replace(fields, unified_no=form.text)
    return replace(fields, title=form.text)
