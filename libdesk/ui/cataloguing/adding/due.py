"""What the next scan is taken for, in large words beside the box."""

from libdesk.domain.adding import AddingState
from libdesk.i18n import _
from libdesk.ui.widgets.mode_line import ModeLine, ModeShape
from libdesk.ui.widgets.scan_box import ScanBox


def show_due(line: ModeLine, box: ScanBox, state: AddingState, form_words: tuple[str, str]) -> None:
    """An ISBN, a label, how many, a choice; or what is written in the form, in `form_words`."""
    book = state.book
    if state.form is not None:
        line.set_mode(ModeShape.FIND, *form_words)
    elif state.choices:
        line.set_mode(ModeShape.FIND, _("Which one?"), state.asked)
    elif book is None or (book.copies and not state.several):
        line.set_mode(ModeShape.AUTO, _("ISBN"), _("scan the next book"))
        box.setPlaceholderText(_("Scan the ISBN"))
    else:
        due = _("How many?") if state.given else _("Barcode label")
        line.set_mode(ModeShape.LEND, due, book.name)
        box.setPlaceholderText(due if state.given else _("Scan the label"))
