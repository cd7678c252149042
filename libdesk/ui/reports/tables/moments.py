"""A period in instants: by them the loans of a reader or a copy are found in an index."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.rows.reports import Period


def instants(desk: Desk, period: Period) -> tuple[int, int]:
    """The first and the last moment of a period in UTC milliseconds, by the library's own zone."""
    zone = ZoneInfo(desk.settings.zone)
    begin = datetime.combine(period.first, time.min, zone)
    end = datetime.combine(period.last + timedelta(days=1), time.min, zone)
    return int(begin.timestamp() * 1000), int(end.timestamp() * 1000) - 1
