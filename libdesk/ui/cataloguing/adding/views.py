"""What stands in the place of banner and list: the form, the look for a title, the lists to work through."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from libdesk.domain.adding_scans import Code
from libdesk.domain.rows.adding import QueuedTitle
from libdesk.ui.cataloguing.adding.session import AddingSession
from libdesk.ui.jobs import Jobs
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.adding.form_view import FormView
    from libdesk.ui.cataloguing.adding.ordered_view import OrderedView
    from libdesk.ui.cataloguing.adding.queued_view import QueuedView
    from libdesk.ui.cataloguing.adding.words_view import WordsView


class Views(Stack):
    """Each is made when it is first shown. `asked`: a gesture of the session; `left`: somebody goes back."""

    asked = Signal(object)
    heard = Signal(object)
    left = Signal()

    def __init__(self, loop: QWidget, session: AddingSession, jobs: Jobs) -> None:
        super().__init__()
        self.loop = loop
        self._session, self._jobs = session, jobs
        self.addWidget(loop)

    @property
    def in_loop(self) -> bool:
        return self.currentWidget() is self.loop

    def shows(self, name: str) -> bool:
        """Whether this view is on show; asked without making it."""
        return vars(self).get(name) is self.currentWidget()

    def made(self, name: str) -> bool:
        return name in vars(self)

    def take_focus(self) -> bool:
        """Where the keyboard goes in the view on show; False in the loop, which has the box."""
        if self.shows("form"):
            self.form.take_focus()
        elif self.shows("words"):
            self.words.search.setFocus()
        elif self.shows("queued"):
            self.queued.list.view.setFocus()
        elif self.shows("ordered"):
            self.ordered.list.view.setFocus()
        return not self.in_loop

    @cached_property
    def form(self) -> "FormView":
        from libdesk.ui.cataloguing.adding.form_view import FormView

        made = FormView(self._session, self._jobs)
        made.done.connect(self.asked)
        made.heard.connect(self.heard)
        self.addWidget(made)
        return made

    @cached_property
    def words(self) -> "WordsView":
        from libdesk.ui.cataloguing.adding.words_view import WordsView

        made = WordsView(self._session)
        made.picked.connect(lambda of: self.asked.emit(partial(self._session.take_book, of)))
        made.new.connect(lambda text: self.asked.emit(partial(self._session.write, Code.WORDS, text)))
        made.left.connect(self.left)
        self.addWidget(made)
        return made

    @cached_property
    def queued(self) -> "QueuedView":
        from libdesk.ui.cataloguing.adding.queued_view import QueuedView

        made = QueuedView(self._session.desk)
        made.chosen.connect(self._complete)
        made.left.connect(self.left)
        self.addWidget(made)
        return made

    @cached_property
    def ordered(self) -> "OrderedView":
        from libdesk.ui.cataloguing.adding.ordered_view import OrderedView

        made = OrderedView(self._session)
        made.chosen.connect(lambda line: self.asked.emit(partial(self._session.take_ordered, line)))
        made.left.connect(self.left)
        self.addWidget(made)
        return made

    def _complete(self, row: QueuedTitle) -> None:
        self.asked.emit(partial(self._session.write, Code.WORDS, row.title, row.id))
