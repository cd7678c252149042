"""A report's list, and beside it its chart under the words of what is pointed at; without a chart the list has all."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from libdesk.domain.charts import Chart
from libdesk.ui import theme
from libdesk.ui.parts import down
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.widgets.chart import ChartView
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.panes import Panes

NEEDS: Final = (100, 70)  # steps of width: the list, the chart beside it


class ChartBeside(Panes):
    """`stem` begins the object names; `words` are those over a chart of which nothing is pointed at."""

    def __init__(
        self, stem: str, lists: QWidget, words: Callable[[Chart], str], *, shares: tuple[int, int], pc: PcSettings
    ) -> None:
        self.chart = ChartView(f"{stem}_chart")
        self.reading = FitLabel(theme.Step.BODY, bold=True)
        self._words = words
        beside = down(self.reading, (self.chart, 1))
        beside.setContentsMargins(theme.space(2), 0, 0, 0)
        super().__init__(f"{stem}_panes", lists, beside, shares=shares, needs=NEEDS, pc=pc)
        self.chart.read.connect(lambda _words: self._show_reading())

    def show_chart(self, chart: Chart | None) -> None:
        """The picture of what the list shows; None where it has none."""
        self.chart.show_chart(chart)
        self._panes[1].setVisible(chart is not None)
        self._show_reading()

    def _show_reading(self) -> None:
        chart = self.chart.chart
        self.reading.setText(self.chart.reading or (self._words(chart) if chart else ""))
