"""A number that may belong to one thing only counts where it stands first; the later row is a fault, never a merge."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.drafts import Draft, FaultKind, ParsedList, RowFault


def refuse_repeats(parsed: ParsedList[Draft], codes_of: Callable[[Draft], Iterable[str]]) -> ParsedList[Draft]:
    """Turn every draft whose code an earlier one bears into a fault that names the earlier line; notes go with it."""
    first: dict[str, Draft] = {}
    kept: list[Draft] = []
    faults = list(parsed.faults)
    for draft in parsed.drafts:
        codes = [(fold_barcode(code), code) for code in codes_of(draft)]
        clash = next(((key, code) for key, code in codes if key in first), None)
        if clash is None:
            kept.append(draft)
            first.update((key, draft) for key, _ in codes)
        else:
            other = first[clash[0]]
            faults.append(RowFault(draft.line, draft.sheet, FaultKind.CODE_REPEATED, clash[1], other.line, other.sheet))
    if len(kept) == len(parsed.drafts):
        return parsed
    gone = {(fault.sheet, fault.line) for fault in faults}
    notes = tuple(note for note in parsed.notes if (note.sheet, note.line) not in gone)
    sheets = {draft.sheet: None for draft in parsed.drafts} | {fault.sheet: None for fault in parsed.faults}
    order = {sheet: place for place, sheet in enumerate(sheets)}
    faults.sort(key=lambda fault: (order[fault.sheet], fault.line))
    return replace(parsed, drafts=tuple(kept), faults=tuple(faults), notes=notes)
