"""The fields of one reader, those that belong to the kind: labels above, what is needed first, the rest below."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken
from libdesk.actions.what_was_typed import read_day
from libdesk.domain.barcodes import BarcodeUnusable, LabelIsIsbn, LabelIsIssn
from libdesk.domain.errors import DeskError
from libdesk.domain.expiry import renewed
from libdesk.domain.ops import Op
from libdesk.domain.reader_form import (
    ACCOUNTS,
    IN_CLASS,
    LONGEST_NAME,
    LONGEST_WORD,
    ClassMissing,
    DayUnread,
    NotResponsible,
    PersonalNumber,
    ReaderForm,
    SchoolNumberTaken,
    SeatUnread,
    read_seat,
)
from libdesk.domain.rulebook import READER_KINDS
from libdesk.domain.school import ClassAway, ClassUnclear, ClassUnread
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries import groups, persons
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.readers.class_field import ClassField
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.widgets.scan_router import TAKES_SCANS

SEXES: Final = (("", N_("not told")), ("女", N_("female")), ("男", N_("male")))


class ReaderFields(QWidget):
    """`changed` while one types; `entered` on Return in a field that is not scanned into."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name = _line("reader_name", LONGEST_NAME)
        self.kind = choice("reader_kind", [(kind, show_reader_kind(kind)) for kind in READER_KINDS])
        self.class_field = ClassField(desk, "reader_class", _("Class"))
        self.seat = _line("reader_seat", 5)
        self.department = named(QComboBox(), "reader_department")
        self.responsible = PersonField(desk, "reader_responsible", _("Who answers for it"))
        self.school_no = _line("reader_school_no", LONGEST_WORD)
        self.card_line = _CardLine()
        self.expires = _line("reader_expires", 20)
        self.longer = button("reader_renew", _("One year more"), self._one_year_more)
        self.sex = choice("reader_sex", [(code, _(words)) for code, words in SEXES])
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.department.setEditable(True)
        typed = named(QLineEdit(), "reader_department_line")
        typed.setAccessibleName(_("Department"))
        self.department.setLineEdit(typed)
        self.seat.setMaximumWidth(theme.space(20))
        self.expires.setPlaceholderText(_("without end; for instance 2026-08-31"))
        self._class_box = _field(_("Class"), self.class_field)
        self._seat_box = _field(_("Seat"), self.seat, beside=True)
        self._department_box = _field(_("Department"), self.department)
        self._responsible_box = _field(_("Who answers for it"), self.responsible)
        self._number_box = _field(_("School number"), self.school_no)
        self._card_box = _field(_("Card number; scan a card, or take the next one"), self.card_line)
        self._sex_box = _field(_("Sex"), self.sex)
        expiry = down(label(_("Card valid until"), buddy=self.expires), wrapped((self.expires, 1), self.longer, gap=2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (
            wrapped((_field(_("Name"), self.name), 1), _field(_("Kind"), self.kind), gap=2),
            wrapped((self._class_box, 1), self._seat_box, gap=2),
            self._department_box, self._responsible_box,
            wrapped((self._number_box, 1), self._sex_box, gap=2), self._card_box, expiry,
        ):  # fmt: skip
            column.addWidget(part)
        self.expires.setAccessibleName(_("Card valid until"))

    def _connect(self) -> None:
        for line in (self.name, self.seat, self.school_no, self.expires):
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.returnPressed.connect(self.entered)
        self.card_line.textEdited.connect(lambda _text: self.changed.emit())
        self.card_line.returnPressed.connect(lambda: self.expires.setFocus())
        self.class_field.changed.connect(self.changed)
        self.class_field.entered.connect(self.entered)
        self.department.editTextChanged.connect(lambda _text: self.changed.emit())
        self.kind.activated.connect(lambda _at: self._mirror())
        self.sex.activated.connect(lambda _at: self.changed.emit())

    def show_form(self, form: ReaderForm, *, responsible: str, card: str | None, left: bool) -> None:
        """`card` is the number offered to a new reader, None for one that has cards; `left`: the class is history."""
        self.name.setText(form.name)
        choose(self.kind, form.kind)
        self.class_field.set_text(form.class_text)
        self.class_field.setEnabled(not left)
        self.seat.setEnabled(not left)
        self.seat.setText(form.seat)
        self.department.clear()
        self.department.addItems(groups.departments(self._desk.read(Op.FIND_READERS)))
        self.department.setEditText(form.department)
        self.responsible.show_person(form.responsible_id, responsible)
        self.school_no.setText(form.school_no)
        self.card_line.setText(card or "")
        self._card_box.setVisible(card is not None)
        self.expires.setText(form.expires)
        self._show_sex(form.sex)
        self._mirror()

    def form(self) -> ReaderForm:
        return ReaderForm(
            name=self.name.text(), kind=str(self.kind.currentData()), class_text=self.class_field.text(),
            seat=self.seat.text(), department=self.department.currentText(), school_no=self.school_no.text(),
            expires=self.expires.text(), sex=str(self.sex.currentData() or ""),
            responsible_id=self.responsible.person_id,
        )  # fmt: skip

    def card(self) -> str:
        return self.card_line.text()

    @property
    def settled(self) -> bool:
        """Whether nobody is half chosen as the one who answers for an account."""
        return self.kind.currentData() not in ACCOUNTS or self.responsible.settled

    def field_of(self, error: DeskError) -> QWidget:
        """The field that this fault is about."""
        of: dict[type[DeskError], QWidget] = {
            ClassMissing: self.class_field, ClassUnread: self.class_field, ClassUnclear: self.class_field,
            ClassAway: self.class_field, SeatUnread: self.seat, DayUnread: self.expires,
            PersonalNumber: self.school_no, SchoolNumberTaken: self.school_no, NotResponsible: self.responsible,
            BarcodeUnusable: self.card_line, LabelIsIsbn: self.card_line,
            LabelIsIssn: self.card_line, BarcodeTaken: self.card_line,
        }  # fmt: skip
        return of.get(type(error), self.name)

    def noticed(self, reader_id: int | None) -> str:
        """What is no fault and may be a slip: a seat that another pupil has, a card that is over already."""
        words = []
        form, today = self.form(), self._desk.today
        try:
            seat = read_seat(form.seat) if form.kind == "pupil" and self.seat.isEnabled() else None
            library = self._desk.read(Op.FIND_READERS)
            name = persons.in_seat(library, self.class_field.ref(), seat, reader_id) if seat else ""
            if name:
                words.append(_("Seat {seat} is {name}'s too.").format(seat=seat, name=name))
        except DeskError:
            pass  # a class or a seat that is not typed to its end
        try:
            day = read_day(form.expires)
            if day is not None and day < today:
                words.append(_("A card that was valid until {day} lends nothing.").format(day=show_day(day, year=True)))
        except DeskError:
            pass
        return sentences(*words)

    def take_focus(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def _mirror(self) -> None:
        """Only the fields of this kind of reader stand there."""
        kind = self.kind.currentData()
        self._class_box.setVisible(kind in IN_CLASS)
        self._seat_box.setVisible(kind == "pupil")
        self._department_box.setVisible(kind not in IN_CLASS)
        self._responsible_box.setVisible(kind in ACCOUNTS)
        self._number_box.setVisible(kind not in ACCOUNTS)
        self._sex_box.setVisible(self._desk.settings.keep_sex and kind not in ACCOUNTS)
        self.changed.emit()

    def _show_sex(self, sex: str) -> None:
        """What a roster brought in another word stays."""
        if sex and self.sex.findData(sex) < 0:
            self.sex.addItem(sex, sex)
        choose(self.sex, sex)

    def _one_year_more(self) -> None:
        try:
            day = read_day(self.expires.text())
        except DeskError:
            self.expires.setFocus()
            return
        self.expires.setText(renewed(day, self._desk.today).isoformat())
        self.changed.emit()


class _CardLine(QLineEdit):
    """Takes scans; the Return with which a scan ends does not save a form that is not filled in yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reader_card_line")
        self.setMaxLength(80)
        self.setProperty(TAKES_SCANS, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        event.accept()


def _line(name: str, most: int) -> QLineEdit:
    made = named(QLineEdit(), name)
    made.setMaxLength(most)
    return made


def _field(words: str, field: QWidget, *, beside: bool = False) -> QWidget:
    """A field with its name above it; `beside` a higher one it stays at the top."""
    if not field.accessibleName():
        field.setAccessibleName(words)
    return down(label(words, buddy=field), field, *([None] if beside else []))
