"""Who may sign in: librarians and viewers with a PIN each. Wrong tries are on the disk before the answer is given.

While no librarian has a PIN anybody is librarian. What a sign-in writes (tries, a wait, a PIN set anew with a recovery
code) has no image in the journal: no undo can take it back.
"""

import os
from typing import TYPE_CHECKING, Final

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.shifts import resume_shift
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.pins import (
    CODE_BYTES,
    SALT_BYTES,
    TRIES,
    WAIT_MS,
    PinWait,
    WrongPin,
    checked_pin,
    fold_code,
    hash_secret,
    recovery_code,
    secret_fits,
)
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.store.queries import staff as queries
from libdesk.store.tables import Staff

if TYPE_CHECKING:
    from libdesk.actions.journal import Action

ROLES: Final = (Role.LIBRARIAN, Role.VIEWER)


class StaffReceipt(Value):
    """Somebody may sign in from now on, or with a new PIN or code. `code` is shown once and kept nowhere as it is."""

    journal_id: int
    staff_id: int
    name: str
    code: str


class StaffUnknown(DeskError):
    def text(self) -> str:
        return _("This person can no longer sign in. Choose another name.")


class NameMissing(DeskError):
    def text(self) -> str:
        return _("Type the name first.")


class NameTaken(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} is on the list already. Type a name that tells the two apart.").format(name=self.name)


class PinNeeded(DeskError):
    def text(self) -> str:
        return _("The librarian mode is kept by a PIN. Choose your name and type your PIN.")


class LastLibrarian(DeskError):
    def text(self) -> str:
        return _("Without a librarian everybody could change everything. Add another librarian first.")


class LibrarianFirst(DeskError):
    def text(self) -> str:
        return _("Add a librarian with a PIN first; until then everybody is librarian.")


def add_staff(desk: Desk, *, name: str, role: Role, pin: str) -> StaffReceipt:
    """Let somebody sign in. Raises BadPin, NameMissing, NameTaken, LibrarianFirst for a viewer before any librarian."""
    if role not in ROLES:
        raise ValueError(f"{role} does not sign in")
    name, pin = name.strip(), checked_pin(pin)
    if not name:
        raise NameMissing()
    code, code_hash = _new_code()
    pin_hash = _hashed(pin)
    with desk.action(Op.EDIT_STAFF) as act:
        if queries.name_taken(desk.library, name):
            raise NameTaken(name)
        if role is Role.VIEWER and not queries.librarians_with_pin(desk.library):
            raise LibrarianFirst()
        staff_id = act.add(Staff, name=name, role=role, pin_hash=pin_hash, recovery_hash=code_hash, since=act.at)
        act.note(staff=staff_id, did="add")
    return StaffReceipt(act.journal_id, staff_id, name, code)


def change_pin(desk: Desk, *, staff_id: int, pin: str) -> StaffReceipt:
    """Give somebody a new PIN and, with it, a new recovery code; a wait is over. Raises BadPin, StaffUnknown."""
    pin = checked_pin(pin)
    return _renew(desk, staff_id, pin)


def new_code(desk: Desk, *, staff_id: int) -> StaffReceipt:
    """A new recovery code to print; the one printed before counts no more. Raises StaffUnknown."""
    return _renew(desk, staff_id, None)


def _renew(desk: Desk, staff_id: int, pin: str | None) -> StaffReceipt:
    code, code_hash = _new_code()
    pin_values = {} if pin is None else {"pin_hash": _hashed(pin), "wrong_tries": 0, "wait_until": 0}
    with desk.action(Op.EDIT_STAFF) as act:
        known = _known(desk, staff_id)
        act.change(Staff, staff_id, recovery_hash=code_hash, **pin_values)
        act.note(staff=staff_id, did="code" if pin is None else "pin")
    return StaffReceipt(act.journal_id, staff_id, known.name, code)


def end_staff(desk: Desk, *, staff_id: int) -> int:
    """Somebody signs in no more; gives the journal entry. Raises LastLibrarian, StaffUnknown."""
    with desk.action(Op.EDIT_STAFF) as act:
        known = _known(desk, staff_id)
        if known.role == Role.LIBRARIAN and queries.librarians_with_pin(desk.library) <= 1:
            raise LastLibrarian()
        act.change(Staff, staff_id, until=act.at)
        act.note(staff=staff_id, did="end")
    return act.journal_id


