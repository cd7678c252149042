"""A table of classes of the school's own: what its file holds is shown first, then it takes the outline's place."""

from pathlib import Path
from typing import Final

from libdesk.actions.cataloguing.class_table import look_at, take_classes
from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Progress
from libdesk.exchange.class_tables import ClassTable
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui import icons
from libdesk.ui.cataloguing.classes.plan_panel import SHOWN, PlanPanel
from libdesk.ui.jobs import Lane
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width

LAST_FOLDER: Final = "class_table_folder"
COLUMNS: Final = (Column("text", N_("Not taken"), lambda fault: fault.text(), width=Width.STRETCH),)


class ClassTablePanel(PlanPanel):
    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "class_table", COLUMNS, list_name=_("Lines that are not taken"),
            empty=_("Every line can be taken"), verb=_("Use this table"), icon=icons.CHECK,
        )  # fmt: skip
        self.setObjectName("class_table_panel")
        self._entries: tuple[tuple[str, str], ...] = ()
        self.heading = named(label(role="heading", wrap=True), "class_table_name")
        self._assemble(self.heading)

    def ask_file(self) -> Path | None:
        """The file a person chose; None if they thought better of it."""
        kinds = _("Lists (*.xlsx *.xls *.csv *.txt *.tsv *.html *.htm);;All files (*)")
        return ask_file(self, self._around.pc, _("Choose a file"), kinds, folder=LAST_FOLDER)

    def show_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self.heading.setText(path.name)
        self.list.show()
        self._begin()

        def read(_desk: Desk, _progress: Progress) -> ClassTable:
            return look_at(path)

        self._around.jobs.start(Lane.DOCUMENTS, _("Class table"), read, self._show, self._failed)

    def _show(self, table: ClassTable) -> None:
        self._entries = table.entries
        count = len(table.entries)
        words = ngettext("{n} class is read.", "{n} classes are read.", count).format(n=f"{count:,}")
        if table.doubles:
            more = ngettext("{n} line says the same again.", "{n} lines say the same again.", table.doubles)
            words = sentences(words, more.format(n=f"{table.doubles:,}"))
        if table.faults:
            more = ngettext("{n} line is not taken:", "{n} lines are not taken:", len(table.faults))
            words = sentences(words, more.format(n=f"{len(table.faults):,}"))
        self.words.setText(words)
        self.list.show_rows(table.faults[:SHOWN])
        self._ready()

    def _do(self) -> None:
        try:
            receipt = take_classes(self._desk, self._entries)
        except DeskError as error:
            self._failed(error)
            return
        words = ngettext("{n} class counts from now on.", "{n} classes count from now on.", receipt.classes)
        self._around.say(_("{done} F8 takes it back.").format(done=words.format(n=f"{receipt.classes:,}")))
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        super()._failed(error)
        if isinstance(error, DeskError):
            self.list.hide()  # it would say that every line can be taken
