"""What the list of chapters says of each, and what is told after the summary was drafted anew."""

from typing import Final, NamedTuple

from libdesk.domain.summaries import Chapter, Redrafted
from libdesk.i18n import N_, _
from libdesk.ui.widgets.row_model import Column, Width


class Placed(NamedTuple):
    """A chapter and its place, from 0."""

    place: int
    chapter: Chapter


COLUMNS: Final = (
    Column("heading", N_("Chapter"), lambda row: row.chapter.heading, sort=lambda row: row.place, width=Width.STRETCH),
    Column("state", N_("State"), lambda row: state_of(row.chapter), sort=lambda row: row.place, spare=1),
)


def state_of(chapter: Chapter) -> str:
    if chapter.own:
        return _("own")
    return _("edited") if chapter.edited else _("drafted")


def drafted_words(made: Redrafted) -> str:
    """What became of the chapters."""
    if not made.kept:
        return _("Drafted from the figures of today. Edit the chapters as you wish: what you write stays.")
    names = _("; ").join(_("“{name}”").format(name=name) for name in made.kept)
    if not made.fresh:
        return _("Drafted anew. What you had written stays as it is: {list}.").format(list=names)
    fresh = _("; ").join(_("“{name}”").format(name=name) for name in made.fresh)
    text = _("Drafted anew, and what you had written stays: {list}. The figures say something else now in: {fresh}.")
    return text.format(list=names, fresh=fresh)
