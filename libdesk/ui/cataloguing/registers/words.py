"""What the registers say of a withdrawal: the reason in words."""

from libdesk.i18n import N_, _

EARLIER = N_("withdrawn before libdesk")


def reason_words(code: str) -> str:
    """The words of a reason; `earlier` is that of copies that an older system had withdrawn already."""
    from libdesk.domain.withdrawals import REASON_NAMES

    return _(EARLIER) if code == "earlier" else _(REASON_NAMES.get(code, code))
