"""A sitting: one person scans until somebody else does, the sitting is ended, or nothing was scanned for long."""

from typing import Final

PAUSE_MS: Final = 2 * 60 * 60 * 1000
"""After a longer pause the next scan begins a sitting of its own."""


def goes_on(who: tuple[int | None, int | None], actor: tuple[int | None, int | None], last: int, now: int) -> bool:
    """Whether a scan belongs to the sitting that is open; `who` and `actor` are (staff, shift)."""
    return who == actor and 0 <= now - last <= PAUSE_MS
