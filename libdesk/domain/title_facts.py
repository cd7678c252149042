"""What is known of a title beside its words, as tokens of the same index: kind, class and grades cost a search nothing.

Every beginning of a class number is a token, so that all of I2 is one list that is looked up and never gathered.
"""

from functools import lru_cache
from typing import Final

from libdesk.domain.callnumbers import class_part
from libdesk.domain.names import FACT_MARK

LONGEST: Final = 12  # places of a class number by which titles are told apart
GRADES: Final = range(1, 13)

# A dot only parts the figures of a class number in threes. Other signs mean something (TP3-49), but a token holds
# letters and figures alone, so each is kept as its wide form.
_FOLD: Final[dict[int, int | None]] = {
    code: None if chr(code) == "." else 0xFEE0 + code for code in range(0x21, 0x7F) if not chr(code).isalnum()
}


def fold_class(class_no: str) -> str:
    """A class number as it is compared: I247.5 and i2475 are one, and only the first places count."""
    return "".join(class_no.split()).translate(_FOLD).casefold()[:LONGEST]


def fact_tokens(
    kind: str, class_no: str | None, call_no: str | None, grade_from: int | None, grade_to: int | None
) -> str:
    """The tokens of a title's kind, of its class and that of its call number, and of the grades it is meant for."""
    tokens = [f"{FACT_MARK}k{kind}"]
    of_shelf = class_part(call_no) if call_no else ""
    if class_no:
        tokens.append(_class_tokens(class_no))
    if of_shelf and of_shelf != class_no:
        tokens.append(_class_tokens(of_shelf))
    if grade_from is not None or grade_to is not None:
        first, last = grade_from or GRADES[0], grade_to or GRADES[-1]
        tokens += [f"{FACT_MARK}g{grade}" for grade in GRADES if first <= grade <= last]
    return " ".join(tokens)


@lru_cache(4_096)
def _class_tokens(class_no: str) -> str:
    folded = fold_class(class_no)
    return " ".join([f"{FACT_MARK}c{folded[:size]}" for size in range(1, len(folded) + 1)])


def kind_match(kind: str) -> str:
    """The MATCH expression for one kind of titles."""
    return f'"{FACT_MARK}k{kind}"'


def class_match(start: str) -> str | None:
    """The MATCH expression for titles whose class begins so; None where nothing is left of it."""
    folded = fold_class(start)
    return f'"{FACT_MARK}c{folded}"' if _is_token(folded) else None


def grade_match(grade: int) -> str:
    """The MATCH expression for titles that are meant for this grade."""
    return f'"{FACT_MARK}g{grade}"'


def _is_token(folded: str) -> bool:
    return bool(folded) and not any(ord(char) < 0x21 or char in '"\x7f' for char in folded)
