"""The summary of a term as chapters: drafted from figures, edited by a person, drafted anew without losing an edit."""

from collections.abc import Sequence
from itertools import count
from typing import Final

from libdesk.domain.value import Value

OWN: Final = "own"  # with a number: the code of a chapter that a person added
LONGEST: Final = 20_000


class Chapter(Value):
    """`drafted`: the text as it was made from figures; what differs from it was written by a person.

    No two chapters of a summary have one code: by it a chapter is known, wherever it stands and whatever it says.
    """

    code: str
    heading: str
    text: str
    drafted: str = ""
    drafted_heading: str = ""

    @property
    def own(self) -> bool:
        """Whether a person added it; of such a chapter there is no draft."""
        return self.code.startswith(OWN)

    @property
    def edited(self) -> bool:
        return self.own or self.text != self.drafted or self.heading != self.drafted_heading

    def saying(self, heading: str, text: str) -> "Chapter":
        """The same chapter in a person's words."""
        return Chapter(self.code, heading, text, self.drafted, self.drafted_heading)

    def beside(self, draft: "Chapter") -> "Chapter":
        """The same words over another draft."""
        return Chapter(self.code, self.heading, self.text, draft.drafted, draft.drafted_heading)

    def as_drafted(self) -> "Chapter":
        """The words of the draft in place of a person's."""
        return self.saying(self.drafted_heading, self.drafted)

    def kept(self) -> dict[str, str]:
        """As it is written down."""
        return {
            "code": self.code, "heading": self.heading, "text": self.text, "drafted": self.drafted,
            "drafted_heading": self.drafted_heading,
        }  # fmt: skip


class Redrafted(Value):
    """Chapters with new figures; `kept` are the headings of those that a person had edited and that stay as they are.

    `fresh`: of the kept ones, those whose figures say something else now.
    """

    chapters: tuple[Chapter, ...]
    kept: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()


def drafted(code: str, heading: str, text: str) -> Chapter:
    return Chapter(code, heading, text, text, heading)


def own_code(chapters: Sequence[Chapter]) -> str:
    """The code of a further chapter of one's own."""
    taken = {chapter.code for chapter in chapters}
    return next(code for code in (f"{OWN}{n}" for n in count(1)) if code not in taken)


def draft_anew(old: Sequence[Chapter], new: Sequence[Chapter]) -> Redrafted:
    """The old chapters in their order with the figures of the new ones; new chapters come at their place.

    A chapter that was edited keeps its words, and has the new draft to go back to. One that was thrown away stays away
    only until it is drafted anew.
    """
    drafts = {chapter.code: chapter for chapter in new}
    found: list[Chapter] = []
    kept: list[str] = []
    fresh: list[str] = []
    for chapter in old:
        draft = drafts.pop(chapter.code, None)
        if chapter.edited:
            found.append(chapter if draft is None else chapter.beside(draft))
            kept.append(chapter.heading)
            if draft is not None and draft.text != chapter.drafted:
                fresh.append(chapter.heading)
        elif draft is not None:
            found.append(draft)
    order = list({chapter.code: None for chapter in new})
    for code, draft in drafts.items():
        before = set(order[: order.index(code)])
        place = max((n + 1 for n, chapter in enumerate(found) if chapter.code in before), default=0)
        found.insert(place, draft)
    return Redrafted(tuple(found), tuple(kept), tuple(fresh))
