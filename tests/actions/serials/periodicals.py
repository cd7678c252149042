"""A periodical for tests: in the catalogue, subscribed to, with the names of its issues."""

from dataclasses import replace
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.serials.subscriptions import SubscriptionForm, make_subscription
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.store.queries.serials import issues
from libdesk.store.tables import Title
from tests.builders import as_librarian

MONTHLY = Frequency(Unit.MONTH)
WEEKDAYS = Frequency(Unit.WEEK, weekdays=(0, 1, 2, 3, 4))
ISSN = "1005-1651"
EAN = "9771005165001"


def add_serial(desk: Desk, title: str = "少年科学", *, kind: str = "periodical", issn: str | None = ISSN) -> int:
    """A periodical of the catalogue; gives its title's id."""
    with as_librarian(desk).action(Op.IMPORT_BOOKS) as act:
        return act.add(
            Title, kind=kind, title=title, issn=issn, post_code="4-12", call_no="Z228.1/5", price_fen=600, added=act.at
        )


def form_of(title_id: int | None, year: int = 2026, **values: object) -> SubscriptionForm:
    """A monthly for a whole year, but for what is named."""
    whole = SubscriptionForm(title_id, year, date(year, 1, 1), date(year, 12, 31), MONTHLY, issue_fen=800)
    return replace(whole, **values)  # type: ignore[arg-type]  # by the names of its fields


def subscribe(desk: Desk, title_id: int, **values: object) -> int:
    return make_subscription(as_librarian(desk), form_of(title_id, **values))


def issues_of(desk: Desk, subscription_id: int) -> list[IssueRow]:
    return issues.of_subscription(desk.library, subscription_id)


def ids_of(desk: Desk, subscription_id: int) -> list[int]:
    return [row.id for row in issues_of(desk, subscription_id)]


def numbers_of(desk: Desk, subscription_id: int) -> list[str]:
    return [row.number for row in issues_of(desk, subscription_id)]
