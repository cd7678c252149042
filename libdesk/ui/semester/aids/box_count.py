"""The count of a box: what was scanned in each so far, and the words and the list of what it came to."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from libdesk.actions.aids import boxes as actions
from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.aids import BoxRow, Counted
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.show import show_title
from libdesk.i18n import _, ngettext
from libdesk.ui import theme
from libdesk.ui.parts import named
from libdesk.ui.widgets.inline_form import InlineForm, Question

FEW = 3  # titles that are named in the sentence; with more there is a list below it
_LINES = 4


class BoxCount(QObject):
    """A count belongs to its box: it is kept while another box is looked at, until it is finished or forgotten.

    `told` and, of a scan, `heard` with the outcome and its words; `changed` when something was counted or it is over.
    """

    told = Signal(object, str)
    heard = Signal(object, str)
    changed = Signal()

    def __init__(self, desk: Desk, form: InlineForm) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._seen: dict[int, dict[int, str]] = {}

    def of(self, row: BoxRow) -> Mapping[int, str]:
        """(copy, title) of what was scanned in a box, in the order of the scans."""
        return MappingProxyType(self._seen.get(row.copy_id, {}))

    def forget(self, row: BoxRow | None = None) -> None:
        """The count of a box is over; without one, all are."""
        if row is None:
            self._seen.clear()
        else:
            self._seen.pop(row.copy_id, None)

    def scan(self, row: BoxRow, copy: CopyInHand) -> None:
        """A book of the box, or one that does not belong there."""
        seen = self._seen.setdefault(row.copy_id, {})
        again = copy.id in seen
        seen[copy.id] = copy.name
        counted = actions.compare(self._desk, row.copy_id, list(seen))
        self.changed.emit()
        if copy.id in counted.extra:
            text = _("“{title}” does not belong in this box.")
            if copy.box is not None:
                text = _("“{title}” belongs in {other}.")
            other = copy.box.shown(self._desk.today) if copy.box is not None else ""
            self.heard.emit(Outcome.NOTICE, text.format(title=copy.name, other=other))
            return
        there = row.books - len(counted.missing)
        text = _("Scanned twice: counted once.") if again else _("{n} of {m}: “{title}”")
        self.heard.emit(Outcome.DONE, text.format(n=there, m=row.books, title=copy.name))

    def finish(self, row: BoxRow) -> bool:
        """What is missing and what lay in it besides is asked about; True where nothing is, and the count is over.

        What was seen is frozen in the question, and the answer that comes first, which a scanner's Return would give,
        goes on counting.
        """
        seen = dict(self.of(row))
        counted = actions.compare(self._desk, row.copy_id, list(seen))
        if not counted.missing and not counted.extra:
            self.forget(row)
            self.told.emit(Outcome.DONE, _("“{box}” is whole: all {n} are there.").format(box=row.name, n=row.books))
            self.changed.emit()
            return True
        extra = [seen[copy_id] for copy_id in counted.extra]
        choices = (
            ("on", _("Go on counting")), ("note", _("Note it so")), ("leave", _("Leave the list as it is")),
        )  # fmt: skip
        text = "\n".join((_("“{box}” was counted.").format(box=row.name), sentences(counted, extra)))
        answer = partial(self._answered, row, tuple(seen))
        self._form.ask(Question("box_counted", text, "", answer, choices, aside=lacks(counted, extra)))
        return False

    def _answered(self, row: BoxRow, seen: Sequence[int], answer: str) -> None:
        """`note`: what is missing counts as missing, what lay in it belongs there now. Raises DeskError."""
        if answer == "note":
            done = actions.finish_count(self._desk, row.copy_id, seen, put_extra=True, missing_gone=True)
            text = _("Noted of “{box}”: {missing} missing, {extra} put in. F8 takes it back.")
            counts = {"missing": len(done.missing), "extra": len(done.extra)}
            self.told.emit(Outcome.DONE, text.format(box=row.name, **counts))
        if answer != "on":
            self.forget(row)
        self.changed.emit()


def sentences(counted: Counted, extra: Sequence[str]) -> str:
    """What is missing, and what does not belong there; `extra`: the titles of the latter."""
    parts = []
    if counted.missing:
        text = ngettext("{n} is missing: {names}.", "{n} are missing: {names}.", len(counted.missing))
        names = _names([book.name for book in counted.missing])
        parts.append(text.format(n=len(counted.missing), names=names))
    if extra:
        text = ngettext("{n} does not belong there: {names}.", "{n} do not belong there: {names}.", len(extra))
        parts.append(text.format(n=len(extra), names=_names(extra)))
    return "\n".join(parts)


def lacks(counted: Counted, extra: Iterable[str]) -> QListWidget | None:
    """Every one of them, to be looked for; None where the sentences name them all."""
    lines = [f"{_titled(book.name)}  {book.barcode}".rstrip() for book in counted.missing]
    lines += [_("{title}: does not belong there").format(title=_titled(name)) for name in extra]
    if len(lines) <= FEW:
        return None
    made = named(QListWidget(), "box_lacks")
    made.setAccessibleName(_("What the count found"))
    made.addItems(lines)
    made.setFixedHeight(_LINES * max(made.sizeHintForRow(0), theme.space(6)) + theme.space(2))
    for place in range(made.count()):
        item: QListWidgetItem = made.item(place)
        item.setToolTip(item.text())
    return made


def _names(titles: Sequence[str]) -> str:
    """《草房子》、《三毛流浪记》 …"""
    shown = _("; ").join(_titled(title) for title in titles[:FEW])
    return shown if len(titles) <= FEW else _("{names} and others").format(names=shown)


def _titled(title: str) -> str:
    return show_title(title)
