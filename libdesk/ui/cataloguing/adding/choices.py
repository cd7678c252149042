"""Which of several titles or volumes is meant: a list under the box, chosen by the arrow keys and Enter."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from libdesk.domain.adding_scans import Code
from libdesk.domain.rows.adding import Candidate, VolumeHere
from libdesk.i18n import _
from libdesk.ui.cataloguing.adding.session import OTHER_VOLUME, AddingSession
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from libdesk.ui.widgets.suggestions import Suggestions

NONE_OF_THEM: Final = "none"


class Choices(QObject):
    """`chosen`: what is to be done with the one that was picked, a gesture of the session."""

    chosen = Signal(object)

    def __init__(self, session: AddingSession, box: ScanBox, form: InlineForm, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._box, self._form, self._page = session, box, form, page
        box.typing.connect(self._suggest)

    @cached_property
    def rows(self) -> "Suggestions":
        """The list under the box, made when something is first offered."""
        from libdesk.ui.widgets.suggestions import Suggestions

        made = Suggestions(self._box, self._page)
        made.picked.connect(self._picked)
        return made

    @property
    def offered(self) -> bool:
        """Whether the list stands there; asked without making it."""
        return "rows" in vars(self) and self.rows.isVisible()

    def put_away(self) -> None:
        self._form.close_form()
        if "rows" in vars(self):
            self.rows.close_list()

    def ask(self) -> None:
        """Offer what the last scan may have meant, if it may have meant several."""
        state = self._session.state
        if not state.choices:
            return
        self._box.setText(state.asked)  # Enter picks while something stands in the box; a scan takes its place
        self._box.selectAll()
        first = state.choices[0]
        if len(state.choices) == 1 and first.volumes:
            self._offer_volumes(first)
        else:
            self._offer(state.choices, state.asked)

    def _suggest(self, text: str) -> None:
        """Titles that fit what is typed in the box; pinyin initials find ours."""
        if text and self._session.state.form is None:
            self._offer(self._session.found(Code.WORDS, text), text)

    def _offer(self, found: Sequence[Candidate], text: str) -> None:
        from libdesk.ui.cataloguing.adding.words_view import where
        from libdesk.ui.widgets.suggestions import Suggestion

        hits = [Suggestion(one, one.title, " · ".join(p for p in (one.detail, where(one)) if p)) for one in found]
        hits.append(Suggestion((NONE_OF_THEM, text), _("None of them: write a new title"), text))
        self.rows.show_hits(hits)

    def _offer_volumes(self, of: Candidate) -> None:
        from libdesk.ui.widgets.suggestions import Suggestion

        hits = [Suggestion((of, volume), volume.label, of.title) for volume in of.volumes]
        hits.append(Suggestion((of, None), _("Another volume …"), of.title))
        self.rows.show_hits(hits)

    def _picked(self, key: object) -> None:
        session = self._session
        if isinstance(key, Candidate):
            self.chosen.emit(partial(session.choose if session.state.choices else session.take_book, key))
            return
        assert isinstance(key, tuple)
        of, what = key
        if of == NONE_OF_THEM:
            self.chosen.emit(partial(session.write, *session.asked_for(str(what))))
        elif what is None:
            self._ask_volume(of)
        else:
            self.chosen.emit(partial(session.choose_volume, of, what))

    def _ask_volume(self, of: Candidate) -> None:
        """A volume that is not there yet is named as it stands on its spine."""

        def answer(label: str) -> None:
            volume = VolumeHere(OTHER_VOLUME, " ".join(label.split()))
            self.chosen.emit(partial(self._session.choose_volume, of, volume))

        words = _("“{title}”: what stands on the spine of this volume? For instance 下 or 3.").format(title=of.title)
        self._form.ask(Question("adding_volume", words, _("Take it"), answer))
