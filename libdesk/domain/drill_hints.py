"""What a pupil in a drill is told where nothing is wrong and yet it does not go on: what is in the way, or left out."""

from collections.abc import Iterable

from libdesk.domain.drill_judge import Judgement, next_undone
from libdesk.domain.drills import Deed, Drill, What
from libdesk.i18n import _


def stuck(drill: Drill, deeds: Iterable[Deed], judged: Judgement) -> str:
    """In the language of now; "" where there is nothing to say."""
    done = tuple(deeds)
    if judged.over or judged.wrong:
        return ""
    if drill.no_card and _card_is_open(done):
        return _("A card is open, so the desk lends. A return needs no card: press Esc, then scan the book.")
    left = [step for step, is_done in zip(drill.steps, judged.done, strict=True) if not is_done]
    if len(left) != 1 or left[0] is drill.steps[-1]:
        return ""
    text = _("One step was passed over: {step}.").format(step=_(left[0].words))
    if left[0].what is What.UNDONE and next_undone(done) != left[0].book:
        text += _("F8 would take back something else now: take its line back in the list below.")
    return text


def _card_is_open(deeds: Iterable[Deed]) -> bool:
    opened = False
    for deed in deeds:
        if deed.what in (What.CARD, What.ENDED):
            opened = deed.what is What.CARD
    return opened
