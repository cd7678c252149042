"""How much waits on today's page."""

from datetime import date

from libdesk.domain.value import Value


class Figures(Value):
    """How much waits, each as it stands now. `publish_late`: results that should be published by now."""

    overdue: int = 0
    overdue_readers: int = 0
    overdue_since: date | None = None
    holds_ready: int = 0
    holds_expired: int = 0
    holds_on_shelf: int = 0
    issues_late: int = 0
    claims_open: int = 0
    repairs: int = 0
    repairs_severe: int = 0
    stocktakes: tuple[str, ...] = ()
    suggestions: int = 0
    questions: int = 0
    publish: int = 0
    publish_late: int = 0
