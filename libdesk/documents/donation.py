"""The certificate of thanks for donated books."""

from libdesk.documents.certificate import certificate_pages
from libdesk.domain.rows.documents import Certificate, DonationPaper
from libdesk.domain.show import show_money
from libdesk.i18n import _, ngettext


def donation_certificate(paper: DonationPaper) -> bytes:
    """One page: to whom, for what, by whom, on which day."""
    heading = _("Certificate of donation")
    sheet = Certificate(
        paper.school,
        heading,
        _("{donor}:").format(donor=paper.donor),
        _thanks(paper),
        paper.day,
        no=_("No. {no}").format(no=paper.no),
    )
    return certificate_pages(heading, [sheet]).pdf()


def _thanks(paper: DonationPaper) -> str:
    count = ngettext("{n} book", "{n} books", paper.copies).format(n=paper.copies)
    if paper.titles != paper.copies:
        titles = ngettext("{n} title", "{n} titles", paper.titles).format(n=paper.titles)
        count = _("{titles}, {books}").format(titles=titles, books=count)
    if paper.amount_fen:
        count = _("{books} worth {amount}").format(books=count, amount=show_money(paper.amount_fen))
    return _(
        "Thank you for the gift of {books} to our library. They have been entered into its holdings and will be read "
        "by our pupils. With sincere thanks."
    ).format(books=count)
