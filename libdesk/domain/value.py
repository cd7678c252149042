"""A frozen value that becomes a dataclass when the first of its kind is made: the start defines many and uses few."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value:
    """Base of what the desk passes around: a subclass names its fields, as under `@dataclass(frozen=True)`.

    Defining a frozen dataclass takes half a millisecond, and the start of the program meets more than a hundred. Rows
    that are made by the thousand say `@dataclass(frozen=True, slots=True)` instead: each takes less room.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __new__(cls, *_args: Any, **_kwargs: Any) -> Self:
        if "__dataclass_fields__" not in cls.__dict__:
            make_dataclasses(cls, Value, frozen=True)
        return super().__new__(cls)


def make_dataclasses(kind: type, root: type, **options: bool) -> None:
    """Make `kind`, and before it what it derives from below `root`, into dataclasses."""
    for each in reversed(kind.__mro__[: kind.__mro__.index(root)]):
        if "__dataclass_fields__" not in each.__dict__:
            dataclass(**options)(each)
