"""How many prizes of each kind are given by place, with what that would change said in words before it is done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.activities import BY_PLACE, PRIZE_NAMES, PrizeCount, prize_name
from libdesk.domain.prize_giving import Placed, PrizeChanges, changes, proposed
from libdesk.domain.rows.activities import EntrantRow
from libdesk.i18n import _, listed, ngettext, sentences
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import label, named
from libdesk.ui.semester.activities.forms import tick
from libdesk.ui.settings.section import spin
from libdesk.ui.widgets.scan_router import TAKES_SCANS

NAMED = 3  # of those whose prize changes; the others are counted


class PrizesForm(FormPanel):
    """`others` is whether a prize by place stands instead of one that was not given by place."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("prizes", gives_back_to=gives_back_to)
        self.setProperty(TAKES_SCANS, False)  # a card is no number of prizes
        self._rows: dict[int, Placed] = {}
        self._names: Mapping[int, str] = {}
        self.counts = {prize: self.add(_(PRIZE_NAMES[prize]), spin(f"prizes_{prize}", 0, 999)) for prize in BY_PLACE}
        self.others = tick("prizes_others", _("Replace prizes that were not given by place, where one by place is due"))
        self.told = named(label(wrap=True), "prizes_told")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.others)
        column.insertWidget(3, self.told)
        for field in self.counts.values():
            field.valueChanged.connect(lambda _value: self._foretell())
        self.others.toggled.connect(lambda _on: self._foretell())

    def begin(self, rows: Sequence[EntrantRow], name: Callable[[EntrantRow], str]) -> None:
        """What is proposed for these entrants."""
        self._rows = {row.id: Placed(row.rank, row.prize) for row in rows}
        self._names = {row.id: name(row) for row in rows}
        found = {step.prize: step.count for step in proposed(self._rows)}
        for prize, field in self.counts.items():
            field.setValue(found.get(prize, 0))
        self.others.setChecked(False)
        self.others.setVisible(any(row.prize and not row.by_place for row in self._rows.values()))
        self._foretell()

    def values(self) -> list[PrizeCount]:
        return [PrizeCount(prize, field.value()) for prize, field in self.counts.items() if field.value()]

    def _foretell(self) -> None:
        placed = sum(row.rank is not None for row in self._rows.values())
        self.told.setVisible(placed > 0)
        begun = ngettext("{n} has a place.", "{n} have a place.", placed).format(n=placed)
        counts = self.values()
        if not counts:
            self.told.setText(sentences(begun, _("Without a number of prizes nothing is changed.")))
            return
        found = changes(self._rows, counts, others=self.others.isChecked())
        self.told.setText(sentences(begun, *self._sentences(found)))

    def _sentences(self, found: PrizeChanges[int]) -> list[str]:
        said = []
        if found.new:
            said.append(ngettext("{n} gets a prize.", "{n} get a prize.", len(found.new)).format(n=len(found.new)))
        if found.other:
            text = ngettext("{n} gets another prize: {who}.", "{n} get another prize: {who}.", len(found.other))
            who = {
                key: f"{prize_name(self._rows[key].prize)}→{prize_name(prize)}" for key, prize in found.other.items()
            }
            said.append(text.format(n=len(found.other), who=self._who(who)))
        if found.gone:
            text = ngettext("{n} loses the prize: {who}.", "{n} lose the prize: {who}.", len(found.gone))
            said.append(text.format(n=len(found.gone), who=self._who(self._prizes(found.gone))))
        if not said:
            said.append(_("The prizes stand like this already; nothing would change."))
        if found.kept:
            text = ngettext(
                "{n} keeps a prize that was not given by place: {who}.",
                "{n} keep prizes that were not given by place: {who}.", len(found.kept),
            )  # fmt: skip
            said.append(text.format(n=len(found.kept), who=self._who(self._prizes(found.kept))))
        return said

    def _prizes(self, keys: Sequence[int]) -> dict[int, str]:
        return {key: prize_name(self._rows[key].prize) for key in keys}

    def _who(self, prizes: Mapping[int, str]) -> str:
        """The first few by name with their prizes."""
        some = [_("{name} ({what})").format(name=self._names[key], what=what) for key, what in prizes.items()]
        names = listed(some[:NAMED])
        return names if len(some) <= NAMED else _("{names} and others").format(names=names)
