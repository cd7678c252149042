"""The call number that would be given now: shown and never taken, so that a form that is left burns none."""

from PySide6.QtWidgets import QLineEdit

from libdesk.actions.desk import Desk
from libdesk.domain.callnumbers import class_part
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _


def next_number(desk: Desk, fields: TitleFields, shelving: str) -> str:
    """The next call number of this class; "" without a class number."""
    from libdesk.actions.cataloguing.numbers import next_call_no

    return next_call_no(
        desk.library, desk.settings, class_no=fields.class_no, author=fields.author, title=fields.title,
        shelving=shelving, edition=fields.edition,
    )  # fmt: skip


def follow_class(desk: Desk, line: QLineEdit, fields: TitleFields, *, shelving: str, before: str, new: bool) -> str:
    """What will be given stands pale in an empty line; a number of the class `before` makes way for one of the new.

    Gives the class to which the line belongs from now on.
    """
    offered = next_number(desk, fields, shelving) if fields.class_no else ""
    typed = line.text().strip()
    changed = fields.class_no != before
    if changed and typed and class_part(typed) == before and offered and not new:
        line.setText(offered)
    elif changed and typed and class_part(typed) == before and new:
        line.clear()
    hint = _("{number} is given when it is saved").format(number=offered) if offered and new else ""
    line.setPlaceholderText(hint)
    return fields.class_no
