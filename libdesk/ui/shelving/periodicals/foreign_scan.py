"""What is said of a scan that no periodical bears: each a calm sentence that names what it was."""

from libdesk.actions.desk import Desk
from libdesk.domain.barcodes import read_scan
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.serials import issues


def foreign_words(desk: Desk, raw: str) -> str:
    """A book, a card, an ISBN, or nothing that is known."""
    scan = read_scan(raw)
    library = desk.read(Op.SEE_SERIALS)
    owner = desk_queries.owner_of(library, scan.code_key) if scan.code_key else None
    if owner is not None and owner.copy_id is not None:
        title = desk_queries.title_of_copy(library, owner.copy_id)
        if issues.issue_of_copy(library, owner.copy_id) is not None:
            return _("“{title}” was checked in already and bears this barcode.").format(title=title)
        return _("{code} is “{title}”, no issue that is awaited.").format(code=scan.text, title=title)
    if owner is not None:
        return _("{code} is a reader card. Scan the barcode on the cover of a periodical.").format(code=scan.text)
    if scan.isbn:
        return _("{code} is the ISBN of a book. Books are added on the page for adding.").format(code=scan.text)
    return _("Nothing that is awaited fits “{typed}”. Type part of the title, or look among the subscriptions.").format(
        typed=scan.text[:20]
    )
