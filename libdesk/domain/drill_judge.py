"""How a drill stands, judged by what was done and not by keys.

A drill is over once all its steps are done and nothing wrong is left; it is mastered if no grave slip was made on the
way, even one that was put right. What F8 takes back counts as not done.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from libdesk.domain.drill_cast import BOOK_OF
from libdesk.domain.drills import GRAVE, UNFINISHED, Deed, Drill, Step, What

# What F8 takes back.
_WRITTEN: Final = frozenset({What.LENT, What.BACK, What.RENEWED, What.DAMAGED, What.OTHER})


class Judgement(NamedTuple):
    """How a drill stands: which steps are done, what went wrong, and what of it still stands.

    `buried`: a book that went wrong and that F8 does not reach first, since something was done after it. `lately`: the
    slip that the last deed was, if any.
    """

    done: tuple[bool, ...]
    slips: tuple[str, ...]
    wrong: tuple[str, ...]  # slips that are not put right yet
    over: bool
    buried: str = ""
    lately: str = ""

    @property
    def passed(self) -> bool:
        return self.over and not GRAVE & set(self.slips)


def judge(drill: Drill, deeds: Iterable[Deed], *, given_up: bool = False) -> Judgement:
    """What these deeds, in their order, make of the drill; what comes after its end does not count."""
    done = [False] * len(drill.steps)
    slips: dict[str, None] = {}
    wrong: list[tuple[What, str, str]] = []  # what, book, slip
    counted: list[Deed] = []
    over, lately = False, ""
    for deed in deeds:
        if over:
            break
        lately = ""
        counted.append(deed)
        place = _step_for(drill.steps, done, deed)
        if place is not None:
            done[place] = True
        elif deed.what is What.UNDONE:
            if not _put_right(wrong, (deed.undone, deed.book)) and _take_back(drill.steps, done, deed):
                slips["took_back"] = None
        elif slip := _slip(drill, deed):
            mended = {What.BACK: What.LENT, What.LENT: What.BACK}.get(deed.what)
            if mended is None or not _put_right(wrong, (mended, deed.book)):  # a way as good as F8, and no slip
                slips[slip] = None
                lately = slip
                if slip in GRAVE:
                    wrong.append((deed.what, deed.book, slip))
        over = all(done) and not wrong
    if given_up and not over:
        slips[UNFINISHED] = None
    left = tuple(dict.fromkeys(slip for _what, _book, slip in wrong))
    reached = next_undone(counted)
    buried = next((book for _what, book, _slip in reversed(wrong) if book != reached), "")
    return Judgement(tuple(done), tuple(slips), left, over, buried, lately)


def next_undone(deeds: Iterable[Deed]) -> str:
    """The book of what F8 would take back next; "" where there is nothing."""
    standing: list[str] = []
    for deed in deeds:
        if deed.what in _WRITTEN:
            standing.append(deed.book)
        elif deed.what is What.UNDONE and deed.book in standing:
            del standing[len(standing) - 1 - standing[::-1].index(deed.book)]
    return standing[-1] if standing else ""


def _step_for(steps: Sequence[Step], done: Sequence[bool], deed: Deed) -> int | None:
    """The open step that this deed is; the end of a turn counts when all the rest is done."""
    for place, step in enumerate(steps):
        ready = step.what is not What.ENDED or all(done[:place])
        if not done[place] and ready and step.fits(deed):
            return place
    return None


def _put_right(wrong: list[tuple[What, str, str]], which: tuple[What | None, str]) -> bool:
    """Whether something wrong is over with this."""
    for place in reversed(range(len(wrong))):
        if wrong[place][:2] == which:
            del wrong[place]
            return True
    return False


def _take_back(steps: Sequence[Step], done: list[bool], deed: Deed) -> bool:
    for place, step in enumerate(steps):
        if done[place] and step.what is deed.undone and step.book == deed.book:
            done[place] = False
            return True
    return False


def _slip(drill: Drill, deed: Deed) -> str:
    """The slip that a deed is which no step asked for; "" for none."""
    match deed.what:
        case What.CARD:
            if drill.no_card:
                return "card_needless"
            wanted = {step.card for step in drill.steps if step.card} or drill.codes
            return "" if deed.card in wanted else "other_card"
        case What.LENT:
            return _lent_wrongly(drill, deed)
        case What.BACK:
            return "returned_instead" if deed.book in drill.codes else "other_book"
        case What.DAMAGED:
            return "other_damage" if any(step.what is What.DAMAGED for step in drill.steps) else "other_act"
        case What.REFUSED:
            return "" if drill.refusing else "refused"
        case What.ISBN:
            return "" if any(step.what is What.ISBN for step in drill.steps) else "isbn"
        case What.UNKNOWN:
            return "unknown"
        case What.ENDED:
            return ""
    return "other_act"


def _lent_wrongly(drill: Drill, deed: Deed) -> str:
    if drill.refusing:
        return "lent_blocked"
    asked = {step.book for step in drill.steps if step.what is What.LENT}
    if deed.book in asked:
        return "other_reader" if all(not step.fits(deed) for step in drill.steps) else "other_book"
    isbns = {BOOK_OF[book].isbn for book in asked if BOOK_OF[book].isbn}
    return "other_copy" if deed.book in BOOK_OF and BOOK_OF[deed.book].isbn in isbns else "other_book"
