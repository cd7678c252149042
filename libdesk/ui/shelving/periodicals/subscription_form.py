"""A subscription as it is typed: the title, how often and with which numbers, copies, place, price, supplier.

What it brings is foretold while one types, so that a slip is seen before it is a year of issues.
"""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QVBoxLayout

from libdesk.actions.serials import subscriptions as actions
from libdesk.actions.serials.subscriptions import MOST_COPIES, NewSerial, SubscriptionForm
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.serials import SubscriptionRow
from libdesk.domain.serials.foretelling import foretell
from libdesk.domain.serials.frequency import Frequency, Unit, frequency_named
from libdesk.domain.serials.names import IssueName
from libdesk.domain.serials.numbering import HIGHEST, RESTART_NAMES, Numbering, Restart
from libdesk.domain.show import ITEM_KIND_NAMES, show_day
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _, ngettext
from libdesk.store.queries import titles
from libdesk.store.queries.serials import subscriptions as queries
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.cataloguing.orders.standing_form import StandingForm, line_field
from libdesk.ui.parts import label, named
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate, spin
from libdesk.ui.shelving.periodicals.frequency_fields import FrequencyFields
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce

NEW = 0  # in the choice of titles: one that the catalogue has not yet


class SubscriptionPanel(StandingForm):
    saved = Signal(int)
    """The subscription that was made or changed."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("subscription", verb=_("Subscribe"), do=self._write)
        self._around, self._desk = around, around.desk
        self._row: SubscriptionRow | None = None
        self._found: dict[int, TitleFields] = {}
        self._filling = False
        self.title = line_field("sub_title", hint=_("Title, pinyin, post code or ISSN"))
        self.of = choice("sub_of", [(NEW, _("a new title"))])
        self.kind = choice("sub_kind", [(code, _(ITEM_KIND_NAMES[code])) for code in ("periodical", "newspaper")])
        self.issn = line_field("sub_issn", most=20)
        self.post = line_field("sub_post", most=20)
        self.year = spin("sub_year", 1990, 2100)
        self.first = day_field("sub_first", _("From"), date(2000, 1, 1))
        self.last = day_field("sub_last", _("To"), date(2000, 12, 31))
        self.often = FrequencyFields(self._foretell)
        self.number = spin("sub_number", 1, HIGHEST)
        self.restart = choice("sub_restart", [(one, _(words)) for one, words in RESTART_NAMES.items()])
        self.per_volume = spin("sub_per_volume", 0, 400)
        self.volume = spin("sub_volume", 0, HIGHEST)
        self.total = spin("sub_total", 0, HIGHEST)
        self.copies = spin("sub_copies", 1, MOST_COPIES)
        self.place = choice("sub_place", [(None, _("no place"))])
        self.issue_price = line_field("sub_issue_price", most=15)
        self.year_price = line_field("sub_year_price", most=15)
        self.supplier = line_field("sub_supplier", most=60)
        self.codes = named(QCheckBox(_("Each copy gets a barcode and can be lent")), "sub_codes")
        self.note = line_field("sub_note")
        self.outlook = named(label(role="note", wrap=True), "sub_outlook")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for number in (self.volume, self.total, self.per_volume):
            number.setSpecialValueText(_("none"))
        often = self.often
        self.add_row((_("Periodical or newspaper"), self.title, 3), (_("Of the catalogue"), self.of, 2))
        self.add_row((_("Kind"), self.kind, 1), ("ISSN", self.issn, 1), (_("Post office code"), self.post, 1))
        self.add_row((_("Year"), self.year, 1), (_("From"), self.first, 1), (_("To"), self.last, 1))
        self.add_row((_("Frequency"), often.kind, 1), ("", often.every_row, 1), ("", often.count_row, 1),
                     ("", often.days_row, 1), ("", often.start_row, 1))  # fmt: skip
        self.add_row(("", often.weekday_row, 1), ("", often.holidays, 0))
        self.add_row((_("First number"), self.number, 1), (_("Numbers"), self.restart, 2),
                     (_("Issues a volume"), self.per_volume, 1))  # fmt: skip
        self.add_row((_("Volume number"), self.volume, 1), (_("Number in all"), self.total, 1))
        self._column.insertWidget(self._column.count() - 2, self.outlook)
        self.add_row((_("Copies taken"), self.copies, 1), (_("Place"), self.place, 2))
        self.add_row((_("Price of an issue"), self.issue_price, 1), (_("Price of the year"), self.year_price, 1))
        self.add_row((_("Supplied by"), self.supplier, 2), (_("Note"), self.note, 2))
        self.add_row(("", self.codes, 1))
        assert isinstance(self._column, QVBoxLayout)

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda _text: self._look())
        self.of.activated.connect(lambda _at: self._take())
        self.year.valueChanged.connect(self._turn)
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self._foretell())
        for number in (self.number, self.per_volume, self.volume, self.total):
            number.valueChanged.connect(lambda _value: self._foretell())
        self.restart.activated.connect(lambda _at: self._foretell())

    # What it is filled with

    def begin(self, *, year: int, typed: str = "") -> None:
        """A new one for a year."""
        self._row = None
        self.heading.setText(_("New subscription"))
        self.ok.setText(_("Subscribe"))
        form = SubscriptionForm(None, year, date(year, 1, 1), date(year, 12, 31), Frequency(Unit.MONTH))
        self._fill(form, typed, "", "")
        self._look()
        self.title.setFocus()

    def edit(self, row: SubscriptionRow) -> None:
        self._row = row
        self.heading.setText(_("Change the subscription of “{title}”").format(title=row.title))
        self.ok.setText(_("Save"))
        form = SubscriptionForm(
            row.title_id, row.year, row.first, row.last, row.frequency, row.numbering, row.copies, row.place_id,
            row.issue_fen, row.year_fen, row.supplier, row.with_codes, row.note,
        )  # fmt: skip
        self._fill(form, row.title, row.issn, row.post_code)
        self.copies.setFocus()

    def _fill(self, form: SubscriptionForm, title: str, issn: str, post: str) -> None:
        self._filling = True
        self.fault.hide()
        for field, text in ((self.title, title), (self.issn, issn), (self.post, post), (self.supplier, form.supplier),
                            (self.note, form.note), (self.issue_price, plain_amount(form.issue_fen)),
                            (self.year_price, plain_amount(form.year_fen))):  # fmt: skip
            field.setText(text)
        self.of.clear()
        self.of.addItem(_("a new title"), NEW)
        library = self._desk.read(Op.SEE_SERIALS)
        self.place.clear()
        self.place.addItem(_("no place"), None)
        for place in titles.places(library):
            self.place.addItem(show_place(place.name), place.id)
        choose(self.place, form.place_id)
        self.supplier.setCompleter(QCompleter(queries.suppliers(library), self.supplier))
        for spinner, number in ((self.year, form.year), (self.copies, form.copies)):
            spinner.setValue(number)
        self.first.setDate(qdate(form.first))
        self.last.setDate(qdate(form.last))
        numbers = form.numbering
        for spinner, number in ((self.number, numbers.first), (self.per_volume, numbers.per_volume),
                                (self.volume, numbers.volume), (self.total, numbers.total)):  # fmt: skip
            spinner.setValue(number)
        choose(self.restart, numbers.restart)
        self.codes.setChecked(form.with_codes)
        self.often.show(form.frequency, form.first)
        self._filling = False
        self._mirror()
        self._foretell()

    def _mirror(self) -> None:
        """A title of the catalogue is changed there, not here."""
        self.title.setEnabled(self._row is None)
        self.of.setEnabled(self._row is None)
        new = self._row is None and self.of.currentData() == NEW
        for field in (self.kind, self.issn, self.post):
            field.setEnabled(new)

    def _look(self) -> None:
        """The periodicals of the catalogue that fit what is typed; one that fits alone is taken."""
        typed = self.title.text().strip()
        found = queries.serial_titles(self._desk.read(Op.SEE_SERIALS), typed) if len(typed) > 1 else []
        self._found = dict(found)
        self.of.clear()
        self.of.addItem(_("a new title"), NEW)
        for title_id, fields in found:
            self.of.addItem(fields.title, title_id)
        same = next((at for at, (_id, fields) in enumerate(found, 1) if fields.title == typed), 0)
        self.of.setCurrentIndex(same or int(len(found) == 1))
        self._take(rename=False)

    def _take(self, *, rename: bool = True) -> None:
        """What the catalogue knows of the chosen title fills the form."""
        fields = self._found.get(self.of.currentData())
        if fields is not None:
            if rename:
                self.title.setText(fields.title)
            choose(self.kind, fields.kind)
            self.issn.setText(fields.issn)
            self.post.setText(fields.post_code)
            if not self.issue_price.text():
                self.issue_price.setText(plain_amount(fields.price_fen))
            known = frequency_named(fields.frequency)
            if known is not None:
                self.often.show(known, day_of(self.first))
        self._mirror()

    def _turn(self, year: int) -> None:
        """Another year: the same days of that one."""
        if not self._filling:
            by = year - self.first.date().year()
            for field in (self.first, self.last, self.often.start):
                day: QDate = field.date()
                field.setDate(day.addYears(by))

    # What it brings

    def _numbering(self) -> Numbering:
        restart = Restart(self.restart.currentData())
        per = self.per_volume.value() if restart is Restart.VOLUME else 0
        return Numbering(self.number.value(), restart, self.volume.value(), self.total.value(), per)

    def _foretell(self) -> None:
        if self._filling:
            return
        self.per_volume.setEnabled(self.restart.currentData() is Restart.VOLUME)
        try:
            first, last = day_of(self.first), day_of(self.last)
            issues = foretell(
                first, last, self.often.value(first), self._numbering(), actions.closed_on(self._desk)
            )  # fmt: skip
        except DeskError as error:
            self.outlook.setText(error.text())
            return
        text = ngettext("{n} issue", "{n} issues", len(issues)).format(n=len(issues))
        if issues and issues[0].expected is not None and issues[-1].expected is not None:
            ends = [self._named(one.numbers.number, one.numbers.volume, one.numbers.total, one.expected)
                    for one in (issues[0], issues[-1])]  # fmt: skip
            text = _("{issues}: {first} … {last}").format(issues=text, first=ends[0], last=ends[1])
        elif not issues:
            text = _("Issues are added as they come.")
        self.outlook.setText(text)

    def _named(self, number: int, volume: int, total: int, day: date | None) -> str:
        year = self.year.value() if day is None else day.year
        name = IssueName(year, str(number), volume=str(volume or ""), total_no=str(total or ""))
        shown = show_day(day, weekday=False) if day is not None else ""
        return _("{issue} on {day}").format(issue=name.text, day=shown) if shown else name.text

    def _write(self) -> None:
        first = day_of(self.first)
        title_id = self._row.title_id if self._row is not None else self.of.currentData() or None
        new = NewSerial(self.title.text(), self.kind.currentData(), self.issn.text(), self.post.text())
        form = SubscriptionForm(
            title_id, self.year.value(), first, day_of(self.last), self.often.value(first), self._numbering(),
            self.copies.value(), self.place.currentData(), amount_of(self.issue_price.text()),
            amount_of(self.year_price.text()), self.supplier.text(), self.codes.isChecked(), self.note.text(), new,
        )  # fmt: skip
        if self._row is None:
            made = actions.make_subscription(self._desk, form)
            told = _("“{title}” is subscribed to. F8 takes it back.").format(title=self.title.text().strip())
        else:
            made = self._row.id
            actions.edit_subscription(self._desk, made, form)
            told = _("Changed. F8 takes it back.")
        self._around.say(told)
        announce(self, told)
        self.saved.emit(made)
