"""One activity: what is known of it, how it went, whether its results are published; changed in the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.activities import activities as actions
from libdesk.actions.school import school_of
from libdesk.domain.audience import Audience
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.activities import ActivityRow
from libdesk.i18n import _, listed, sentences
from libdesk.store.queries import activities as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.confirm import Confirm
from libdesk.ui.deed import run
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.activities import papers, words
from libdesk.ui.semester.activities.forms import ActivityForm, PublishForm, RecordForm
from libdesk.ui.settings.section import day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled


class FactsView(QWidget):
    """`list_view` is the list beside it, where the keyboard goes when an activity is gone."""

    document_asked = Signal(str, object)
    made = Signal(int)
    """A new activity, or a copy, that is to be shown."""
    changed = Signal(int)
    """It may lie in another term now."""

    def __init__(self, around: Surroundings, list_view: QWidget) -> None:
        super().__init__()
        self.setObjectName("activity_facts_view")
        self._around, self._desk, self._list = around, around.desk, list_view
        self._row: ActivityRow | None = None
        self._changes = False
        self._unsaved: dict[int, tuple[str, str]] = {}  # what was written of an activity and not saved yet
        self._begun: dict[int | None, tuple[str, ...]] = {}  # its other fields; those of a new one by None
        self._as_opened: tuple[str, ...] = ()  # what stood in these fields before anything was typed
        self.facts = named(label(wrap=True), "activity_facts")
        self.counts = named(label(wrap=True), "activity_counts")
        self.fault = named(label(role="bad", wrap=True), "activity_view_fault")
        self.form = ActivityForm(around, gives_back_to=list_view)
        self.record_form = RecordForm(gives_back_to=list_view)
        self.publish_form = PublishForm(around, gives_back_to=list_view)
        self.question = Confirm("activity_out", gives_back_to=list_view)
        self.change = button("activity_change", _("Change …"), self._ask_change, icon=icons.EDIT)
        self.publish = button("activity_publish", _("Results are published …"), self._ask_publish, role="next")
        self.unpublish = button("activity_unpublish", _("Not published after all"), self._unpublish)
        self.note = button("activity_record", _("Note how it went …"), self._ask_record, icon=icons.WRITING)
        self.sheet = button("activity_sheet", _("Print the record sheet"), self._print_sheet, icon=icons.PRINT)
        self.copy = button("activity_copy", _("Hold it once more"), self._copy, icon=icons.COPY)
        self.drop = button("activity_drop", _("It does not take place"), lambda: self._drop(True))
        self.take_up = button("activity_take_up", _("It takes place after all"), lambda: self._drop(False))
        self.remove = button("activity_remove", _("Remove …"), self._ask_remove, icon=icons.DELETE)
        self.copy.setToolTip(_("The same activity a year later, without those who took part"))
        self._assemble()
        for form in self._forms:
            form.closed.connect(self._mirror)

    def _assemble(self) -> None:
        self.fault.hide()
        self.foot = wrapped(
            self.publish, self.change, self.note, self.sheet, self.copy, self.unpublish, self.drop, self.take_up,
            self.remove, gap=2,
        )  # fmt: skip
        area = scrolled(self.facts, self.counts, self.fault, *self._forms, self.question, self.foot)
        area.setMinimumHeight(theme.space(36))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    @property
    def _forms(self) -> tuple[ActivityForm, RecordForm, PublishForm]:
        return (self.form, self.record_form, self.publish_form)

    @property
    def asks(self) -> bool:
        """Whether a form stands open."""
        return any(form.isVisibleTo(self) for form in self._forms)

    @property
    def changes(self) -> bool:
        """Whether the form changes the activity on show, and makes no new one."""
        return self._changes

    def show_activity(self, row: ActivityRow | None) -> None:
        """This activity; what was asked of another one is put away."""
        if (row and row.id) != (self._row and self._row.id):
            self.close_forms()
        self._row = row
        if row is not None:
            self.facts.setText(words.facts(row, self._desk.today, school_of(self._desk)))
            self.counts.setText(words.counts(row))
        self._mirror()

    def begin(self) -> None:
        """A new activity; one that is being made already goes on."""
        if self.form.isVisibleTo(self) and not self._changes:
            self.form.name.setFocus()
            return
        self.close_forms()
        self._changes = False
        self._ask_facts(None, _("A new activity"), _("Make the activity"), self._make)

    def close_forms(self) -> None:
        self._remember()
        for form in self._forms:
            form.close_form()
        if self.question.isVisible():
            self.question.put_away()
        self._tell("")

    def _remember(self) -> None:
        """What was typed of an activity is not lost where another one is looked at."""
        self._remember_facts()
        row, form = self._row, self.record_form
        if row is None or not form.isVisibleTo(self):
            return
        said = form.record.toPlainText(), form.spent.text()
        if said != (row.record, plain_amount(row.spent_fen)):
            self._unsaved[row.id] = said
            text = _("What you wrote about “{name}” is not saved yet; it stands in its form when you come back to it.")
            self._around.say(text.format(name=row.name))

    def _remember_facts(self) -> None:
        form, row = self.form, self._row if self._changes else None
        if not form.isVisibleTo(self) or form.typed() == self._as_opened:
            return
        self._begun[row.id if row is not None else None] = form.typed()
        text = _("What you typed for a new activity is not saved yet; “{new}” shows it again.")
        if row is not None:
            text = _("What you changed in “{name}” is not saved yet; it stands in its form when you come back to it.")
        name = row.name if row is not None else ""
        self._around.say(text.format(name=name, new=_("New activity …")))

    def _mirror(self) -> None:
        row, asks = self._row, self.asks
        self.foot.setVisible(row is not None and not asks)
        for words_of in (self.facts, self.counts):
            words_of.setVisible(row is not None and not self.form.isVisibleTo(self))
        if row is None:
            return
        dropped, published = row.state == "dropped", row.published is not None
        begun = self._desk.today >= row.first
        shown = {
            self.publish: not published and not dropped and begun, self.unpublish: published,
            self.note: not dropped and begun, self.drop: not dropped and not published, self.take_up: dropped,
        }  # fmt: skip
        for part, seen in shown.items():
            part.setVisible(seen)

    # What is asked

    def _ask_change(self) -> None:
        if self._row is not None:
            self._changes = True
            self._ask_facts(self._row, "", _("Change the activity"), self._change)

    def _ask_facts(self, row: ActivityRow | None, text: str, verb: str, save: Callable[[], object]) -> None:
        """The fields of an activity or of a new one, with what was typed before and not saved."""
        self.form.show_activity(row)
        self._as_opened = self.form.typed()
        if unsaved := self._begun.pop(row.id if row is not None else None, None):
            self.form.put_back(unsaved)
            text = _("This was written before and is not saved yet.")
            if row is None:
                text = _("A new activity. This was written before and is not saved yet.")
        self._ask(self.form, text, verb, save)

    def _ask_record(self) -> None:
        row = self._row
        if row is not None:
            unsaved = self._unsaved.pop(row.id, None)
            record, spent = unsaved or (row.record, plain_amount(row.spent_fen))
            self.record_form.record.setPlainText(record)
            self.record_form.spent.setText(spent)
            text = _("This was written before and is not saved yet.") if unsaved else ""
            self._ask(self.record_form, text, _("Note how it went"), self._record)

    def _ask_publish(self) -> None:
        row = self._row
        if row is not None:
            self.publish_form.day.setDate(qdate(self._desk.today))
            text = "" if row.prizes else _("No prize is entered: only the activity itself stands on what is published.")
            self._ask(self.publish_form, text, _("Note the publication"), self._publish)

    def _ask_remove(self) -> None:
        row = self._row
        if row is not None:
            text = _("“{name}” goes with all who take part, results and photos.").format(name=row.name)
            self.question.ask(text, keep=_("Keep it"), do=_("Remove it"), act=lambda: self._remove(row.id))

    def _ask(self, form: FormPanel, text: str, verb: str, save: Callable[[], object]) -> None:
        self._tell("")
        form.ask(text, verb, save)
        self._mirror()

    # What is done

    def _make(self) -> None:
        draft = self.form.draft()
        with self._saving():
            activity_id = actions.make_activity(self._desk, draft)
        self._done(sentences(_("The activity is made."), self._nobody_in(draft.audience)))
        self.made.emit(activity_id)

    def _change(self) -> None:
        row = self._row
        if row is not None:
            draft = self.form.draft()
            with self._saving():
                actions.change_activity(self._desk, row.id, draft)
            self._done(sentences(_("The activity is changed."), self._nobody_in(draft.audience)))
            self.changed.emit(row.id)

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """What is being written is no longer unsaved, whatever the list shows by then."""
        opened, self._as_opened = self._as_opened, self.form.typed()
        try:
            yield
        except DeskError:
            self._as_opened = opened
            raise

    def _nobody_in(self, audience: Audience) -> str:
        """A word about classes that nobody is in: mostly a slip, but they may come with the next roster."""
        school, today = school_of(self._desk), self._desk.today
        empty = [ref for ref in audience.classes if not queries.pupils_of(self._desk.library, ref)]
        if not empty:
            return ""
        names = listed(school.show(ref, today) for ref in empty)
        return _("There are no pupils in {classes}: see whether the class is written right.").format(classes=names)

    def _record(self) -> None:
        if self._row is not None:
            form = self.record_form
            text, spent = form.record.toPlainText(), amount_of(form.spent.text())
            actions.set_record(self._desk, self._row.id, text, spent)
            self._done(_("It is noted."))

    def _publish(self) -> None:
        if self._row is not None:
            actions.set_published(self._desk, self._row.id, day_of(self.publish_form.day))
            self._done(_("The publication is noted."))

    def _unpublish(self) -> None:
        row = self._row
        if row is not None:
            self._run(lambda: actions.set_published(self._desk, row.id, None), _("It counts as not published."))

    def _drop(self, dropped: bool) -> None:
        row = self._row
        if row is not None:
            told = _("The activity is dropped.") if dropped else _("The activity takes place again.")
            self._run(lambda: actions.set_dropped(self._desk, row.id, dropped), told)

    def _copy(self) -> None:
        row = self._row
        if row is None:
            return
        try:
            copied = actions.copy_activity(self._desk, row.id)
        except DeskError as error:
            self._tell(error.text())
            return
        new = queries.activity(self._desk.library, copied)
        days = words.days(new) if new is not None else ""
        self._done(_("The activity is taken over to {days}, without those who took part.").format(days=days))
        self.made.emit(copied)

    def _remove(self, activity_id: int) -> None:
        self._run(lambda: actions.remove_activity(self._desk, activity_id), _("The activity is removed."))
        self._list.setFocus()

    def _run(self, act: Callable[[], object], told: str) -> None:
        run(self._around, self.fault, act, lambda: told)

    def _done(self, told: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _print_sheet(self) -> None:
        if self._row is not None:
            self.document_asked.emit(*papers.record_sheet(self._desk, self._row))
