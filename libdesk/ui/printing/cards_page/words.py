"""What is said about a run of cards."""

from collections import Counter
from collections.abc import Sequence

from libdesk.domain.rows.cards import CardsFound, Whose
from libdesk.domain.sheets import Sheet
from libdesk.i18n import _, listed, ngettext, sentences
from libdesk.ui.printing.cards_page.missing_view import Missing


def facts(found: CardsFound, sheet: Sheet, start: int, *, back: bool) -> str:
    """150 cards on 15 sheets, both sides; 12 more are printed already."""
    count, pages = len(found.ids), sheet.pages(len(found.ids), start)
    parts = []
    if count:
        cards = ngettext("{n} card", "{n} cards", count).format(n=f"{count:,}")
        sheets = ngettext("{n} sheet", "{n} sheets", pages).format(n=f"{pages:,}")
        parts.append((_("{cards} on {sheets}, both sides") if back else _("{cards} on {sheets}")).format(
            cards=cards, sheets=sheets
        ))  # fmt: skip
    if found.printed and count:
        text = ngettext("{n} is printed already as it would be now", "{n} are printed already as they would be now",
                        found.printed)  # fmt: skip
        parts.append(text.format(n=f"{found.printed:,}"))
    return " · ".join(parts)


def missing_words(missing: Sequence[Missing], letters: str) -> str:
    """3 without a photo · 2 without a card number · …, what matters most first."""
    counts = Counter(one.kind for one in missing)
    parts = [
        words.format(n=f"{counts[kind]:,}")
        for kind, words in (
            ("bars", ngettext("{n} whose number cannot be bars", "{n} whose number cannot be bars", counts["bars"])),
            ("off", ngettext("{n} pushed off the paper", "{n} pushed off the paper", counts["off"])),
            ("number", ngettext("{n} without a card number", "{n} without a card number", counts["number"])),
            ("letters", ngettext("{n} with a character no font has", "{n} with characters no font has",
                                 counts["letters"])),
            ("photo", ngettext("{n} without a photo", "{n} without a photo", counts["photo"])),
            ("stopped", ngettext("{n} stopped", "{n} stopped", counts["stopped"])),
            ("left", ngettext("{n} has left", "{n} have left", counts["left"])),
        )
        if counts[kind]
    ]  # fmt: skip
    if letters:
        parts.insert(0, _("No font has {letters} of the school’s own words").format(letters=listed(letters)))
    return " · ".join(parts)


def nothing(whose: Whose, found: CardsFound) -> str:
    """Why there is no card to be seen, and what to do."""
    if whose.nobody:
        return _("Tick classes or other groups at the left, or add readers by name.")
    if found.printed:
        text = ngettext(
            "The {n} card is printed as it would be now. Choose “All their cards” to print it again.",
            "All {n} cards are printed as they would be now. Choose “All their cards” to print them again.",
            found.printed,
        )
        return text.format(n=f"{found.printed:,}")
    return _("Nobody of them can have a card now; the list at the left says why.")


def marked(count: int, left: int) -> str:
    """12 cards are marked as printed; `left`: so many have no bars or lie beside the paper, and are to be printed."""
    text = ngettext(
        "{n} card is marked as printed. F8 takes the mark back.",
        "{n} cards are marked as printed. F8 takes the marks back.",
        count,
    )
    parts = [text.format(n=f"{count:,}")] if count else []
    if left:
        text = ngettext(
            "{n} card is not whole and not marked as printed.",
            "{n} cards are not whole and not marked as printed.",
            left,
        )
        parts.append(text.format(n=f"{left:,}"))
    return sentences(*parts)
