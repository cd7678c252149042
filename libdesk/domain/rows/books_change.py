"""One change of many books at once: what it is, what it would do, and to which it cannot be done."""

from dataclasses import dataclass
from typing import Any, Final

from libdesk.domain.value import Value
from libdesk.i18n import N_

OF_TITLE: Final[dict[str, str]] = {
    "class_no": N_("Class number"), "kind": N_("Kind"), "subjects": N_("Subjects"), "series": N_("Series"),
    "author": N_("Author"), "publisher": N_("Publisher"), "language": N_("Language"), "audience": N_("For whom"),
    "grades": N_("Grades"),
}  # fmt: skip
OF_COPY: Final[dict[str, str]] = {
    "place_id": N_("Place"), "status": N_("State"), "price_fen": N_("Price"), "source": N_("Source"),
    "condition": N_("Condition"), "item_kind": N_("Lent as"), "note": N_("Note on the copy"),
}  # fmt: skip
ADDED: Final = ("subjects",)
"""What comes to the words that stand there already."""


class BooksChange(Value):
    """`value` as the column keeps it; of `grades` a pair, None empties the field."""

    field: str
    value: Any

    @property
    def of_title(self) -> bool:
        return self.field in OF_TITLE


@dataclass(frozen=True, slots=True)
class BooksPreview:
    """What a change would do: how many rows have which value now, and which are left as they are."""

    titles: int
    copies: int
    changed: int
    froms: tuple[tuple[Any, int], ...]  # the values that go, the most frequent first
    not_done: tuple[tuple[str, str], ...]
    renumbered: tuple[tuple[str, str], ...] = ()  # call numbers that follow the class: before, after
