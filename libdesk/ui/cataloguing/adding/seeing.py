"""What was scanned or typed while books are added, and which titles it may be: looked up before the rules decide."""

from libdesk.actions.desk import Desk
from libdesk.domain import adding as rules
from libdesk.domain.adding import Form
from libdesk.domain.adding_scans import Code, read
from libdesk.domain.barcodes import read_scan
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import Candidate
from libdesk.domain.same_books import book_key
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import adding as queries
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import entering, orders


def see(desk: Desk, raw: str, *, typed: bool, due: bool) -> rules.Seen:
    """`due`: a book waits for its label. Copies and readers first: they are known by what they bear."""
    library, scan = desk.read(Op.SEE_CATALOGUE), read_scan(raw)
    owner = desk_queries.owner_of(library, scan.code_key) if scan.code_key else None
    if owner is not None and owner.copy_id is not None:
        title_id = queries.owner_title(library, owner.copy_id)
        of = queries.candidate(library, title_id) if title_id else None
        if of is not None:
            return rules.SeenCopy(scan.text, of, owner.copy_id, owner.state)
    if owner is not None and owner.reader_id is not None:
        return rules.SeenReader(scan.text)
    five = len(scan.code_key) == 5 and queries.labels_have(library, 5)
    what = read(scan, typed=typed, at_hand=due, five_digits=five)
    if what.unfit is not None:
        return rules.SeenUnfit(what.unfit, what.text)
    if what.count:
        return rules.SeenCount(what.count)
    if what.code is None:
        return rules.SeenLabel(what.text)
    return rules.SeenBook(what.code, what.text, tuple(found(desk, what.code, what.text)))


def found(desk: Desk, code: Code, text: str) -> list[Candidate]:
    """All that this may be."""
    look = {
        Code.ISBN: queries.of_isbn, Code.ISSN: queries.of_issn, Code.UNIFIED: queries.of_unified,
        Code.WORDS: queries.of_words,
    }  # fmt: skip
    return look[code](desk.read(Op.SEE_CATALOGUE), text)


def ordered_as(desk: Desk, form: Form, batch_id: int | None) -> TitleFields | None:
    """What an order says of the title that is written: by its ISBN, else by its title in the order of the batch."""
    library = desk.read(Op.SEE_CATALOGUE)
    if form.code is Code.ISBN:
        return queries.ordered_fields(library, form.text)
    purchase_id = entering.purchase_of(library, batch_id)
    if purchase_id is None or form.code is not Code.WORDS:
        return None
    line = orders.line_for(library, purchase_id, book_key(form.text))
    if line is None:
        return None
    return TitleFields(
        line.title, author=line.author, publisher=line.publisher, year=line.year, isbn=line.isbn,
        price_fen=line.price_fen, class_no=line.class_no,
    )  # fmt: skip
