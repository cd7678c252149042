"""Librarians and viewers who may sign in, and what of their PIN is stored."""

from libdesk.domain.value import Value
from libdesk.store import models
from libdesk.store.database import Library


class StaffRow(Value):
    """Somebody who may sign in; `since` in UTC milliseconds."""

    id: int
    name: str
    role: str
    since: int


class Secrets(Value):
    """What a sign-in is held against; `wait_until` in UTC milliseconds."""

    name: str
    role: str
    pin_hash: str
    recovery_hash: str
    wrong_tries: int
    wait_until: int


def active(library: Library) -> list[StaffRow]:
    """Everybody who may sign in now, librarians first, in the order in which they came."""
    model = models.Staff
    query = model.select(model.id, model.name, model.role, model.since).where(model.until.is_null())
    return [StaffRow(*row) for row in library.rows(query.order_by(model.role, model.id))]


def secrets_of(library: Library, staff_id: int) -> Secrets | None:
    """None for somebody who is not, or no longer, on the list."""
    model = models.Staff
    query = model.select(
        model.name, model.role, model.pin_hash, model.recovery_hash, model.wrong_tries, model.wait_until
    ).where((model.id == staff_id) & model.until.is_null())
    rows = library.rows(query)
    if not rows:
        return None
    name, role, pin_hash, recovery_hash, tries, wait = rows[0]
    return Secrets(name, role, pin_hash or "", recovery_hash or "", tries, wait)


def librarians_with_pin(library: Library) -> int:
    """How many librarians can sign in; while it is 0, anybody is librarian."""
    model = models.Staff
    here = (model.role == "librarian") & model.until.is_null() & model.pin_hash.is_null(False)
    return len(library.rows(model.select(model.id).where(here)))


def name_taken(library: Library, name: str) -> bool:
    model = models.Staff
    return bool(library.rows(model.select(model.id).where((model.name == name) & model.until.is_null())))
