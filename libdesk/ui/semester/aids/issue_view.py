"""The issue of September: who receives at the left, what at the right, and what it comes to below; one step."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.aids import issuing as actions
from libdesk.actions.readers.class_accounts import make_class_accounts
from libdesk.actions.school import school_of
from libdesk.domain.aids import MOST
from libdesk.domain.classes import ClassRef, SchoolSystem, grade_of, show_grade
from libdesk.domain.counter import Seen, SeenCopy, SeenReader
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import IssueLine, Receiver
from libdesk.domain.rows.desk import CopyInHand
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import groups
from libdesk.store.queries.aids import stock as queries
from libdesk.store.queries.journal_page import undone_among
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.aids import papers, words
from libdesk.ui.semester.aids.fields import AidField, ReceiverField
from libdesk.ui.settings.section import choice, day_of, following_day, qdate, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class Wanted(NamedTuple):
    """A line of the issue: so many of an aid for each receiver, or one piece with a barcode (`copy_id`)."""

    key: tuple[str, int]
    name: str
    unit: str
    each: int
    hand: int


class Done(NamedTuple):
    """What was issued last: its entry of the journal, and what stood in the two lists."""

    journal_id: int
    receivers: dict[int, Receiver]
    wanted: dict[tuple[str, int], Wanted]
    register: list[IssueLine]


class IssueView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("aids_issue_view")
        self._around, self._desk = around, around.desk
        self._receivers: dict[int, Receiver] = {}
        self._wanted: dict[tuple[str, int], Wanted] = {}
        self._last: Done | None = None
        self.receiver = ReceiverField(self._desk, "issue_receiver")
        self.grade = choice("issue_grade", [])
        self.all = button("issue_all_classes", _("All of the classes"), self._add_classes, icon=icons.USERS)
        self.given = RowTable(
            self._receiver_columns(), name=_("Receivers"), key=lambda row: row.id, many=True,
            empty=Empty(_("Who receives?"), _("Type a name or initials, or scan a card.")),
        )  # fmt: skip
        self.aid = AidField(self._desk, "issue_aid")
        self.quantity = spin("issue_quantity", 0, MOST)
        self.quantity.setValue(1)
        self.put = button("issue_put", _("Add to the issue"), self._put, icon=icons.ADD)
        self.lines = RowTable(
            self._line_columns(), name=_("What is issued"), key=lambda row: row.key, many=True,
            empty=Empty(_("What is issued?"), _("Type the name of an aid and how many; scan what bears a barcode.")),
        )  # fmt: skip
        self._pointed_at = self.lines
        take_off = _("Take off the list")
        self.off = button("issue_off", take_off, lambda: self._take_off(self._pointed_at), icon=icons.DELETE)
        self.day = following_day("issue_day", _("Day"), lambda: self._desk.today)
        self.voucher = named(QLineEdit(), "issue_voucher")
        self.preview = named(label(wrap=True), "issue_preview")
        self.fault = named(label(role="bad", wrap=True), "issue_fault")
        self.do = button("issue_do", _("Hand out"), self.issue, role="next", icon=icons.CHECK)
        self.print = button("issue_print", _("Print the register to sign"), self._print, icon=icons.PRINT)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.grade.setAccessibleName(_("Grade"))
        self.grade.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.quantity.setAccessibleName(_("How many for each"))
        self.voucher.setAccessibleName(_("Voucher"))
        self.voucher.setPlaceholderText(_("Voucher"))
        self.do.setToolTip(_("All of it in one step; Ctrl+Return"))
        self.off.setToolTip(_("The chosen receivers or lines; Delete"))
        self.print.hide()
        for table in (self.given, self.lines):
            table.keep_in_sight(3, fewest=2)
        left = down(self.receiver, wrapped(self.grade, self.all, gap=1), (self.given, 1))
        each = wrapped((self.aid, 1), label(_("for each"), buddy=self.quantity), self.quantity, self.put, gap=1)
        right = down(each, (self.lines, 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        panes = Panes("issue_splitter", left, right, shares=(40, 60), needs=(60, 75), pc=self._around.pc)
        column.addWidget(panes, 1)
        column.addWidget(self.fault)
        column.addWidget(self.preview)
        column.addWidget(wrapped(self.day, self.voucher, self.do, self.off, None, self.print, gap=2))

    def _connect(self) -> None:
        self.receiver.picked.connect(self._add_receiver)
        self.receiver.made.connect(self._around.say)
        self.receiver.refused.connect(self.tell)
        self.aid.picked.connect(lambda _id: self._to_quantity())
        self.quantity.lineEdit().returnPressed.connect(self._put)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+Return"), self, context=within).activated.connect(self.do.click)
        for table in (self.given, self.lines):
            key = QShortcut(QKeySequence("Delete"), table.view, context=Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(partial(self._take_off, table))
            table.chosen_changed.connect(partial(self._point_at, table))
            table.view.pressed.connect(partial(self._point_at, table))

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.receiver.line,)

    def take_focus(self) -> None:
        self.receiver.line.setFocus()

    def refresh(self) -> None:
        """What is chosen stays; numbers in stock and grades are read anew."""
        library, today = self._desk.read(Op.SEE_AIDS), self._desk.today
        if self._last is not None and undone_among(library, [self._last.journal_id]):
            self._take_up_again(self._last)
        here = {one.id: one for one in queries.receivers(library)}
        self._receivers = {key: here[key] for key in self._receivers if key in here}
        known = {grade for one in here.values() if (grade := self._grade(one)) is not None}
        grades = sorted(known | {grade for ref in self._without() if (grade := self._grade_of(ref)) is not None})
        kept = self.grade.currentData()
        self.grade.clear()
        self.grade.addItem(_("every grade"), None)
        for grade in grades:
            self.grade.addItem(_("Grade {grade}").format(grade=show_grade(grade)), grade)
        self.grade.setCurrentIndex(max(0, self.grade.findData(kept)))
        self.all.setEnabled(bool(grades))
        hand = {row.id: row.stock.hand for row in queries.aids(library)}
        self._wanted = {
            key: line._replace(hand=hand.get(key[1], 0)) if key[0] == "aid" else line
            for key, line in self._wanted.items()
            if key[0] != "aid" or key[1] in hand
        }
        self.day.turn()
        self.day.setMaximumDate(qdate(today))
        self._show()

    def _grade(self, one: Receiver) -> int | None:
        ref = one.class_ref
        return self._grade_of(ref) if one.kind == "class" and ref is not None else None

    def _grade_of(self, ref: ClassRef) -> int | None:
        return grade_of(ref.entry_year, ref.stage, self._desk.today, SchoolSystem(self._desk.settings.school_system))

    def _without(self) -> list[ClassRef]:
        """Classes at school that have no account yet, where one may be made."""
        if not self._desk.allows(Op.MAKE_ACCOUNTS):
            return []
        school = school_of(self._desk)
        here = groups.classes_without_account(self._desk.read(Op.SEE_AIDS))
        return [ref for ref in here if school.at_school(ref, self._desk.today)]

    def _show(self) -> None:
        self.given.show_rows(list(self._receivers.values()))
        self.lines.show_rows(list(self._wanted.values()))
        self.preview.setText(self._preview())
        ready = bool(self._receivers) and bool(self._wanted) and self._desk.allows(Op.MOVE_AIDS)
        self.do.setEnabled(ready)
        self.off.setEnabled(bool(self._receivers or self._wanted))

    def _preview(self) -> str:
        """8 receivers × 30 = 240 of 260 in stock …"""
        count = len(self._receivers)
        if not count or not self._wanted:
            return ""
        head = ngettext("{n} receiver", "{n} receivers", count).format(n=count)
        told = []
        for line in self._wanted.values():
            if line.key[0] == "aid":
                text = _("{aid}: {each} for each, {total} of {hand} in stock")
                told.append(text.format(aid=line.name, each=line.each, total=line.each * count, hand=line.hand))
        pieces = sum(line.key[0] == "copy" for line in self._wanted.values())
        if pieces:
            told.append(ngettext("{n} piece is lent", "{n} pieces are lent", pieces).format(n=pieces))
        return "  ·  ".join((head, *told))

    # Who and what

    def _add_receiver(self, reader_id: int) -> None:
        found = queries.receivers(self._desk.read(Op.SEE_AIDS), [reader_id])
        self._receivers |= {one.id: one for one in found}
        self.receiver.show_person(None, "")
        self.tell("")
        self._show()

    def _add_classes(self) -> None:
        """Every class of the grade; those without an account get theirs first, in one step."""
        grade = self.grade.currentData()
        if without := [ref for ref in self._without() if grade in (None, self._grade_of(ref))]:
            made = make_class_accounts(self._desk, without)
            text = ngettext("{n} class has an account now.", "{n} classes have an account now.", len(made.classes))
            self._around.say(_("{done} F8 takes it back.").format(done=text.format(n=len(made.classes))))
        for one in queries.receivers(self._desk.read(Op.SEE_AIDS)):
            now = self._grade(one)
            if now is not None and grade in (None, now):
                self._receivers[one.id] = one
        self._show()
        self.aid.line.setFocus()

    def _to_quantity(self) -> None:
        self.quantity.setFocus()
        self.quantity.selectAll()

    def _put(self) -> None:
        """So many of the chosen aid; one that is on the list already gets the new number."""
        row = queries.aid(self._desk.read(Op.SEE_AIDS), self.aid.person_id) if self.aid.person_id else None
        if row is None:
            self.tell(_("Type the name of an aid first, and choose it with Return."))
            self.aid.line.setFocus()
            return
        if not self.quantity.value():
            self.tell(_("How many for each? Type the number."))
            self._to_quantity()
            return
        key = ("aid", row.id)
        self._wanted[key] = Wanted(key, row.fields.name, row.fields.unit, self.quantity.value(), row.stock.hand)
        self.aid.show_person(None, "")
        self.tell("")
        self._show()
        self.aid.line.setFocus()

    def _point_at(self, table: RowTable, *_what: object) -> None:
        """The button has the focus itself when it is pressed; what it takes off lies where one was last."""
        if table.view.hasFocus():
            self._pointed_at = table

    def _take_off(self, table: RowTable) -> None:
        for row in table.chosen_rows():
            if table is self.given:
                self._receivers.pop(row.id, None)
            else:
                self._wanted.pop(row.key, None)
        self._show()

    def take(self, seen: Seen) -> bool:
        """A card is a receiver more, a wall chart or an aid a piece more; False: it is neither."""
        if isinstance(seen, SeenReader):
            found = queries.receivers(self._desk.read(Op.SEE_AIDS), [seen.reader_id])
            if found and found[0].kind not in queries.RECEIVERS:
                self.tell(_("That is a pupil’s card. Aids go to teachers, classes and departments."))
            else:
                self._add_receiver(seen.reader_id)
            return True
        if isinstance(seen, SeenCopy):
            self._add_piece(seen.copy)
            return True
        return False

    def _add_piece(self, copy: CopyInHand) -> None:
        key = ("copy", copy.id)
        self._wanted[key] = Wanted(key, f"{copy.name}  {copy.barcode}", "", 1, 1)
        self.tell("")
        self._show()

    # The step

    def issue(self) -> None:
        self.day.turn()  # the page may have stood in sight over night
        lines = {key[1]: line.each for key, line in self._wanted.items() if key[0] == "aid"}
        pieces = [key[1] for key in self._wanted if key[0] == "copy"]
        try:
            done = actions.issue(
                self._desk, list(self._receivers), lines, copy_ids=pieces, day=day_of(self.day),
                voucher=self.voucher.text(),
            )  # fmt: skip
        except DeskError as error:
            self.tell(error.text())
            return
        register = [
            IssueLine(day_of(self.day), one, line.name, line.unit, line.each, self.voucher.text(), key[1])
            for one in done.receivers
            for key, line in self._wanted.items()
        ]
        self._last = Done(done.journal_id, self._receivers, self._wanted, register)
        self._receivers, self._wanted = {}, {}
        self.tell("")
        self._show()
        self.print.show()
        text = ngettext("Issued to {n} receiver: {count} by number", "Issued to {n} receivers: {count} by number",
                        len(done.receivers))  # fmt: skip
        told = text.format(n=len(done.receivers), count=f"{done.quantity:,}")
        if done.pieces:
            told = _("{issued}, {n} with barcodes").format(issued=told, n=done.pieces)
        self._around.say(_("{done}. F8 takes it back.").format(done=told))
        self.receiver.line.setFocus()

    def tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def _take_up_again(self, last: Done) -> None:
        """The issue was taken back: nobody signs for it, and where nothing else was begun its lists come back."""
        self._last = None
        self.print.hide()
        if not self._receivers and not self._wanted:
            self._receivers, self._wanted = last.receivers, last.wanted

    def _print(self) -> None:
        assert self._last is not None
        make = papers.register_maker(self._desk, self._last.register, "", by_item=False)
        self.document_asked.emit(_("Register of issue, by receiver"), make)

    def _receiver_columns(self) -> tuple[Column, ...]:
        return (
            Column("who", N_("Receiver"), partial(words.who, self._desk), sort=lambda row: row.sort_key,
                   width=Width.STRETCH),
        )  # fmt: skip

    def _line_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Aid or piece"), lambda row: row.name, width=Width.STRETCH),
            Column("each", N_("For each"), lambda row: f"{row.each:,}", sort=lambda row: row.each, right=True),
            Column("total", N_("Together"), lambda row: f"{row.each * len(self._receivers):,}",
                   sort=lambda row: row.each, right=True),
            Column("left", N_("Left in stock"), self._left, right=True, role=self._left_role, spare=1),
        )  # fmt: skip

    def _left(self, row: Wanted) -> str:
        return f"{row.hand - row.each * len(self._receivers):,}" if row.key[0] == "aid" else ""

    def _left_role(self, row: Wanted) -> str:
        return "bad" if row.key[0] == "aid" and row.hand < row.each * len(self._receivers) else ""
