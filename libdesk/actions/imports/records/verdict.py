"""What becomes of a record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from libdesk.domain.drafts import CopyDraft
from libdesk.domain.rows.imports import Fate


@dataclass(slots=True)
class Verdict:
    """What becomes of a record. `title`: a title of the library by its id, or one of the files as -1 - its number.

    `made`: the record brings that title. `fill`: columns of a title of the library that it changes.
    """

    fate: Fate
    title: int = 0
    made: bool = False
    copies: Sequence[CopyDraft] = ()
    fill: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    unmarked: int = 0
    card_clash: bool = False
