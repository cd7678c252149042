"""The print dialog of the system, with everything that its driver offers; it is opened, never waited for."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from libdesk.ui.printing.paper import Sides
from libdesk.ui.printing.print_bar import Order
from libdesk.ui.printing.printers import Printers, dress


class SystemDialog(QObject):
    """`accepted(order, printer)`: what was chosen, and the printer as the dialog has set it; `closed` in any case."""

    accepted = Signal(object, object)
    closed = Signal()

    def __init__(self, parent: QWidget, printers: Printers, order: Order, dpi: int, count: int) -> None:
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        super().__init__(parent)
        self._dpi, self._count, self._name = dpi, count, order.printer
        self._printer = printers.make(order.printer, dpi, order.sides, order.copies)
        self._dialog = QPrintDialog(self._printer, parent)
        self._dialog.setObjectName("system_print_dialog")
        self._dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        self._dialog.setMinMax(1, max(count, 1))
        self._dialog.setFromTo(order.first + 1, order.last or max(count, 1))
        self._dialog.finished.connect(self._finished)

    def ask(self) -> None:
        """Windows keeps the window waiting for its own dialog whatever it is told; elsewhere the desk goes on."""
        self._dialog.setWindowModality(Qt.WindowModality.NonModal)
        self._dialog.show()

    def _finished(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            printer = self._printer
            mode = type(printer).DuplexMode
            sides = {mode.DuplexLongSide: Sides.LONG, mode.DuplexShortSide: Sides.SHORT}.get(
                printer.duplex(), Sides.ONE
            )
            copies = printer.copyCount()
            first, last = printer.fromPage(), printer.toPage()
            dress(printer, self._dpi, sides, copies)
            some = first > 0 and (first, last) != (1, self._count)
            name, pages = printer.printerName() or self._name, (first - 1, last) if some else (0, None)
            self.accepted.emit(Order(name, copies, sides, *pages), printer)
        self.closed.emit()
        self._dialog.deleteLater()
        self.deleteLater()
