"""A wish in the page: the book by title or ISBN, who wishes for it by card or name, or nobody."""

from PySide6.QtCore import Signal

from libdesk.actions.acquisition.wishes import WishForm, add_wish, edit_wish
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import WishRow
from libdesk.i18n import _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import orders as queries
from libdesk.ui.cataloguing.orders.standing_form import StandingForm, line_field
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.tab import Surroundings


class ReaderNotChosen(DeskError):
    def text(self) -> str:
        return _("Choose a reader from the list below the field, or empty the field.")


class WishPanel(StandingForm):
    """`saved(wish id)` of a wish that was noted or changed."""

    saved = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("wish_panel", verb=_("Note the wish"), do=self._write)
        self._around, self._desk = around, around.desk
        self._wish_id: int | None = None
        self.title = line_field("wish_title")
        self.author = line_field("wish_author")
        self.isbn = line_field("wish_isbn", most=30)
        self.publisher = line_field("wish_publisher")
        self.note = line_field("wish_note")
        self.reader = PersonField(self._desk, "wish_reader", _("Who wishes for it"), anybody=True)
        self.add_row((_("Title"), self.title, 3), (_("Author"), self.author, 2))
        self.add_row((_("ISBN"), self.isbn, 2), (_("Publisher"), self.publisher, 3))
        self.add_row((_("Who wishes for it"), self.reader, 2), (_("Note"), self.note, 3))
        self.isbn.editingFinished.connect(self._look_up)

    @property
    def open(self) -> bool:
        return self.isVisible()

    def begin(self, *, isbn: str = "", reader_id: int | None = None) -> None:
        """An empty form; what was scanned is in it already."""
        self._wish_id = None
        self.heading.setText(_("New wish"))
        self.ok.setText(_("Note the wish"))
        self._fill(WishForm(isbn=isbn, reader_id=reader_id))
        self.show()
        self._look_up()
        self.title.setFocus()

    def edit(self, wish: WishRow) -> None:
        self._wish_id = wish.id
        self.heading.setText(_("Change the wish"))
        self.ok.setText(_("Save"))
        reader_id = wish.reader.id if wish.reader else None
        self._fill(WishForm(wish.title, wish.author, wish.publisher, wish.isbn, wish.note, reader_id))
        self.show()
        self.title.setFocus()

    def take_scan(self, raw: str) -> bool:
        """A reader's card or an ISBN goes into its field; False for anything else."""
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self._desk.read(Op.FIND_READERS), scan.code_key)
        if owner is not None and owner.reader_id is not None:
            self._show_reader(owner.reader_id)
            return True
        if scan.isbn:
            self.isbn.setText(scan.isbn)
            self._look_up()
            return True
        return False

    def _fill(self, form: WishForm) -> None:
        self.fault.hide()
        for field, text in (
            (self.title, form.title), (self.author, form.author), (self.publisher, form.publisher),
            (self.isbn, form.isbn), (self.note, form.note),
        ):  # fmt: skip
            field.setText(text)
        self._show_reader(form.reader_id)

    def _show_reader(self, reader_id: int | None) -> None:
        name = desk_queries.reader_name(self._desk.read(Op.FIND_READERS), reader_id) if reader_id else ""
        self.reader.show_person(reader_id, name)

    def _look_up(self) -> None:
        """An ISBN that the library or a supplier's record knows fills in what is still empty."""
        isbn = queries.isbn_of(self.isbn.text().strip())
        if not isbn:
            return
        title, author, publisher, _price, _id = queries.facts_of_isbn(self._desk.read(Op.SEE_ORDERS), isbn)
        for field, text in ((self.title, title), (self.author, author), (self.publisher, publisher)):
            if not field.text().strip():
                field.setText(text)

    def _form(self) -> WishForm:
        if not self.reader.settled:
            raise ReaderNotChosen()
        return WishForm(
            self.title.text(), self.author.text(), self.publisher.text(), self.isbn.text(), self.note.text(),
            self.reader.person_id,
        )  # fmt: skip

    def _write(self) -> None:
        form = self._form()
        if self._wish_id is None:
            wish_id = add_wish(self._desk, form)
            self._around.say(_("The wish is noted. F8 takes it back."))
        else:
            wish_id = self._wish_id
            edit_wish(self._desk, wish_id, form)
            self._around.say(_("Changed. F8 takes it back."))
        self.saved.emit(wish_id)
