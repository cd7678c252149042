"""What a class number is called, in the words of the screen: for the field of a form and for the page of classes."""

import re
from typing import Final

from libdesk.domain.callnumbers import clean_class, is_given
from libdesk.domain.classification import ClassTree
from libdesk.i18n import _

STEP: Final = " › "
_YEARS: Final = re.compile(r"（[^）]*）")


def told(tree: ClassTree, class_no: str) -> str:
    """One line: the name with what stands above it, the class it is counted to, or that the table lacks it."""
    if not class_no.strip():
        return ""
    if not is_given(class_no):
        return _("{code} stands in the table only. Take a class below it.").format(code=class_no.strip())
    found = tree.name_of(class_no)
    if not found.name:
        return _("Not in the class table; it is taken as it is typed.")
    if found.exact:
        above = STEP.join(_YEARS.sub("", row.name) for row in tree.path(found.code)[1:-1])
        return f"{found.name}（{above}）" if above else found.name
    return _("{name} (part of {code})").format(name=found.name, code=found.code)


def is_code(tree: ClassTree, typed: str) -> bool:
    """Whether a class number was typed, and not words or initials to look for one."""
    text = clean_class(typed)
    return tree.row(text) is not None or (text.isascii() and any(map(str.isdigit, text)))
