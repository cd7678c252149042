"""Lists about readers, as they are asked for."""

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.documents.paged import Pages
from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op
from libdesk.domain.rows.documents import SlipPaper
from libdesk.i18n import N_, _
from libdesk.store.queries import groups, lists, reports
from libdesk.ui import icons
from libdesk.ui.printing.lists import readers as makers
from libdesk.ui.printing.lists.moment import nothing
from libdesk.ui.printing.lists_page.fields import ListFields, fill, group_options
from libdesk.ui.printing.paper import Paper, paper_of
from libdesk.ui.printing.slips import NothingOut, reader_slip_of, slip_paper
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.tab import Surroundings


class OverdueFields(ListFields):
    NAME = "overdue"
    TITLE = N_("Overdue, by class")
    ICON = icons.ALERT
    EMPTY = N_("Nothing is overdue there now.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.group = self.one_of("list_overdue_group", _("Class"))
        self.as_list = self.tick("list_overdue_list", _("A list for each class"))
        self.own_pages = self.tick("list_overdue_pages", _("Each class begins a page"))
        self.as_slips = self.tick("list_overdue_slips", _("Slips to cut, one for each reader"))

    def refresh(self) -> None:
        rows = reports.overdue_by_group(self.desk.read(Op.FIND_READERS), self.desk.today)
        fill(self.group, group_options(self.around, rows, _("All classes")))

    def paper(self) -> Paper | None:
        self.own_pages.setEnabled(self.as_list.isChecked())
        return paper_of(
            _("Overdue books"), makers.overdue_pages, self.group.currentData(), as_list=self.as_list.isChecked(),
            as_slips=self.as_slips.isChecked(), own_pages=self.own_pages.isChecked(),
        )  # fmt: skip


class OutFields(ListFields):
    NAME = "out"
    TITLE = N_("Books that are out")
    ICON = icons.BOOK_OUT
    EMPTY = N_("No book is out there now.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.group = self.one_of("list_out_group", _("Class"))
        self.own_pages = self.tick("list_out_pages", _("Each class begins a page"), on=False)

    def refresh(self) -> None:
        found = [group for group, _ids in lists.out_by_group(self.desk.read(Op.FIND_READERS))]
        fill(self.group, group_options(self.around, found, _("All classes")))

    def paper(self) -> Paper | None:
        only, own_pages = self.group.currentData(), self.own_pages.isChecked()
        return paper_of(_("Books that are out"), makers.out_pages, only, own_pages=own_pages)


class RosterFields(ListFields):
    NAME = "roster"
    TITLE = N_("Roster of a class")
    ICON = icons.USERS
    EMPTY = N_("There are no pupils in any class yet. Import the school’s rosters first.")
    OP = Op.FIND_READERS

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.group = self.one_of("list_roster_class", _("Class"))
        self.ticks = self.number("list_roster_ticks", _("Columns to tick or fill in"), 0, makers.MOST_TICKS, 5)
        self.cards = self.tick("list_roster_cards", _("Numbers of their cards"), on=False)

    def refresh(self) -> None:
        school, today = school_of(self.desk), self.desk.today
        refs = groups.classes(self.desk.read(Op.FIND_READERS))
        fill(self.group, [(None, _("All classes")), *((ref, school.show(ref, today)) for ref in refs)])

    def paper(self) -> Paper | None:
        ref, ticks, cards = self.group.currentData(), self.ticks.value(), self.cards.isChecked()
        return paper_of(_("Class rosters"), _roster, ref, ticks, cards=cards)


def _roster(desk: Desk, ref: ClassRef | None, ticks: int, *, cards: bool) -> Pages:
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
        kinds = [("list", _("The list of the hold shelf")), ("slips", _("A slip for each book"))]
        note = _("Slips are printed on the paper that is set for slips on this PC.")
        self.what = self.one_of("list_holds_what", _("What to print"), kinds, note)

    def paper(self) -> Paper | None:
        if self.what.currentData() == "slips":
            return paper_of(_("Hold slips"), makers.hold_slip_pages, slip_paper(self.around.pc))
        return paper_of(_("Hold shelf"), makers.hold_list_pages)


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
        return paper_of(_("Books still out"), _receipt, reader_id, slip_paper(self.around.pc))


def _receipt(desk: Desk, reader_id: int, paper: SlipPaper) -> Pages:
    from libdesk.documents.paged import Whole
    from libdesk.documents.slips import loan_slip

    title = _("Books still out")
    try:
        slip = reader_slip_of(desk, reader_id)
    except NothingOut:
        return nothing(title)
    return Whole(title, loan_slip(slip, paper))
