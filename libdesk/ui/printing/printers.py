"""The printers of this PC, by Qt; its part for printing is imported when the first page is looked at."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from libdesk.i18n import _
from libdesk.ui.printing.paper import MM_POINT, Sides
from libdesk.ui.printing.presses import raster_dots, usual_dots

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SAME: Final = 1.0  # mm by which a page may differ from the paper that is named after it


class Printers:
    """What the window asks of the system."""

    def __init__(self) -> None:
        self._dots: dict[str, int] = {}  # drivers take their time to say it

    def names(self) -> list[str]:
        """Every printer, as the system calls it."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return list(QPrinterInfo.availablePrinterNames())

    def usual(self) -> str:
        """The one that the system prefers, "" for none."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return str(QPrinterInfo.defaultPrinterName())

    def dots(self, name: str) -> int:
        """What its driver says of its dots, for bars that lie on them."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        if name not in self._dots:
            made = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
            self._dots[name] = usual_dots(made.supportedResolutions())
        return self._dots[name]

    def make(self, name: str, dpi: int, sides: Sides, copies: int) -> "QPrinter":
        """The printer, ready for a page of any size: its dots as near as can be to those that bars were made for."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        made = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        dress(made, dpi, sides, copies)
        return made

    def paper_fault(self, name: str, points: tuple[float, float]) -> str:
        """What there is to say when this printer has no paper of the page's size; "" when it has."""
        from PySide6.QtPrintSupport import QPrinterInfo

        info = QPrinterInfo.printerInfo(name)
        return paper_words(name, points, info.supportedPageSizes(), info.supportsCustomPageSizes())


def dress(printer: "QPrinter", dpi: int, sides: Sides, copies: int) -> None:
    """Settings that hold for a whole document."""
    from PySide6.QtPrintSupport import QPrinter

    printer.setFullPage(True)  # the page's corner is the paper's
    printer.setResolution(raster_dots(dpi, printer.supportedResolutions()))
    mode = QPrinter.DuplexMode
    printer.setDuplex(
        {Sides.ONE: mode.DuplexNone, Sides.LONG: mode.DuplexLongSide, Sides.SHORT: mode.DuplexShortSide}[sides]
    )
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)


def page_layout(points: tuple[float, float]) -> QPageLayout:
    """A page without margins; a size that has a name is asked for by its name, turned if it lies across."""
    size = QSizeF(*points)
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    turned = size.transposed()
    orientation = QPageLayout.Orientation.Portrait
    found = QPageSize.id(size, QPageSize.Unit.Point, match)
    if found is QPageSize.PageSizeId.Custom and points[0] > points[1]:
        found = QPageSize.id(turned, QPageSize.Unit.Point, match)
        if found is not QPageSize.PageSizeId.Custom:
            orientation = QPageLayout.Orientation.Landscape
    if found is QPageSize.PageSizeId.Custom:
        page = QPageSize(
            size * MM_POINT, QPageSize.Unit.Millimeter, size_words(points), QPageSize.SizeMatchPolicy.ExactMatch
        )
    else:
        page = QPageSize(found)
    return QPageLayout(page, orientation, QMarginsF(0, 0, 0, 0))


def paper_words(name: str, points: tuple[float, float], able: list[QPageSize], any_size: bool) -> str:
    """As Printers.paper_fault; a printer that names no sizes is taken to have all."""
    if any_size or not able:
        return ""
    wanted = QSizeF(*points) * MM_POINT
    for page in able:
        size = page.size(QPageSize.Unit.Millimeter)
        for each in (size, size.transposed()):
            if abs(each.width() - wanted.width()) <= SAME and abs(each.height() - wanted.height()) <= SAME:
                return ""
    text = _("{printer} knows no paper of {size}. Set the size in its driver, or the page is moved or cut.")
    return text.format(printer=name, size=size_words(points))


def size_words(points: tuple[float, float]) -> str:
    """A page in words: "A4", "A4 across", or its millimetres."""
    wide, high = (side * MM_POINT for side in points)
    for name, size in _NAMED.items():
        if abs(wide - size[0]) <= SAME and abs(high - size[1]) <= SAME:
            return name
        if abs(high - size[0]) <= SAME and abs(wide - size[1]) <= SAME:
            return _("{paper} across").format(paper=name)
    return f"{round(wide, 1):g} × {round(high, 1):g} mm"


_NAMED: Final = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148)}
