"""What is known of a reader beside the books: numbers, classes through the years, cards that count and that do not."""

from collections.abc import Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.rows.readers import ClassSpell, ReaderDetail
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries.prints import last_cards

CARD_WORDS: Final = {"active": N_("counts"), "lost": N_("lost"), "replaced": N_("replaced")}
CARD_ROLES: Final = {"lost": "warn", "replaced": "quiet"}


def about_lines(
    desk: Desk, detail: ReaderDetail, classes: Sequence[ClassSpell], reader_id: int
) -> list[tuple[str, str, str]]:
    """(what, when or which, colour role) of each line, the class now first."""
    found = [_class_line(desk, spell) for spell in classes]
    if detail.school_no:
        found.append((_("School number"), detail.school_no, ""))
    if detail.expires is not None:
        found.append((_("Card valid until"), show_day(detail.expires, weekday=False, year=True), ""))
    for card in detail.cards:
        words = _("Card {code}").format(code=card.printed)
        found.append((words, _(CARD_WORDS.get(card.state, card.state)), CARD_ROLES.get(card.state, "")))
    for last in last_cards(desk.library, [reader_id]).values():
        found.append((_("Card printed"), show_day(last.day, weekday=False, year=True), ""))
    return found


def _class_line(desk: Desk, spell: ClassSpell) -> tuple[str, str, str]:
    """三(2)班, 2025–: a class of today by its name now, an earlier one by what it was called when it ended."""
    name = school_of(desk).show(spell.class_ref, spell.to_day or desk.today)
    if spell.seat is not None and spell.to_day is None:
        name = _("{place}, seat {seat}").format(place=name, seat=spell.seat)
    return (name, spell.years(), "" if spell.to_day is None else "quiet")
