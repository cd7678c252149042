"""What would be missing on the labels, looked through beside the desk: bars, characters, copies that get none."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from libdesk.actions.desk import Desk
from libdesk.domain.label_choice import LACKS, LabelsFound
from libdesk.domain.ops import Op
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import Rows
from libdesk.domain.sheets import LABEL_SHEETS
from libdesk.i18n import _
from libdesk.store.queries import labels as queries
from libdesk.ui.jobs import Jobs, Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.printing.labels_page import words
from libdesk.ui.printing.labels_page.label_paper import LabelPaper
from libdesk.ui.printing.labels_page.left_out_view import MOST, LeftOut

if TYPE_CHECKING:
    from libdesk.documents.labels import Unprintable

TRIED: Final = 200  # of the longest codes that found no room, when another sheet is looked for
CHECKED: Final = 20_000  # labels that are looked through before they are printed; each says its own fault anyway


class Gaps(QObject):
    """`changed` once the labels were looked through."""

    changed = Signal()

    def __init__(self, jobs: Jobs, page: QObject) -> None:
        super().__init__(page)
        self.found = LabelsFound()
        self.checked: LabelPaper | None = None
        """What was looked through, or is."""
        self._faults: list[Unprintable] = []
        self._letters = ""
        self.larger = ""
        """A ready sheet on which these labels would have bars, "" where this one is large enough for most."""
        self._job = OneJob(jobs, self)

    @property
    def running(self) -> bool:
        return self._job.running

    @property
    def listed(self) -> bool:
        """Whether there are copies to be named."""
        return bool(self._faults or self.found.lacks)

    @property
    def without_bars(self) -> Collection[int]:
        """The copies whose labels bear a sentence in place of bars, or lie half beside the paper."""
        return {fault.row.copy_id for fault in self._faults}

    def text(self) -> str:
        faults = len(self._faults) - self._off
        return words.gaps(self.found, faults, self._letters, self._off, too_small=bool(self.larger))

    @property
    def _off(self) -> int:
        """How many labels the printer's figures push off the paper."""
        return sum(fault.fault.fault == "off" for fault in self._faults)

    def drop(self) -> None:
        """Others are meant: what was found is of no use."""
        self._job.drop()
        self._faults, self._letters, self.larger = [], "", ""

    def check(self, made: LabelPaper | None, press: Press) -> None:
        """Look through these labels."""
        self.drop()
        self.checked = made
        if made is None or made.count > CHECKED:
            return

        def work(desk: Desk, progress: Progress) -> "tuple[list[Unprintable], str, str]":
            from libdesk.documents.labels import missing_glyphs, unprintable

            rows = made.rows(desk)
            faults = unprintable(rows, made.layout, made.sheet, press, progress, start=made.start)
            return faults, missing_glyphs(rows, made.layout, made.sheet, progress), larger_sheet(made, faults, press)

        def checked(result: "tuple[list[Unprintable], str, str]") -> None:
            self._faults, self._letters, self.larger = result
            self.changed.emit()

        self._job.start(Lane.DOCUMENTS, _("Looking at the labels"), work, checked, lambda _error: None)

    def rows(self, desk: Desk) -> tuple[list[LeftOut], int]:
        """The copies and what they lack, read only now and no more than one looks through; and how many there are."""
        library = desk.read(Op.SEE_PRINTING)
        rows = [LeftOut(it.row.copy_id, it.row.title, it.row.code, it.text()) for it in self._faults[:MOST]]
        for lack, ids in self.found.lacking.items():
            for row in queries.rows_of(library, ids[: MOST - len(rows)]):
                rows.append(LeftOut(row.copy_id, row.title, row.code or row.accession_no, _(LACKS[lack])))
        return rows, len(self._faults) + self.found.lacks


def larger_sheet(made: LabelPaper, faults: "Sequence[Unprintable]", press: Press) -> str:
    """The smallest ready sheet on which the labels would have bars when most have none on this one, "" if none has;
    from a roll it is another roll."""
    from libdesk.documents.labels import unprintable

    wide = sorted((it.row for it in faults if it.fault.fault == "wide"), key=lambda row: len(row.code))[-TRIED:]
    if len(faults) * 2 < made.count or len(wide) * 2 < min(len(faults), TRIED):
        return ""
    single = made.sheet.per_page == 1
    others = sorted(
        LABEL_SHEETS.items(),
        key=lambda it: ((it[1].per_page == 1) is not single, it[1].label_width * it[1].label_height),
    )
    for key, sheet in others:
        if key != made.sheet_key and not unprintable(Rows.of(wide), made.layout, sheet, press):
            return key
    return ""