def open_to_all(desk: Desk) -> bool:
    """Whether anybody is librarian, since no librarian has a PIN: the amber line in the window says so."""
    return queries.librarians_with_pin(desk.read(Op.SIGN_IN)) == 0


def check_pin(desk: Desk, staff_id: int, pin: str) -> Actor:
    """Who this PIN belongs to; the desk stays as it is. A success is in the journal too.

    Raises BadPin (which counts as no try), WrongPin with the tries left, PinWait with the seconds left, StaffUnknown.
    """
    pin = checked_pin(pin)
    known = _not_waiting(desk, staff_id)
    # Hashed outside the transaction: no background job waits for it.
    fits = bool(known.pin_hash) and secret_fits(pin, known.pin_hash)
    with desk.action(Op.SIGN_IN) as act:
        fault = _write_try(act, staff_id, known, fits=fits)
    if fault:
        raise fault
    return Actor(Role(known.role), staff_id=staff_id, name=known.name)


def sign_in(desk: Desk, staff_id: int, pin: str) -> Actor:
    """The desk is theirs from now on. Raises as `check_pin` does."""
    desk.actor = check_pin(desk, staff_id, pin)
    return desk.actor


def sign_in_without_pin(desk: Desk) -> Actor:
    """Librarian mode for anybody, while no librarian has a PIN. Raises PinNeeded when one has."""
    if not open_to_all(desk):
        raise PinNeeded()
    desk.actor = Actor(Role.LIBRARIAN)
    return desk.actor


def sign_out(desk: Desk) -> Actor:
    """Back to student mode; the shift that runs goes on."""
    resume_shift(desk)
    return desk.actor


def reset_pin(desk: Desk, staff_id: int, code: str, pin: str) -> StaffReceipt:
    """Set a forgotten PIN anew with the printed recovery code, which is then replaced by the one in the receipt.

    Raises BadPin, WrongPin for a code that does not fit, PinWait, StaffUnknown.
    """
    pin = checked_pin(pin)
    known = _not_waiting(desk, staff_id)
    fits = bool(known.recovery_hash) and secret_fits(fold_code(code), known.recovery_hash)
    new, new_hash = _new_code()
    pin_hash = _hashed(pin)
    with desk.action(Op.SIGN_IN) as act:
        fault = _write_try(act, staff_id, known, fits=fits)
        if not fault:
            act.connection.execute(
                "UPDATE staff SET pin_hash = ?, recovery_hash = ? WHERE id = ?", (pin_hash, new_hash, staff_id)
            )
            act.note(did="reset")
    if fault:
        raise fault
    return StaffReceipt(act.journal_id, staff_id, known.name, new)


def _known(desk: Desk, staff_id: int) -> queries.Secrets:
    known = queries.secrets_of(desk.library, staff_id)
    if known is None:
        raise StaffUnknown()
    return known


def _not_waiting(desk: Desk, staff_id: int) -> queries.Secrets:
    desk.require(Op.SIGN_IN)
    known = _known(desk, staff_id)
    left = known.wait_until - desk.now()
    # A clock that was set back must not lock anybody out for longer than the wait itself.
    if 0 < left <= WAIT_MS:
        raise PinWait(-(-left // 1000))
    return known


def _write_try(act: "Action", staff_id: int, known: queries.Secrets, *, fits: bool) -> DeskError | None:
    """Count a wrong try or forget the earlier ones; what to raise once that is on the disk.

    Not through act.change: an image would let the next undo give the tries back.
    """
    tries = 0 if fits else known.wrong_tries + 1
    wait = tries >= TRIES
    if tries or known.wrong_tries:
        act.connection.execute(
            "UPDATE staff SET wrong_tries = ?, wait_until = ? WHERE id = ?",
            (0 if wait else tries, act.at + WAIT_MS if wait else 0, staff_id),
        )
    act.note(staff=staff_id, wrong=tries)
    if wait:
        return PinWait(WAIT_MS // 1000)
    return None if fits else WrongPin(TRIES - tries)


def _hashed(secret: str) -> str:
    return hash_secret(secret, os.urandom(SALT_BYTES))


def _new_code() -> tuple[str, str]:
    code = recovery_code(os.urandom(CODE_BYTES))
    return code, _hashed(fold_code(code))
