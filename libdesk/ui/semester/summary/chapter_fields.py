"""Heading and text of one chapter: what is typed belongs to the chapter it was typed into, wherever that stands now.

The chapter is known by its term and its code, never by a place in the list. Whoever shows something else in these
fields lets them `keep` first.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.leaders.summaries import edit_chapter
from libdesk.domain.ops import Op
from libdesk.domain.summaries import Chapter
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.deed import attempt
from libdesk.ui.parts import across, down, label, named
from libdesk.ui.widgets.scan_router import TAKES_SCANS


class _Filled(NamedTuple):
    """What the fields were filled from."""

    term_id: int
    chapter: Chapter


class ChapterFields:
    """`whole` is put on the page; `fresh` stands under the text."""

    def __init__(self, desk: Desk, fresh: QPushButton) -> None:
        self.desk = desk
        self._filled: _Filled | None = None
        self.heading = named(QLineEdit(), "summary_heading")
        self.text = named(QPlainTextEdit(), "summary_text")
        self.fault = named(label(role="bad", wrap=True), "summary_fault")
        self.heading.setAccessibleName(_("Heading of the chapter"))
        self.heading.setMaxLength(80)
        self.text.setAccessibleName(_("Text of the chapter"))
        self.text.setTabChangesFocus(True)
        for field in (self.heading, self.text):
            field.setProperty(TAKES_SCANS, True)
        self.text.setMinimumHeight(theme.space(24))
        self.fault.hide()
        self.whole: QWidget = down(self.heading, (self.text, 1), self.fault, across(fresh))
        self.whole.layout().setContentsMargins(theme.space(2), 0, 0, 0)  # type: ignore[union-attr]

    @property
    def term_id(self) -> int | None:
        """The term of the chapter in the fields."""
        return self._filled.term_id if self._filled else None

    @property
    def code(self) -> str | None:
        """The code of the chapter in the fields."""
        return self._filled.chapter.code if self._filled else None

    @property
    def typed(self) -> bool:
        """Whether they say something else than what is kept."""
        return self._filled is not None and self._words != (self._filled.chapter.heading, self._filled.chapter.text)

    @property
    def _words(self) -> tuple[str, str]:
        return " ".join(self.heading.text().split()), self.text.toPlainText().strip()

    def fill(self, term_id: int | None, chapter: Chapter | None) -> None:
        """Show this chapter, or none; what was typed goes. Of the chapter that stands there the cursor stays too."""
        filled = _Filled(term_id, chapter) if term_id is not None and chapter is not None else None
        same = filled is not None and (filled.term_id, filled.chapter.code) == (self.term_id, self.code)
        self._filled = filled
        self.fault.hide()
        heading, text = (chapter.heading, chapter.text) if chapter else ("", "")
        if not same or self._words != (heading, text):
            self.heading.setText(heading)
            self.text.setPlainText(text)

    def follow(self, term_id: int | None, chapters: Sequence[Chapter]) -> Sequence[Chapter]:
        """The chapters to list, as they are kept now; one that went while it was written in stays among them."""
        if self._filled is None or self._filled.term_id != term_id or not self.typed:
            return chapters
        now = next((chapter for chapter in chapters if chapter.code == self.code), None)
        if now is None:
            return (*chapters, self._filled.chapter)
        self._filled = _Filled(term_id, now)
        return chapters

    def keep(self, *, leaving: bool = False) -> bool:
        """Write down what was typed; False where something stands against it, and the words stay in their fields.

        `leaving`: nobody can be asked for a heading any more; a chapter without one keeps that it had.
        """
        if self._filled is None or not self.typed:
            return True
        if not self.desk.allows(Op.EDIT_SUMMARY):
            return False
        term_id, chapter = filled = self._filled
        if leaving and not self._words[0]:
            self.heading.setText(chapter.heading)
        heading, text = self._words
        if not attempt(self.fault, lambda: edit_chapter(self.desk, term_id, chapter, heading=heading, text=text)):
            return False
        if self._filled is filled:  # else the page has heard of it already
            self._filled = _Filled(term_id, chapter.saying(heading, text))
        return True
