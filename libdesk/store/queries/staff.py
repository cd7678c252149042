"""Librarians and viewers who may sign in, and what of their PIN is stored."""

from libdesk.domain.value import Value
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
    rows = library.fetch("SELECT id, name, role, since FROM staff WHERE until IS NULL ORDER BY role, id")
    return [StaffRow(*row) for row in rows]


def secrets_of(library: Library, staff_id: int) -> Secrets | None:
    """None for somebody who is not, or no longer, on the list."""
    rows = library.fetch(
        "SELECT name, role, pin_hash, recovery_hash, wrong_tries, wait_until FROM staff WHERE id = ? AND until IS NULL",
        staff_id,
    )
    if not rows:
        return None
    name, role, pin_hash, recovery_hash, tries, wait = rows[0]
    return Secrets(name, role, pin_hash or "", recovery_hash or "", tries, wait)


def librarians_with_pin(library: Library) -> int:
    """How many librarians can sign in; while it is 0, anybody is librarian."""
    rows = library.fetch(
        "SELECT count(*) FROM staff WHERE role = 'librarian' AND until IS NULL AND pin_hash IS NOT NULL"
    )
    return int(rows[0][0])


def name_taken(library: Library, name: str) -> bool:
    return bool(library.fetch("SELECT 1 FROM staff WHERE name = ? AND until IS NULL", name))
