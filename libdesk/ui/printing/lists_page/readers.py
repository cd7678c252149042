"""Lists about readers, as they are asked for."""

from functools import partial

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.documents.paged import Pages
from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op
from libdesk.domain.press import Press
from libdesk.domain.rows.documents import SlipPaper
from libdesk.domain.rows.notices import GroupKey
from libdesk.i18n import N_, _
from libdesk.store.queries import groups, lists, reports
from libdesk.ui import icons
from libdesk.ui.printing.lists import readers as makers
from libdesk.ui.printing.lists.moment import nothing
from libdesk.ui.printing.lists_page.fields import ListFields, fill, group_options
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.slips import NothingOut, reader_slip_of, slip_paper
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.settings.section import choice, spin
from libdesk.ui.tab import Surroundings


class OverdueFields(ListFields):
    NAME = "overdue"
    TITLE = N_("Overdue, by class")
    ICON = icons.ALERT
    EMPTY = N_("Nothing is overdue there now.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.group = choice("list_overdue_group", [])
        self.add(_("Class"), self.group)
        self.as_list = self.tick("list_overdue_list", _("A list for each class"))
        self.own_pages = self.tick("list_overdue_pages", _("Each class begins a page"))
        self.as_slips = self.tick("list_overdue_slips", _("Slips to cut, one for each reader"))
        self.group.activated.connect(lambda _row: self.changed.emit())

    def refresh(self) -> None:
        rows = reports.overdue_by_group(self.desk.read(Op.FIND_READERS), self.desk.today)
        fill(self.group, group_options(self.around, rows, _("All classes")))

    def paper(self) -> Paper | None:
        self.own_pages.setEnabled(self.as_list.isChecked())
        make = partial(
            _overdue, self.group.currentData(), self.as_list.isChecked(), self.as_slips.isChecked(),
            self.own_pages.isChecked(),
        )  # fmt: skip
        return Paper(_("Overdue books"), make)


def _overdue(only: GroupKey | None, as_list: bool, as_slips: bool, own_pages: bool, desk: Desk, _press: Press) -> Pages:
    return makers.overdue_pages(desk, only, as_list=as_list, as_slips=as_slips, own_pages=own_pages)


class OutFields(ListFields):
    NAME = "out"
    TITLE = N_("Books that are out")
    ICON = icons.BOOK_OUT
    EMPTY = N_("No book is out there now.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.group = choice("list_out_group", [])
        self.add(_("Class"), self.group)
        self.own_pages = self.tick("list_out_pages", _("Each class begins a page"), on=False)
        self.group.activated.connect(lambda _row: self.changed.emit())

    def refresh(self) -> None:
        found = [group for group, _ids in lists.out_by_group(self.desk.read(Op.FIND_READERS))]
        fill(self.group, group_options(self.around, found, _("All classes")))

    def paper(self) -> Paper | None:
        return Paper(_("Books that are out"), partial(_out, self.group.currentData(), self.own_pages.isChecked()))


def _out(only: GroupKey | None, own_pages: bool, desk: Desk, _press: Press) -> Pages:
    return makers.out_pages(desk, only, own_pages=own_pages)


class RosterFields(ListFields):
    NAME = "roster"
    TITLE = N_("Roster of a class")
    ICON = icons.USERS
    EMPTY = N_("There are no pupils in any class yet. Import the school’s rosters first.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.group = choice("list_roster_class", [])
        self.add(_("Class"), self.group)
        self.ticks = spin("list_roster_ticks", 0, makers.MOST_TICKS)
        self.ticks.setKeyboardTracking(True)
        self.ticks.setValue(5)
        self.add(_("Columns to tick or fill in"), self.ticks)
        self.cards = self.tick("list_roster_cards", _("Numbers of their cards"), on=False)
        self.group.activated.connect(lambda _row: self.changed.emit())
        self.ticks.valueChanged.connect(lambda _value: self.changed.emit())

    def refresh(self) -> None:
        school, today = school_of(self.desk), self.desk.today
        refs = groups.classes(self.desk.read(Op.FIND_READERS))
        fill(self.group, [(None, _("All classes")), *((ref, school.show(ref, today)) for ref in refs)])

    def paper(self) -> Paper | None:
        make = partial(_roster, self.group.currentData(), self.ticks.value(), self.cards.isChecked())
        return Paper(_("Class rosters"), make)


def _roster(ref: ClassRef | None, ticks: int, cards: bool, desk: Desk, _press: Press) -> Pages:
    refs = [ref] if ref is not None else groups.classes(desk.read(Op.FIND_READERS))
    return makers.roster_pages(desk, refs, ticks, cards=cards)


class HoldFields(ListFields):
    NAME = "holds"
    TITLE = N_("Hold shelf")
    ICON = icons.HOLD
    EMPTY = N_("The hold shelf is empty: nobody’s book waits there.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.what = choice(
            "list_holds_what", [("list", _("The list of the hold shelf")), ("slips", _("A slip for each book"))]
        )
        self.add(_("What to print"), self.what, _("Slips are printed on the paper that is set for slips on this PC."))
        self.what.activated.connect(lambda _row: self.changed.emit())

    def paper(self) -> Paper | None:
        if self.what.currentData() == "slips":
            return Paper(_("Hold slips"), partial(_hold_slips, slip_paper(self.around.pc)))
        return Paper(_("Hold shelf"), _hold_list)


def _hold_slips(paper: SlipPaper, desk: Desk, _press: Press) -> Pages:
    return makers.hold_slip_pages(desk, paper)


def _hold_list(desk: Desk, _press: Press) -> Pages:
    return makers.hold_list_pages(desk)


class ReceiptFields(ListFields):
    NAME = "receipt"
    TITLE = N_("Receipt of a reader")
    ICON = icons.USER
    EMPTY = N_("This reader has no book out.")
    STARTS_EMPTY = N_("Choose a reader: type the name, the initials or the card’s number.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.person = PersonField(self.desk, "list_receipt_reader", _("Reader"), anybody=True)
        self.add(_("Reader"), self.person, _("Every book that the reader has out, with its due day."))
        for chosen in (self.person.hits.itemClicked, self.person.hits.itemActivated):
            chosen.connect(lambda _item: self.changed.emit())
        self.person.line.returnPressed.connect(self.changed)

    def paper(self) -> Paper | None:
        reader_id = self.person.person_id
        if reader_id is None:
            return None
        return Paper(_("Books still out"), partial(_receipt, reader_id, slip_paper(self.around.pc)))


def _receipt(reader_id: int, paper: SlipPaper, desk: Desk, _press: Press) -> Pages:
    from libdesk.documents.paged import Whole
    from libdesk.documents.slips import loan_slip

    title = _("Books still out")
    try:
        slip = reader_slip_of(desk, reader_id)
    except NothingOut:
        return nothing(title)
    return Whole(title, loan_slip(slip, paper))
