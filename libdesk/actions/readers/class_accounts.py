"""Accounts of classes, for what a class borrows through its teacher: one for each class that has none yet."""

from collections.abc import Collection

from libdesk.actions.desk import Desk
from libdesk.actions.readers.edit import free_cards
from libdesk.actions.readers.enrolments import enrol
from libdesk.actions.school import school_of
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.classes import ClassRef
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.school import account_name
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.store.queries import groups as queries
from libdesk.store.tables import Barcode, Reader


class EveryClassHasOne(DeskError):
    def text(self) -> str:
        return _("Every class with pupils has its account already.")


class AccountsMade(Value):
    """The classes that have an account now, with the first and the last of the new card numbers."""

    journal_id: int
    classes: tuple[ClassRef, ...]
    first_card: str
    last_card: str


def make_class_accounts(desk: Desk, only: Collection[ClassRef] | None = None) -> AccountsMade:
    """Make what is missing, with card numbers; who answers for each is chosen later. `only`: for these classes.

    Raises EveryClassHasOne.
    """
    desk.require(Op.MAKE_ACCOUNTS)
    school, today = school_of(desk), desk.today
    without = queries.classes_without_account(desk.library)
    missing = [ref for ref in without if school.at_school(ref, today) and (only is None or ref in only)]
    if not missing:
        raise EveryClassHasOne()
    cards = free_cards(desk)
    given = [next(cards) for _ref in missing]
    with desk.action(Op.MAKE_ACCOUNTS) as act:
        day = today.isoformat()
        for ref, card in zip(missing, given, strict=True):
            name = account_name(ref, school)
            reader_id = act.add(Reader, kind="class", name=name, sort_name=name, joined=day)
            enrol(act, reader_id, ref, seat=None, today=day, now=None, since=None)
            act.add(Barcode, code_key=fold_barcode(card), printed=card, reader_id=reader_id, since=act.at)
        act.note(accounts=len(missing))
    return AccountsMade(act.journal_id, tuple(missing), given[0], given[-1])
