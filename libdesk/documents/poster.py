"""A ranking for the wall: a sheet of A4 in large type, the first three places larger."""

from typing import Final

from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import wrapped
from libdesk.documents.page import A4, MARGIN, NOTE, Document, hairline, pale_text
from libdesk.documents.setting import Step, one_line, set_text
from libdesk.domain.rows.activity_papers import PosterPaper
from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext

WIDTH: Final = A4[0] - 2 * MARGIN
TITLES: Final = (Step(1, 40.0, 28.0), Step(2, 26.0, 18.0), Step(3, 16.0, 12.0))
TITLE: Final = A4[1] - 39 * MM  # the middle of the title, between the school and the note
LARGE: Final = 26.0  # the first three places
SMALL: Final = 18.0
TOP: Final = A4[1] - 62 * MM
FOOT: Final = MARGIN + 26 * MM
PLACE: Final = 22 * MM  # for the number of the place


def poster(paper: PosterPaper) -> bytes:
    """One page; of more lines than it holds the caller leaves out the last."""
    document = Document(paper.heading, paper.school)
    canvas = document.page(A4)
    middle = A4[0] / 2
    school = one_line(paper.school, WIDTH, 14.0, 9.0)
    draw_text(canvas, middle, A4[1] - 26 * MM, school.lines[0], school.size, align="center")
    title = set_text(paper.heading, WIDTH, *TITLES, bold=True)
    title.draw(canvas, middle, TITLE + title.height / 2, align="center")
    note = one_line(paper.note, WIDTH, 12.0, 8.0)
    pale_text(canvas, middle, A4[1] - 53 * MM, note.lines[0], note.size, align="center")
    names = one_line(paper.names, WIDTH, 10.0, 8.0)
    pale_text(canvas, middle, A4[1] - 59 * MM, names.lines[0], names.size, align="center")
    step = min((TOP - FOOT) / max(len(paper.lines), 6), 20 * MM)
    y = TOP - step
    if not paper.lines:
        draw_text(canvas, middle, y - 20 * MM, _("Nobody has read enough yet: begin today."), SMALL, align="center")
    for place, name, number in paper.lines:
        size = min(LARGE if int(place) <= 3 else SMALL, step * 0.6)
        bold = int(place) <= 3
        draw_text(canvas, MARGIN + PLACE - 8 * MM, y + step * 0.3, place, size, bold=bold, align="right")
        room = WIDTH - PLACE - text_width(number, size, bold=bold) - 8 * MM
        said = one_line(name, room, size, size / 2, bold=bold)
        draw_text(canvas, MARGIN + PLACE, y + step * 0.3, said.lines[0], said.size, bold=bold)
        draw_text(canvas, MARGIN + WIDTH, y + step * 0.3, number, size, bold=bold, align="right")
        hairline(canvas, MARGIN, y, WIDTH, gray=0.7)
        y -= step
    if paper.left_out:
        text = ngettext("{n} more is among the first ten.", "{n} more are among the first ten.", paper.left_out)
        pale_text(canvas, MARGIN + PLACE, y + step * 0.4, text.format(n=paper.left_out), 11.0)
    y = MARGIN + 12 * MM
    for line in wrapped(paper.formula, WIDTH, NOTE, most=3):
        pale_text(canvas, MARGIN, y, line)
        y -= NOTE * 1.4
    pale_text(canvas, MARGIN + WIDTH, MARGIN, show_day(paper.day, weekday=False, year=True), align="right")
    return document.finish()
