"""The copies of Koha's 952, and what its codes say of a copy: withdrawn, lost, damaged, not for loan, on loan.

Koha keeps authorised values there: empty or 0 is no, of a lost copy 4 is missing. Of $n, $l and $m, which count holds,
loans and renewals, nothing is kept.
"""

from typing import Final

from libdesk.domain.drafts import CopyDraft, NoteKind
from libdesk.exchange.dates import entry_day
from libdesk.exchange.marc.copies import Notes
from libdesk.exchange.marc.record import ByTag, joined, subfields
from libdesk.exchange.marc.values import price_of
from libdesk.i18n import _

_NO: Final = ("", "0")
_MISSING: Final = ("4", "missing")
_ORDERED: Final = "-1"  # of "not for loan": the copy is still to come
_KINDS: Final = {"REF": "reference", "CR": "periodical", "VM": "av", "MU": "av", "MP": "chart"}


def items_952(by_tag: ByTag, notes: Notes) -> dict[str, CopyDraft]:
    """One field a copy, by barcode; those without one under a key that is none."""
    found: dict[str, CopyDraft] = {}
    for content in by_tag.get("952", ()):
        pairs = dict(reversed(subfields(content)))
        get = pairs.get
        price = get("g", "") or get("v", "")
        day = entry_day(get("d", ""))
        state = state_of(get("0", ""), get("1", ""))
        remarks = [text for code in ("z", "x", "3") if (text := get(code, ""))]
        closed = get("7", "")
        if closed == _ORDERED:
            remarks.append(_("on order in the older system"))
        if (out := get("q", "")) not in _NO:
            notes.append((NoteKind.COPY_OUT, get("p", "") or out))
        copy = CopyDraft(
            barcode=get("p", ""),
            accession_no=get("i", ""),
            volume=get("h", ""),
            place=get("c", ""),
            call_no=get("o", ""),
            price_fen=price_of(price) if price else None,
            entered=day.isoformat() if day else "",
            source=get("e", ""),
            state=state,
            note=joined(remarks),
            condition="" if get("4", "") in _NO else "damaged",
            kind="reference" if closed not in (*_NO, _ORDERED) else _KINDS.get(get("y", "").upper(), ""),
        )
        if copy != CopyDraft():
            found.setdefault(copy.barcode or f"\0{len(found)}", copy)
    return found


def state_of(withdrawn: str, lost: str) -> str:
    """The word for the state of a copy, as lists name it; "" on the shelf."""
    if withdrawn not in _NO:
        return "withdrawn"
    if lost not in _NO:
        return "missing" if lost.casefold() in _MISSING else "lost"
    return ""


def codes_of(state: str) -> tuple[tuple[str, str], ...]:
    """The subfields by which Koha knows of a copy's state, from its code."""
    return {"withdrawn": (("0", "1"),), "lost": (("1", "1"),), "missing": (("1", "4"),)}.get(state, ())
