"""A page that was made to be looked at; the making is done beside the desk."""

from collections.abc import Callable

from PySide6.QtGui import QImage

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.progress import Progress
from libdesk.domain.value import Value
from libdesk.ui.printing.page_image import page_points, screen_image


class PageLook(Value):
    """Its number from 0 and that of all, its PDF, size in points and picture."""

    number: int
    count: int
    pdf: bytes
    points: tuple[float, float]
    image: QImage

    def is_drawn(self, scale: float) -> bool:
        """Whether the picture has so many pixels to a point."""
        return abs(self.image.width() - round(self.points[0] * scale)) <= 1

    def drawn(self, scale: float) -> "PageLook":
        """The page with a picture of another size."""
        return PageLook(self.number, self.count, self.pdf, self.points, screen_image(self.pdf, scale))


def look_at(
    pages: Pages, number: int, scale: Callable[[tuple[float, float]], float], progress: Progress
) -> PageLook | None:
    """The page from 0, or the last one before it; None where there is none. `scale`: pixels to a point of its size."""
    count = pages.count
    if not count:
        return None
    shown = min(number, count - 1)
    pdf = pages.pdf(shown, shown + 1, progress)
    points = page_points(pdf)
    return PageLook(shown, count, pdf, points, screen_image(pdf, scale(points)))


def warm(_desk: Desk, _progress: Progress) -> None:
    """What makes and draws pages is read while somebody chooses what to print."""
    import pypdfium2  # noqa: F401

    from libdesk.documents.fonts import text_width

    text_width("A", 10)
