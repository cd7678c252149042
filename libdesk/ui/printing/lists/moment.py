"""The moment at which a list is true, and a document without a page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages


def now_here(desk: Desk) -> datetime:
    """This moment in the library's own zone."""
    return datetime.fromtimestamp(desk.now() / 1000, ZoneInfo(desk.settings.zone))


def nothing(title: str) -> Pages:
    """A document without pages: the preview says in a sentence why."""
    from libdesk.documents.bound import Bound

    return Bound(title, "", ())
