"""The record that a title came with, kept as it was: field by field in a text that can be copied."""

from PySide6.QtWidgets import QPlainTextEdit

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import titles as queries
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.parts import button, named, wrapped

FORMS = {"cnmarc": "CNMARC", "marc21": "MARC 21"}


class RecordView(SidePanel):
    """`closed` when it is put away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("record")
        self._desk = desk
        self.text = named(QPlainTextEdit(), "record_text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The record as it came"))
        foot = wrapped(button("record_leave", _("Back to the title"), self.leave), gap=2)
        self.put_together(body=self.text, foot=foot)

    def show_record(self, title_id: int) -> None:
        found = queries.record(self._desk.read(Op.SEE_CATALOGUE), title_id)
        if found is None:
            self.closed.emit()
            return
        form, encoding, data = found
        self.head.setText(_("Kept record, {form}").format(form=FORMS.get(form, form)))
        self.text.setPlainText(as_text(data, encoding))
        self.text.setFocus()


def as_text(data: bytes, encoding: str) -> str:
    """Field after field, subfields marked by $; what cannot be read as a record is shown as far as it can be."""
    try:
        text = data.decode(encoding or "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    leader, *fields = text.rstrip("\x1d\r\n").split("\x1e")
    tags = [leader[24 + at : 27 + at] for at in range(0, max(len(leader) - 24, 0), 12)]
    lines = [leader[:24]]
    for number, field in enumerate(field for field in fields if field):
        tag = tags[number] if number < len(tags) else "???"
        lines.append(f"{tag} {field.replace(chr(31), ' $')}")
    return "\n".join(lines)
