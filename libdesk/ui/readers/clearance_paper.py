"""The certificate of clearance: that a leaver returned everything, owes nothing, and that the card is closed."""

from collections.abc import Callable, Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.rows.documents import Certificate
from libdesk.domain.rows.leavers import Clearance
from libdesk.domain.show import show_reader_kind
from libdesk.i18n import _


def clearance_maker(desk: Desk, rows: Sequence[Clearance]) -> Callable[[], bytes]:
    """One sheet for each of these leavers who has nothing out and owes nothing; none for the account of a class."""
    papers = [certificate_of(desk, row) for row in rows if row.clear and row.is_person]

    def make() -> bytes:
        from libdesk.documents.certificate import certificate_pages

        return certificate_pages(_("Clearance certificates"), papers).pdf()

    return make


def certificate_of(desk: Desk, row: Clearance) -> Certificate:
    """The words differ with the card: of who has left it is closed."""
    ref = row.class_ref
    group = school_of(desk).show(ref, row.left_day or desk.today) if ref else row.department
    who = _("{group} {name}").format(group=group or show_reader_kind(row.kind), name=row.name)
    if row.state == "left":
        body = _(
            "All books of this library have been returned and nothing is owed. The reader's card is closed from this "
            "day on.\nThis is to certify it for the leaving of the school."
        )
    else:
        body = _("All books of this library have been returned and nothing is owed.\nThis is to certify it.")
    return Certificate(
        desk.settings.school, _("Library clearance"), who, body, row.left_day or desk.today,
        signed=_("Library (seal)"),
    )  # fmt: skip
