"""The labels that are looked at and printed. What each showed as it was made is remembered: by that it is marked."""

from collections.abc import Callable, Sequence

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.code_runs import CodeRun
from libdesk.domain.faces import label_face
from libdesk.domain.ops import Op
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import LabelLayout, LabelRow, Rows
from libdesk.domain.sheets import Sheet
from libdesk.store.queries import labels as queries

Fetch = Callable[[Desk], Rows[LabelRow]]


class LabelPaper:
    """What a Paper of labels is made by; called in a worker thread, with the desk of that thread.

    `ids`: the copies, none for labels that belong to no copy; `sheet_key`: by what this PC knows the sheet.
    """

    def __init__(
        self, fetch: Fetch, count: int, layout: LabelLayout, sheet: Sheet, start: int, *, sheet_key: str = "",
        ids: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.rows, self.count, self.ids = fetch, count, ids
        self.layout, self.sheet, self.start, self.sheet_key = layout, sheet, start, sheet_key
        self.faces: dict[int, str] = {}
        """What the labels showed that were made so far, by copy."""

    def __call__(self, desk: Desk, press: Press) -> Pages:
        from libdesk.documents.labels import LabelPages

        return LabelPages(self._kept(self.rows(desk)), self.layout, self.sheet, press, self.start)

    @property
    def labels(self) -> int:
        return self.count * self.layout.each

    @property
    def pages(self) -> int:
        return self.sheet.pages(self.labels, self.start)

    @property
    def next_start(self) -> int:
        """The first label of a sheet that is left when these are printed, 0 where the sheet is used up."""
        return (self.start + self.labels) % self.sheet.per_page

    def _kept(self, rows: Rows[LabelRow]) -> Rows[LabelRow]:
        if not self.ids:
            return rows

        def fetch(first: int, last: int) -> Sequence[LabelRow]:
            part = rows.part(first, last)
            self.faces |= {row.copy_id: label_face(row, self.layout) for row in part}
            return part

        return Rows(len(rows), fetch)


def rows_of_copies(ids: Sequence[int]) -> Fetch:
    return lambda desk: queries.label_rows(desk.read(Op.SEE_PRINTING), ids)


def rows_of_run(run: CodeRun, codes: Sequence[str] | None = None) -> Fetch:
    """The labels of a run printed ahead, or of those `codes` of it that are on no book yet."""
    if codes is not None:
        left = tuple(codes)
        return lambda _desk: Rows(len(left), lambda first, last: [LabelRow(0, "", code) for code in left[first:last]])
    return lambda _desk: Rows(
        run.count, lambda first, last: [LabelRow(0, "", run.code(place)) for place in range(first, last)]
    )


def rows_of_corners(rows: Sequence[LabelRow]) -> Fetch:
    return lambda _desk: Rows.of(rows)
