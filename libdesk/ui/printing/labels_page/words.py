"""What is said about a run of labels."""

from typing import Final

from libdesk.domain.label_choice import LabelChoice, LabelsFound, Lack, Source
from libdesk.domain.rows.prints import LABEL_KINDS
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.label_paper import LabelPaper
from libdesk.ui.printing.lacking import letters_words

TITLES: Final = {
    **{What(kind.value): words for kind, words in LABEL_KINDS.items()},
    What.AHEAD: N_("Barcodes printed ahead"),
}


def facts(made: LabelPaper | None, found: LabelsFound) -> str:
    """640 labels on 10 sheets; what is left out because it was printed or is withdrawn."""
    parts = []
    if made is not None:
        labels = ngettext("{n} label", "{n} labels", made.labels).format(n=f"{made.labels:,}")
        if made.sheet.per_page == 1:
            parts.append(labels)
        else:
            sheets = ngettext("{n} sheet", "{n} sheets", made.pages).format(n=f"{made.pages:,}")
            parts.append(_("{cards} on {sheets}").format(cards=labels, sheets=sheets))
    if found.printed and made is not None:
        text = ngettext(
            "{n} is printed already as it would be now", "{n} are printed already as they would be now", found.printed
        )
        parts.append(text.format(n=f"{found.printed:,}"))
    if found.withdrawn:
        text = ngettext("{n} withdrawn copy left out", "{n} withdrawn copies left out", found.withdrawn)
        parts.append(text.format(n=f"{found.withdrawn:,}"))
    return " · ".join(parts)


def gaps(found: LabelsFound, faults: int, letters: str, off: int = 0, *, too_small: bool = False) -> str:
    """12 copies without a call number · 3 barcodes that cannot be printed · no font has 𰻞."""
    parts = []
    if too_small:
        parts.append(_("This sheet is too small for these barcodes"))
    elif faults:
        text = ngettext("{n} barcode that cannot be printed", "{n} barcodes that cannot be printed", faults)
        parts.append(text.format(n=f"{faults:,}"))
    if off:
        text = ngettext("{n} label pushed off the paper", "{n} labels pushed off the paper", off)
        parts.append(text.format(n=f"{off:,}"))
    for lack, ids in found.lacking.items():
        count = len(ids)
        text = (
            ngettext("{n} copy without a call number", "{n} copies without a call number", count)
            if lack is Lack.CALL_NO
            else ngettext("{n} copy without an ISBN", "{n} copies without an ISBN", count)
            if lack is Lack.ISBN
            else ngettext("{n} copy without a barcode", "{n} copies without a barcode", count)
        )
        parts.append(text.format(n=f"{count:,}"))
    if letters:
        parts.append(letters_words(letters))
    return " · ".join(parts)


def nothing(choice: LabelChoice, found: LabelsFound) -> str:
    """Why there is no label to be seen, and what to do."""
    if found.printed:
        text = ngettext(
            "The {n} label is printed as it would be now. Untick “Only new or changed” to print it again.",
            "All {n} labels are printed as they would be now. Untick “Only new or changed” to print them again.",
            found.printed,
        )
        return text.format(n=f"{found.printed:,}")
    if found.lacks:
        return _("None of these copies can have such a label now; the list at the left says why.")
    if found.withdrawn:
        return _("All of these copies are withdrawn.")
    if choice.source is Source.ARRIVALS:
        return _("No arrival waits for a label. Choose other copies at the left.")
    if choice.source is Source.SELECTION and not choice.chosen.words:
        return _("Choose titles or copies in the catalogue, then “Print labels” there.")
    return _("There are no such copies. Choose others at the left.")


def marked(count: int, left: int, each: int) -> str:
    """36 labels of 12 copies are marked as printed, `each` copy having so many; `left`: so many copies' labels have no
    bars or lie beside the paper, and are to be printed."""
    text = ngettext(
        "{n} label is marked as printed. F8 takes the mark back.",
        "{n} labels are marked as printed. F8 takes the marks back.",
        count,
    )
    if each > 1:
        labels = ngettext("{n} label", "{n} labels", count * each).format(n=f"{count * each:,}")
        copies = ngettext("{n} copy", "{n} copies", count).format(n=f"{count:,}")
        text = _("{labels} of {copies} are marked as printed. F8 takes the marks back.").format(
            labels=labels, copies=copies
        )
    parts = [text.format(n=f"{count:,}")] if count else []
    if left:
        text = ngettext(
            "{n} label is not whole and not marked as printed.",
            "{n} labels are not whole and not marked as printed.",
            left,
        )
        parts.append(text.format(n=f"{left:,}"))
    return sentences(*parts)
