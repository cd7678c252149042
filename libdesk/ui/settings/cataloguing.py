"""Cataloguing: how books are numbered and shelved, which barcodes they get, what counts as enough, as new, as late."""

from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit

from libdesk.domain.barcodes import MAX_WIDTH, MIN_WIDTH, Numbering
from libdesk.domain.book_numbers import AUTHOR, RUNNING
from libdesk.domain.errors import DeskError
from libdesk.domain.stocktake.endings import LOST_AFTER, lost_after_words
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.cataloguing import CLASSES_PAGE
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.settings.section import Section, choice, choose, spin
from libdesk.ui.tab import Surroundings

LONGEST_PREFIX: Final = 6


class CataloguingSection(Section):
    TITLE = N_("Cataloguing")
    ICON = icons.LABEL
    HELP = "cataloguing_section"
    ALSO = N_("call number book number author number shelf order barcode copies new books late issues")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        rules = (
            (RUNNING, _("running number in the class: I247.5/12")),
            (AUTHOR, _("author number: initials and a figure")),
        )
        self.rule = choice("set_book_number", rules)
        self.refill = named(QCheckBox(_("Give numbers that came free again")), "set_refill_gaps")
        self.marks = named(QCheckBox(_("Mark the second copy and later ones: I247.5/12#2")), "set_copy_marks")
        reading = ((True, _("as decimals: J52 before J6")), (False, _("as whole numbers: J6 before J52")))
        self.decimal = choice("set_author_decimal", reading)
        self.prefix = named(QLineEdit(), "set_barcode_prefix")
        self.prefix.setMaxLength(LONGEST_PREFIX)
        self.width_of = spin("set_barcode_width", MIN_WIDTH, MAX_WIDTH)
        self.example = named(label(role="note", wrap=True), "barcode_example")
        self.enough = spin("set_enough_copies", 1, 50)
        self.lost_after = choice("set_lost_after", [(times, lost_after_words(times)) for times in LOST_AFTER])
        self.new_days = spin("set_new_days", 1, 730, _(" days"))
        self.trolley = named(QCheckBox(_("Returned books wait on the trolley first")), "set_trolley")
        self.trolley_days = spin("set_trolley_days", 0, 60, _(" days"))
        self.trolley_days.setSpecialValueText(_("never by itself"))
        self.late_periodical = spin("set_late_periodical", 0, 90, _(" days"))
        self.late_newspaper = spin("set_late_newspaper", 0, 90, _(" days"))
        for days in (self.late_periodical, self.late_newspaper):
            days.setSpecialValueText(_("its own day"))
        self.classes = button("show_classes", _("Show the classes"), self._show_classes, icon=icons.LIST)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.add(
            _("Book numbers"), self.rule,
            _(
                "Books of one class are told apart by it. Titles that have a number keep it; on the page Classes they "
                "can be numbered anew."
            ),
            also=_("call number index number rule"),
        )  # fmt: skip
        text = _(
            "When a title's class is corrected or it is removed, its number is free. Without the tick it is never "
            "given again, so that an old label cannot be mistaken."
        )
        self.add_part(down(self.refill, label(text, role="note", wrap=True)))
        text = _(
            "Copies that are added from then on bear it; without the tick all copies of a title are labelled alike."
        )
        self.add_part(down(self.marks, label(text, role="note", wrap=True)))
        self.add(
            _("Figures of author numbers on the shelf"),
            self.decimal,
            _("Lists in the order of the shelf follow it at once. Running numbers are always whole numbers."),
        )
        self.add(_("Barcodes given by libdesk begin with"), self.prefix, _("Capital letters or nothing."))
        self.add(
            _("Figures of such a barcode"), self.width_of, _("When they are used up, the numbers grow by themselves.")
        )
        self.add_part(self.example)
        self.add(
            _("Copies of a title that are enough"),
            self.enough,
            _("A recommended list held against the library says “too few” below it."),
        )
        self.add(
            _("A missing copy is lost"),
            self.lost_after,
            _("Counted when a stocktake is finished; a copy that was found in between begins anew."),
            also=_("stocktake missing lost"),
        )
        self.add(_("A book counts as new for"), self.new_days, _("From the day on which it is added."))
        text = _("Without the tick a returned book counts as standing on its shelf at once.")
        self.add_part(down(self.trolley, label(text, role="note", wrap=True)))
        self.add(
            _("On the trolley it counts as shelved by itself after"), self.trolley_days,
            _("Open days, for a library where nobody scans the trolley."), also=_("returned books shelving"),
        )  # fmt: skip
        also = _("newspapers journals issues late claims")
        self.add(
            _("A periodical counts as late after"), self.late_periodical,
            _("Counted from the day on which an issue was to appear; the list of claims follows it at once."),
            also=also,
        )  # fmt: skip
        self.add(
            _("A newspaper counts as late after"), self.late_newspaper,
            _("Counted as for periodicals; with 0 from the next day on."), also=also,
        )  # fmt: skip
        text = _("The class table, a table of your own and the next free number of each class stand on a page there.")
        self.add_part(down(across(self.classes), label(text, role="note", wrap=True)))
        self.end()

    def _connect(self) -> None:
        self.rule.activated.connect(lambda _row: self.set(book_number=self.rule.currentData()))
        self.refill.clicked.connect(lambda on: self.set(refill_gaps=on))
        self.marks.clicked.connect(lambda on: self.set(copy_marks=on))
        self.decimal.activated.connect(lambda _row: self.set(author_decimal=self.decimal.currentData()))
        self.prefix.editingFinished.connect(lambda: self.set(barcode_prefix=self.prefix.text().strip().upper()))
        self.width_of.valueChanged.connect(lambda value: self.set(barcode_width=value))
        self.lost_after.activated.connect(lambda _row: self.set(lost_after=self.lost_after.currentData()))
        self.enough.valueChanged.connect(lambda value: self.set(enough_copies=value))
        self.trolley.clicked.connect(lambda on: self.set(trolley=on))
        self.trolley_days.valueChanged.connect(lambda value: self.set(trolley_days=value))
        self.late_periodical.valueChanged.connect(lambda value: self.set(late_periodical=value))
        self.late_newspaper.valueChanged.connect(lambda value: self.set(late_newspaper=value))
        self.new_days.valueChanged.connect(lambda value: self.set(new_days=value))

    def show_values(self) -> None:
        settings = self.desk.settings
        choose(self.rule, settings.book_number)
        self.refill.setChecked(settings.refill_gaps)
        self.marks.setChecked(settings.copy_marks)
        choose(self.decimal, settings.author_decimal)
        if not self.prefix.hasFocus() or not self.prefix.isModified():
            self.prefix.setText(settings.barcode_prefix)
        self.width_of.setValue(settings.barcode_width)
        self.enough.setValue(settings.enough_copies)
        choose(self.lost_after, settings.lost_after)
        self.new_days.setValue(settings.new_days)
        self.trolley.setChecked(settings.trolley)
        self.trolley_days.setValue(settings.trolley_days)
        self.trolley_days.setEnabled(settings.trolley)
        self.late_periodical.setValue(settings.late_periodical)
        self.late_newspaper.setValue(settings.late_newspaper)
        try:
            first = Numbering(settings.barcode_prefix, settings.barcode_width).code(1)
            self.example.setText(_("For instance {code}").format(code=first))
        except DeskError as error:
            self.example.setText(error.text())

    def _show_classes(self) -> None:
        tab = self.around.show_tab("catalogue_tab")
        if isinstance(tab, PagedTab):
            tab.show_page(CLASSES_PAGE)
            tab.take_focus()
