"""The icons of the screen are drawn on paper as they are: same shapes, same weight."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.pictograms import draw_icon
from libdesk.paths import resource
from tests.documents.pdf import pictures

SIDE = 192  # eight pixels a unit
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


def on_paper(name: str) -> Image.Image:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(SIDE, SIDE))
    draw_icon(canvas, name, 0, 0, SIDE)
    canvas.save()
    return pictures(target.getvalue(), dpi=72)[0]


def on_screen(name: str) -> Image.Image:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", "black")
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return Image.frombytes("L", (SIDE, SIDE), bytes(image.constBits()))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_on_paper_is_the_icon_on_screen(qapp: QGuiApplication, name: str) -> None:
    paper, screen = on_paper(name), on_screen(name)
    differing = sum(ImageChops.difference(paper, screen).histogram()[128:])
    drawn = sum(screen.histogram()[:128])
    assert drawn > 0
    assert differing < drawn * 0.04


def test_every_part_of_every_icon_is_of_a_kind_that_can_be_drawn() -> None:
    kinds = {
        part.tag.rpartition("}")[2]
        for name in ICONS
        for part in ElementTree.parse(resource("icons", f"{name}.svg")).getroot()
    }
    assert kinds <= {"path", "rect", "circle", "line"}
