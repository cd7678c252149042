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
            for kind in reversed(cls.__mro__[: cls.__mro__.index(Value)]):
                if "__dataclass_fields__" not in kind.__dict__:
                    dataclass(frozen=True)(kind)
        return super().__new__(cls)
