"""What is asked of an activity: its facts, how it went, when it was published, what is counted, what is kept."""

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from libdesk.actions.activities.activities import ActivityDraft
from libdesk.actions.school import school_of
from libdesk.domain.activities import KIND_NAMES, PRIZE_NAMES, kind_name, read_kind
from libdesk.domain.audience import read_audience
from libdesk.domain.challenges import BY_NAMES, MEASURE_NAMES, MOST_DAYS, WHO_NAMES, Challenge, Measure
from libdesk.domain.rows.activities import ActivityRow
from libdesk.i18n import _
from libdesk.store.queries import activities as queries
from libdesk.ui import theme
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scan_router import TAKES_SCANS, no_scans

PUBLISHED_WITHIN = 14  # days after the end, offered for a new activity
LATEST = 180


class ActivityForm(FormPanel):
    """`draft()` is what `make_activity` takes; what cannot be read is refused in the form."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("activity", gives_back_to=gives_back_to)
        self._desk = around.desk
        self.name = self.add(_("Name of the activity"), named(QLineEdit(), "activity_name"), share=2)
        self.kind = self.add(_("Kind"), open_choice("activity_kind", _("Kind")))
        self.first = self.add(_("First day"), day_field("activity_first", _("First day"), around.desk.today))
        self.last = self.add(_("Last day"), day_field("activity_last", _("Last day"), around.desk.today))
        self.within = self.add(_("Publish within"), spin("activity_within", 0, LATEST, _(" days after the end")))
        self.audience = self.add(_("For whom"), named(QLineEdit(), "activity_audience"), share=2)
        self.place = self.add(_("Venue"), named(QLineEdit(), "activity_place"), share=1)
        self.host = self.add(_("Run by"), named(QLineEdit(), "activity_host"), share=1)
        self.budget = self.add(_("Budget"), no_scans(named(QLineEdit(), "activity_budget")), share=1)
        self.spent = self.add(_("Spent"), no_scans(named(QLineEdit(), "activity_spent")), share=1)
        self.materials = self.add(_("Materials"), named(QLineEdit(), "activity_materials"), share=2)
        self.note = self.add(_("Note"), named(QLineEdit(), "activity_note"), share=2)
        self.within.setSpecialValueText(_("not published"))
        self.audience.setPlaceholderText(_("the whole school; or 三年级、四(1)班, 低年级, 教师"))
        self.first.dateChanged.connect(self._first_moved)
        self._row: ActivityRow | None = None

    def show_activity(self, row: ActivityRow | None) -> None:
        """The fields of an activity, or those of a new one."""
        self._row = row
        self._name_kinds(row.kind if row else "")
        day = self._desk.today
        self.first.setDate(qdate(row.first if row else day))
        self.last.setDate(qdate(row.last if row else day))
        within = (row.publish_by - row.last).days if row and row.publish_by else 0
        self.within.setValue(max(within, 0) if row else PUBLISHED_WITHIN)
        school = school_of(self._desk)
        texts = {
            self.name: row.name if row else "", self.place: row.place if row else "",
            self.host: row.host if row else "", self.materials: row.materials if row else "",
            self.note: row.note if row else "", self.budget: plain_amount(row.budget_fen) if row else "",
            self.spent: plain_amount(row.spent_fen) if row else "",
            self.audience: "" if row is None or row.audience.everybody else row.audience.words(row.first, school),
        }  # fmt: skip
        for field, text in texts.items():
            field.setText(text)

    def typed(self) -> tuple[str, ...]:
        """All that stands in the fields; `put_back` takes it."""
        days = (day_of(self.first).isoformat(), day_of(self.last).isoformat(), str(self.within.value()))
        return (*days, self.kind.currentText(), *(line.text() for line in self._lines))

    def put_back(self, typed: tuple[str, ...]) -> None:
        first, last, within, kind, *texts = typed
        self.first.setDate(qdate(date.fromisoformat(first)))
        self.last.setDate(qdate(date.fromisoformat(last)))
        self.within.setValue(int(within))
        self.kind.setCurrentText(kind)
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)

    @property
    def _lines(self) -> tuple[QLineEdit, ...]:
        return (
            self.name, self.audience, self.place, self.host, self.budget, self.spent, self.materials, self.note
        )  # fmt: skip

    def draft(self) -> ActivityDraft:
        """What was typed. Raises AudienceUnread, ClassUnclear, AmountUnread, AmountTooLarge."""
        first, last, row = day_of(self.first), day_of(self.last), self._row
        within = self.within.value()
        publish_by = last + timedelta(days=within) if within else None
        if row is not None and row.publish_by is not None and within == max((row.publish_by - row.last).days, 0):
            publish_by = row.publish_by + (last - row.last)  # before the end, or on its day: as it was
        return ActivityDraft(
            read_kind(self.kind.currentText()), self.name.text(), first, last,
            read_audience(self.audience.text(), first, school_of(self._desk)), self.place.text(), self.host.text(),
            amount_of(self.budget.text()), amount_of(self.spent.text()), self.materials.text(), self.note.text(),
            publish_by, row.challenge if row else None,
        )  # fmt: skip

    def _first_moved(self) -> None:
        """An activity that is moved keeps no end before its beginning."""
        if day_of(self.last) < day_of(self.first):
            self.last.setDate(self.first.date())

    def _name_kinds(self, kind: str) -> None:
        """The known kinds and the school's own ones; another word may be typed."""
        own = queries.own_kinds(self._desk.library, tuple(KIND_NAMES))
        self.kind.clear()
        self.kind.addItems([*(kind_name(code) for code in KIND_NAMES), *own])
        self.kind.setCurrentText(kind_name(kind) if kind else kind_name("poems"))


