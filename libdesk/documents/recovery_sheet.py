"""The sheet with a librarian's recovery code: printed once, kept in an envelope, never near the desk."""

from datetime import date
from typing import Final

from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, MARGIN, Document, a4_head, hairline, pale_text
from libdesk.domain.show import show_day
from libdesk.i18n import _

CODE_SIZE: Final = 30.0
SPACING: Final = 2.5  # points between the letters of the code


def recovery_sheet(school: str, name: str, code: str, day: date) -> bytes:
    """One A4 page: whose code it is, the code, what it is for and where to keep it. `day`: when it was made."""
    document = Document(_("Recovery code"), school)
    canvas = document.page(A4)
    width = A4[0] - 2 * MARGIN
    y = a4_head(canvas, school, _("Recovery code"))
    y -= 34
    draw_text(canvas, MARGIN, y, fitted(name, width * 0.6, 14, bold=True), 14, bold=True)
    pale_text(canvas, A4[0] - MARGIN, y, show_day(day, weekday=False, year=True), BODY, align="right")
    y -= 62
    size = CODE_SIZE
    while size > BODY and text_width(code, size, bold=True) + SPACING * len(code) > width:
        size -= 1
    draw_text(canvas, A4[0] / 2, y, code, size, bold=True, align="center", spacing=SPACING)
    y -= 40
    hairline(canvas, MARGIN, y, width)
    y -= 26
    for text in (
        _("If the PIN is forgotten: press F9, then PIN forgotten, and type this code."),
        _("It works once. A new code comes with the new PIN; print that one and destroy this sheet."),
        _("Whoever has this sheet can set a new PIN. Keep it in a sealed envelope, away from the desk."),
    ):
        for line in wrapped(text, width, BODY):
            draw_text(canvas, MARGIN, y, line, BODY)
            y -= BODY * 1.6
        y -= 5
    return document.finish()
