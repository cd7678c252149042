"""A shift lasts no longer than its day: whoever forgets to sign off is not on duty on the next one."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_day(started: int, zone: ZoneInfo) -> int:
    """The last UTC millisecond of the day on which a shift began."""
    day = datetime.fromtimestamp(started / 1000, zone).date()
    return int(datetime.combine(day + timedelta(days=1), time(), zone).timestamp() * 1000) - 1
