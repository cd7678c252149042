"""After printing: what came out is marked in one step, and arrivals whose labels are on wait for them no longer."""

from collections.abc import Collection, Sequence

from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.printing.marks import mark_printed
from libdesk.domain.arrivals import Step
from libdesk.domain.errors import DeskError
from libdesk.domain.faces import PrintKind
from libdesk.domain.ops import Op
from libdesk.domain.rows.prints import LabelKind
from libdesk.i18n import _, ngettext
from libdesk.store.queries import labels as queries
from libdesk.store.queries.prints import run_stands
from libdesk.ui import icons
from libdesk.ui.parts import button
from libdesk.ui.printing.labels_page import words
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.label_paper import LabelPaper
from libdesk.ui.tab import Surroundings


class Marking:
    """`stuck` is a button that stands there while arrivals of the last printing wait for their labels."""

    def __init__(self, around: Surroundings) -> None:
        self._around, self._desk = around, around.desk
        self._ids: Sequence[int] = ()
        self._kind, self._run = What.SPINE, 0
        self.stuck = button("labels_stuck", "", self._labels_stuck, role="next", icon=icons.CHECK)
        self.stuck.hide()

    def printed(self, made: LabelPaper, without_bars: Collection[int]) -> str:
        """These came out; one that bears a sentence in place of bars is still to be printed. Returns what to say.

        Nothing is marked for labels of an ISBN: they are printed when one is torn.
        """
        if made.layout.kind is LabelKind.ISBN:
            return ""
        faces = {copy_id: face for copy_id, face in made.faces.items() if copy_id not in without_bars}
        self._ids, self._kind = (), What(made.layout.kind.value)
        try:
            if faces:
                self._run = mark_printed(self._desk, PrintKind(made.layout.kind), faces).run_id
        except DeskError as error:
            return error.text()
        self._ids = tuple(faces)
        self.refresh(self._kind)
        return words.marked(len(faces), len(made.faces) - len(faces), made.layout.each)

    def refresh(self, what: What) -> None:
        """Which of them wait for their labels now; none where other labels are chosen, or the marks were taken back."""
        asked = self._ids and what is self._kind and self._desk.allows(Op.HANDLE_ARRIVALS)
        count = len(self._waiting()) if asked and run_stands(self._desk.read(Op.SEE_PRINTING), self._run) else 0
        text = ngettext("Stuck on: {n} arrival has its label", "Stuck on: {n} arrivals have their labels", count)
        self.stuck.setText(text.format(n=f"{count:,}"))
        self.stuck.setVisible(bool(count))

    def _waiting(self) -> list[int]:
        return queries.waiting_for_label(self._desk.read(Op.SEE_PRINTING), self._ids)

    def _labels_stuck(self) -> None:
        """The labels that were printed last are on the books."""
        try:
            done = handle(self._desk, self._waiting(), Step.LABEL)
        except DeskError as error:
            self._around.say(error.text())
            return
        text = ngettext("Noted for {n} copy.", "Noted for {n} copies.", done.copies).format(n=f"{done.copies:,}")
        self._around.say(_("{done} F8 takes it back.").format(done=text))
        self.refresh(self._kind)