class RecordForm(FormPanel):
    """How it went, for the record sheet, and what it cost."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("record", gives_back_to=gives_back_to)
        self.record = self.add(_("How it went"), named(QPlainTextEdit(), "record_text"), share=1)
        self.spent = self.add(_("Spent"), no_scans(named(QLineEdit(), "record_spent")), share=1)
        self.record.setTabChangesFocus(True)
        self.record.setFixedHeight(theme.space(22))
        self.record.setMinimumWidth(theme.space(70))


class PublishForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("publish", gives_back_to=gives_back_to)
        self.day = self.add(_("Published on"), day_field("publish_day", _("Published on"), around.desk.today))


class ChallengeForm(FormPanel):
    """What is counted from the loans, between which days, for whom."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("challenge", gives_back_to=gives_back_to)
        measures = [(one.value, _(words)) for one, words in MEASURE_NAMES.items()]
        self.measure = self.add(_("What counts"), choice("challenge_measure", measures))
        self.by = self.add(
            _("Ranking of"), choice("challenge_by", [(code, _(text)) for code, text in BY_NAMES.items()])
        )
        self.who = self.add(
            _("Who is ranked"), choice("challenge_who", [(code, _(text)) for code, text in WHO_NAMES.items()])
        )
        day = around.desk.today
        self.first = self.add(_("First day that counts"), day_field("challenge_first", _("First day that counts"), day))
        self.last = self.add(_("Last day that counts"), day_field("challenge_last", _("Last day that counts"), day))
        self.least = self.add(_("Kept for at least"), spin("challenge_least", 0, MOST_DAYS, _(" days")))

    def show_challenge(self, row: ActivityRow) -> None:
        now = row.challenge or Challenge(row.first, row.last, by="class" if row.kind == "class_ranking" else "reader")
        choose(self.measure, now.measure.value)
        choose(self.by, now.by)
        choose(self.who, now.who)
        self.first.setDate(qdate(now.first))
        self.last.setDate(qdate(now.last))
        self.least.setValue(now.least_days)

    def value(self) -> Challenge:
        return Challenge(
            day_of(self.first), day_of(self.last), Measure(self.measure.currentData()), self.by.currentData(),
            # Classes are of pupils, whoever is chosen.
            "pupil" if self.by.currentData() == "class" else self.who.currentData(), self.least.value(),
        )  # fmt: skip


class KeepForm(FormPanel):
    """Up to which place a ranking is kept."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("keep", gives_back_to=gives_back_to)
        self.setProperty(TAKES_SCANS, False)  # a card is no place
        self.most = self.add(_("Up to place"), spin("keep_most", 1, 999))
        self.most.setValue(10)


def open_choice(name: str, words: str) -> QComboBox:
    """A list to choose from, into which another word may be typed."""
    made = choice(name, ())
    made.setEditable(True)
    line = made.lineEdit()
    assert line is not None
    line.setAccessibleName(words)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made


def prize_choice(name: str) -> QComboBox:
    """The prizes to choose from; the school's own word may be typed."""
    made = open_choice(name, _("Prize"))
    made.addItem("")
    made.addItems([_(words) for words in PRIZE_NAMES.values()])
    return made


def tick(name: str, words: str) -> QCheckBox:
    return named(QCheckBox(words), name)
