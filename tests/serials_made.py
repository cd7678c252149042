"""Builders of periodicals for tests: a title with a year of issues, those that came with or without barcodes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from libdesk.actions.binding.volumes import make_volumes
from libdesk.actions.desk import Desk
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.ops import Op
from libdesk.domain.rows.bindings import BoundLine, NewBound
from libdesk.domain.serials.binding import Parting, Planned, plan
from libdesk.store.queries import bindings as queries
from libdesk.store.tables import Barcode, Copy, Issue, Piece, Subscription, Title
from tests.builders import as_librarian

YEAR: Final = 2025
MONTHLY: Final = '{"unit":"month","per":1,"every":1}'
BY_YEAR: Final = '{"first":1,"restart":"year"}'


@dataclass(frozen=True, slots=True)
class SerialMade:
    title_id: int
    subscription_id: int
    issue_ids: tuple[int, ...]
    copy_ids: tuple[int, ...]  # of pieces that bear a barcode, issue by issue
    barcodes: tuple[str, ...]


def add_serial(
    desk: Desk, title: str, *, issues: int = 12, copies: int = 1, with_codes: bool = False,
    missing: Collection[int] = (), lost: Collection[int] = (), skipped: Collection[int] = (),
    price_fen: int | None = 500, year: int = YEAR, kind: str = "periodical", call_no: str | None = "G4/12",
    title_id: int | None = None,
) -> SerialMade:  # fmt: skip
    """A year of issues, one a month or a week, of which all came but those `missing` or `skipped` (by number)."""
    with as_librarian(desk).action(Op.EDIT_SUBSCRIPTION) as act:
        if title_id is None:
            title_id = act.add(Title, title=title, kind=kind, issn="1000-1234", call_no=call_no, added=act.at)
        subscription_id = act.add(
            Subscription, title_id=title_id, year=year, first_day=f"{year}-01-01", last_day=f"{year}-12-31",
            frequency=MONTHLY, numbering=BY_YEAR, copies=copies, issue_fen=price_fen, with_codes=with_codes,
        )  # fmt: skip
        days = [date(year, number, 5) for number in range(1, 13)] if issues == 12 else []
        rows = [
            (subscription_id, number, str(number), days[number - 1].isoformat() if days else None, number in skipped)
            for number in range(1, issues + 1)
        ]
        issue_ids = tuple(act.add_many(Issue, ("subscription_id", "seq", "number", "expected", "skipped"), rows))
        copy_ids, codes = [], []
        for number, issue_id in enumerate(issue_ids, 1):
            if number in missing or number in skipped:
                continue
            for _nth in range(copies):
                copy_id = None
                if with_codes:
                    copy_id = act.add(
                        Copy, title_id=title_id, item_kind=kind, issue_id=issue_id,
                        status="lost" if number in lost else "shelf",
                    )  # fmt: skip
                    code = f"Q{copy_id:06d}"
                    act.add(Barcode, code_key=fold_barcode(code), printed=code, copy_id=copy_id, since=act.at)
                    copy_ids.append(copy_id)
                    codes.append(code)
                state = "lost" if number in lost else "here"
                act.add(Piece, issue_id=issue_id, arrived_day=f"{year}-12-31", state=state, copy_id=copy_id)
        act.note(subscription=subscription_id)
    return SerialMade(title_id, subscription_id, issue_ids, tuple(copy_ids), tuple(codes))


def planned(
    desk: Desk, title_id: int, parting: Parting = Parting.YEAR, *, sets: int = 1, only: Collection[int] = (),
    year: int = YEAR,
) -> list[Planned]:  # fmt: skip
    """The volumes that all issues that are there make, or `only` those of some numbers."""
    issues = queries.year_issues(desk.library, title_id, year, desk.today)
    chosen = {issue.key for issue in issues if issue.free and (not only or int(issue.name.number) in only)}
    return plan(issues, chosen, parting, sets=sets)


def bound(one: Planned, barcode: str = "") -> NewBound:
    return NewBound(one.label, tuple(piece.id for piece in one.pieces), one.gaps, barcode)


def bind(desk: Desk, made: SerialMade, parting: Parting = Parting.YEAR, *, barcode: str = "", sets: int = 1) -> int:
    volumes = [bound(one, barcode) for one in planned(desk, made.title_id, parting, sets=sets)]
    return make_volumes(desk, None, title_id=made.title_id, year=YEAR, volumes=volumes)[0]


def only_line(desk: Desk, binding_id: int) -> BoundLine:
    (line,) = queries.lines_of(desk.library, binding_id)
    return line
