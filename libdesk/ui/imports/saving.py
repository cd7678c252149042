"""What an import page saves beside the list: the rows that were not taken, and who is missing from a roster."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from libdesk.actions.imports.plans import Plan, ReaderPlan
from libdesk.domain.errors import DeskError
from libdesk.i18n import _, ngettext
from libdesk.ui.imports import work
from libdesk.ui.imports.reading import Reading
from libdesk.ui.tab import Tab


def save_refused(page: Tab, reading: Reading, plan: Plan, path: Path | None) -> None:
    """A workbook of the rows not taken, each with its reasons; what came of it is said at the foot of the window."""
    name = _("{name} - rows not taken").format(name=reading.path.stem)
    target = path or _ask(page, _("Save the rows not taken"), reading.path.with_name(f"{name}.xlsx"))

    def save(to: Path) -> str:
        rows = work.save_refused(reading, plan, to)
        text = ngettext("{count} row was saved in {name}.", "{count} rows were saved in {name}.", rows)
        return text.format(count=rows, name=to.name)

    _save(page, target, save)


def save_missing(page: Tab, reading: Reading, plan: ReaderPlan, path: Path | None) -> None:
    """A workbook of those missing, a row for each copy that somebody still holds."""
    name = _("Missing from the list {day}").format(day=page.desk.today.isoformat())
    target = path or _ask(page, _("Save the list of those missing"), reading.path.with_name(f"{name}.xlsx"))

    def save(to: Path) -> str:
        work.save_missing(plan, to)
        return _("Saved: {name}").format(name=to.name)

    _save(page, target, save)


def _ask(page: Tab, title: str, proposed: Path) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(page, title, str(proposed), "Excel (*.xlsx)")
    return Path(chosen).with_suffix(".xlsx") if chosen else None


def _save(page: Tab, target: Path | None, save: Callable[[Path], str]) -> None:
    if target is not None:
        try:
            page.around.say(save(target))
        except DeskError as error:
            page.around.say(error.text())
