"""One thing that a reader owes: how it was reckoned, and what can be done about it, as words at the foot."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from libdesk.actions import returning
from libdesk.actions.desk import Desk
from libdesk.actions.money import charges, replacing, suspensions
from libdesk.domain.barcodes import read_scan
from libdesk.domain.charges import ChargeKind, ChargeState, is_whole_set, other_edition
from libdesk.domain.errors import DeskError
from libdesk.domain.identifiers import isbn13_of
from libdesk.domain.money import read_amount
from libdesk.domain.rows.charges import ChargeRow, ClaimRow, Replaced, SuspendedRow
from libdesk.domain.show import show_money
from libdesk.i18n import _
from libdesk.store.queries import charges as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.readers import owed_words as words
from libdesk.ui.readers.fields_form import Field, FieldsForm
from libdesk.ui.readers.owed_words import OwedRow
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.list_face import ListFace


class OwedDetail(QFrame):
    """The row under the cursor; every button runs one action, told by `done` and undone with F8."""

    done = Signal(str)
    open_asked = Signal(int)
    replaced = Signal(int, str)
    """A copy was brought: the charge that it settled, and its title."""
    slip_asked = Signal(int)
    """Print the slip of this charge, which was settled by another copy."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self._desk = desk
        self._row: OwedRow | None = None
        self._name = FitLabel(theme.Step.HEAD, bold=True)
        self._what = FitLabel(theme.Step.BODY, lines=2, steady=False)
        self._facts = named(label(wrap=True), "owed_facts")
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fault = named(label(role="bad", wrap=True), "owed_fault")
        self.form = InlineForm()
        self.fields = FieldsForm()
        self.face = ListFace()
        self.face.show_face(icons.USER, _("Nothing chosen"), _("How it was reckoned and what can be done stands here."))
        self._buttons = self._make_buttons()
        self._assemble()
        self.form.closed.connect(self._mirror)
        self.fields.closed.connect(self._mirror)
        self.show_row(None)

    def _mirror(self) -> None:
        """While something is asked, its form has the room of the buttons."""
        self._choices.setVisible(self.form.isHidden() and self.fields.isHidden())

    def _make_buttons(self) -> dict[str, QPushButton]:
        def made(name: str, text: str, work: Callable[[], object]) -> QPushButton:
            return button(f"owed_{name}", text, work)

        return {  # in the order in which they stand
            "money_back": made("money_back", _("The money is given back"), self._money_back),
            "replace": made("replace", _("Replace by a copy …"), self._ask_copy),
            "pay": made("pay", _("Pay …"), self._ask_payment),
            "lift": made("lift", _("End it today"), self._lift),
            "amount": made("amount", _("Amount …"), self._ask_amount),
            "set": made("set", _("The whole set"), self._whole_set),
            "waive": made("waive", _("Waive …"), self._ask_why),
            "found": made("found", _("It is there again"), self._found),
            "lost": made("lost", _("Mark as lost"), self._mark_lost),
            "slip": made("slip", _("Print slip"), self._ask_slip),
            "open": made("open", _("Open at the desk"), self._open),
        }

    def _assemble(self) -> None:
        inside = down(self._name, self._what, self._facts, None)
        inside.layout().setContentsMargins(theme.space(3), theme.space(3), theme.space(3), 0)  # type: ignore[union-attr]
        self._text = named(QScrollArea(), "owed_text")
        self._text.setWidgetResizable(True)
        self._text.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # in a low window the arrow keys scroll it
        self._text.setAccessibleName(_("How it was reckoned"))
        self._text.setWidget(inside)
        for ground in (inside, self._text.viewport()):
            ground.setAutoFillBackground(False)  # the panel's own shows through
        self._foot = QWidget()
        self._choices = wrapped(*self._buttons.values())
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(theme.space(3), 0, theme.space(3), theme.space(3))
        foot.setSpacing(theme.space(1))
        for part in (self._fault, self.form, self.fields, self._choices):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._text, 1)
        column.addWidget(self._foot)
        column.addWidget(self.face, 1)

    def show_row(self, row: OwedRow | None) -> None:
        """Show this row as now; a question about another one is put away."""
        if row is None or self._row is None or words.key_of(row) != words.key_of(self._row):
            self.form.close_form()
            self.fields.close_form()
            self._fault.clear()
        self._row = row
        self._text.setVisible(row is not None)
        self._foot.setVisible(row is not None)
        self.face.setVisible(row is None)
        self._fault.setVisible(bool(self._fault.text()))
        if row is None:
            return
        group = words.who(self._desk, row)
        self._name.setText(row.reader if group in row.reader else f"{row.reader}  {group}")
        self._what.setText(words.what(row))
        self._what.setVisible(bool(words.what(row)))
        self._facts.setText("\n".join(words.facts(self._desk, row)))
        self._lay_out(self._offered(row))

    def _offered(self, row: OwedRow) -> list[str]:
        """What can be done with this row, by the names of the buttons."""
        if isinstance(row, SuspendedRow):
            return ["lift", "open"]
        if isinstance(row, ClaimRow):
            return ["found", "lost", "open"]
        if not isinstance(row, ChargeRow):
            return ["open"]
        if row.state != ChargeState.OPEN:
            return ["money_back"] * bool(row.give_back_fen) + ["slip"] * (row.state == ChargeState.REPLACED) + ["open"]
        if row.what != ChargeKind.LOSS:
            return ["pay", "amount", "waive", "open"]
        money = self._desk.settings.money
        part = money and row.volumes > 1 and not is_whole_set(row.reckoned)
        return [
            "replace", *["pay"] * (money and row.amount_fen > 0), *["amount"] * money, *["set"] * part, "waive",
            "found", "open",
        ]  # fmt: skip

    def _lay_out(self, offered: list[str]) -> None:
        """Show what can be done; what is likeliest stands first and stands out."""
        for name, made in self._buttons.items():
            made.setVisible(name in offered)
            role = "next" if name == next((each for each in self._buttons if each in offered), "") else ""
            if made.property("role") != role:
                made.setProperty("role", role)
                theme.restyle(made)

    # Suspensions and claims

    def _lift(self) -> None:
        row = self._row
        if isinstance(row, SuspendedRow):
            act = partial(suspensions.lift_suspensions, self._desk, reader_ids=[row.reader_id])
            self._do(act, _("{name} may borrow again.").format(name=row.reader))

    def _mark_lost(self) -> None:
        row = self._row
        if isinstance(row, ClaimRow):
            act = partial(returning.mark_lost, self._desk, copy_id=row.copy_id)
            self._do(act, _("Marked as lost; it stands under Lost and owed now."))

    def _found(self) -> None:
        row = self._row
        if isinstance(row, ClaimRow):
            self._do(partial(returning.give_back, self._desk, copy_id=row.copy_id), _("Returned."))
        elif isinstance(row, ChargeRow) and row.copy_id is not None:
            act = partial(returning.mark_found, self._desk, copy_id=row.copy_id)
            told = _("{name} owes it no more.").format(name=row.reader)
            if row.paid_fen:
                told = _("{name} had paid {amount} for it: give that back.")
                told = told.format(name=row.reader, amount=show_money(row.paid_fen))
            self._do(act, told)

    def _open(self) -> None:
        if self._row is not None:
            self.open_asked.emit(self._row.reader_id)

    # Losses

    def _ask_copy(self) -> None:
        row = self._row
        if isinstance(row, ChargeRow):
            fields = (
                Field("replace_barcode", _("Library's own barcode on it")),
                Field("replace_isbn", _("ISBN of the book, to compare")),
            )
            heading = _("A copy of the same or a newer edition was brought for “{title}”.").format(title=row.title)
            self._ask_fields(heading, fields, _("Register it"), partial(self._replace, row))

    def _replace(self, row: ChargeRow, texts: list[str]) -> None:
        """The publisher's barcode scanned into the first field is the ISBN; the label is still to come."""
        barcode, isbn = texts
        code, number = self.fields.edits
        if isbn13_of(barcode):
            number.setText(isbn or barcode)
            code.clear()
            code.setFocus()
            raise LabelWanted()
        if not read_scan(barcode).code_key:
            code.setFocus()
            raise LabelWanted()
        receipt = replacing.replace_lost(self._desk, charge_id=row.id, barcode=barcode, isbn=isbn)
        self.fields.close_form()
        self.done.emit(_replaced(row, receipt, queries.charge(self._desk.library, row.id)))
        self.replaced.emit(row.id, row.title)

    def _whole_set(self) -> None:
        row = self._row
        if isinstance(row, ChargeRow):
            act = partial(charges.charge_whole_set, self._desk, charge_id=row.id)
            self._do(act, _("The whole set is charged."))

    # Money

    def _ask_payment(self) -> None:
        row = self._row
        if isinstance(row, ChargeRow):
            rest = f"{row.rest_fen / 100:.2f}"
            fields = (
                Field("pay_amount", _("Amount in yuan"), rest, amount=True),
                Field("pay_receipt", _("Number of the receipt")),
            )
            heading = _("{rest} is left to pay; a part may be paid now.").format(rest=show_money(row.rest_fen))
            self._ask_fields(heading, fields, _("Note the payment"), partial(self._pay, row))

    def _pay(self, row: ChargeRow, texts: list[str]) -> None:
        amount = read_amount(texts[0])
        receipt = charges.pay(self._desk, charge_id=row.id, amount_fen=amount, receipt_no=texts[1])
        self.fields.close_form()
        left = _("{amount} received; {rest} is left.") if receipt.rest_fen else _("{amount} received; all is paid.")
        self.done.emit(left.format(amount=show_money(amount), rest=show_money(receipt.rest_fen)))

    def _ask_amount(self) -> None:
        row = self._row
        if isinstance(row, ChargeRow):
            self._ask(
                "owed_amount_field", _("How much is it, in yuan?"), _("Set the amount"), partial(self._amount, row)
            )

    def _amount(self, row: ChargeRow, text: str) -> None:
        fen = read_amount(text)
        act = partial(charges.set_amount, self._desk, charge_id=row.id, amount_fen=fen)
        self._run(act, _("The amount is {amount} now.").format(amount=show_money(fen)))

    def _ask_why(self) -> None:
        row = self._row
        if isinstance(row, ChargeRow):
            self._ask("owed_why", _("Why is it waived?"), _("Waive"), partial(self._waive, row))

    def _waive(self, row: ChargeRow, why: str) -> None:
        act = partial(charges.waive, self._desk, charge_id=row.id, why=why)
        self._run(act, _("{name} owes it no more.").format(name=row.reader))

    def _money_back(self) -> None:
        row = self._row
        if isinstance(row, ChargeRow):
            act = partial(charges.give_money_back, self._desk, charge_id=row.id)
            self._do(act, _("{amount} was given back.").format(amount=show_money(row.paid_fen)))

    def _ask_slip(self) -> None:
        if isinstance(self._row, ChargeRow):
            self.slip_asked.emit(self._row.id)

    def _ask(self, name: str, text: str, verb: str, answer: Callable[[str], object]) -> None:
        self._fault.hide()
        self.fields.close_form()
        self._choices.hide()
        self.form.ask(Question(name, text, verb, answer))

    def _ask_fields(
        self, heading: str, fields: tuple[Field, ...], verb: str, answer: Callable[[list[str]], object]
    ) -> None:
        self._fault.hide()
        self.form.close_form()
        self._choices.hide()
        self.fields.ask(heading, fields, verb, answer)

    def _do(self, act: Callable[[], object], told: str) -> None:
        """Run one action; a refusal stands in the panel until the next one."""
        try:
            self._run(act, told)
        except DeskError as error:
            self._fault.setText(error.text())
            self._fault.show()

    def _run(self, act: Callable[[], object], told: str) -> None:
        """Run one action for a form, which tells a refusal itself."""
        act()
        self._fault.clear()
        self._fault.hide()
        self.done.emit(told)


class LabelWanted(DeskError):
    def text(self) -> str:
        return _("Now scan the library's own label that you put on the book.")


def _replaced(row: ChargeRow, receipt: Replaced, settled: ChargeRow | None) -> str:
    """What was done, what is to be looked at first."""
    if receipt.hold_for:
        return _("{name} is waiting for it: put it on the hold shelf.").format(name=receipt.hold_for)
    if receipt.paid_fen:
        text = _("{name} had paid {amount} for it: give that back.")
        return text.format(name=row.reader, amount=show_money(receipt.paid_fen))
    if settled is not None and other_edition(settled.reckoned):
        return _("Registered as copy {code}; it is another edition.").format(code=receipt.barcode)
    return _("Registered as copy {code}, accession number {number}.").format(
        code=receipt.barcode, number=receipt.accession_no
    )
