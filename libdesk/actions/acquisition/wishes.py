"""Wishes of readers, or of nobody in particular: noted, changed, answered, taken back.

The answer "here" may keep a copy for who wished for it, in the same step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from libdesk.actions.acquisition.order_errors import (
    AnswerMissing,
    IsbnWrong,
    NobodyNamed,
    WishGone,
    WishNameless,
    WishNotHere,
)
from libdesk.actions.desk import Desk
from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.holds import hold_in
from libdesk.actions.journal import Action
from libdesk.domain.identifiers import isbn13_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import WishRow, WishState
from libdesk.domain.same_books import BookKey
from libdesk.store.database import Library
from libdesk.store.queries import orders, persons
from libdesk.store.queries import wishes as queries
from libdesk.store.tables import PurchaseLine, Wish


@dataclass(frozen=True, slots=True)
class WishForm:
    """A wish as it is typed; an ISBN that the library or a supplier knows gives the rest."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    isbn: str = ""
    note: str = ""
    reader_id: int | None = None


def add_wish(desk: Desk, form: WishForm) -> int:
    """Note a wish; gives its id. Raises WishNameless, ReaderUnknown."""
    with desk.action(Op.EDIT_WISHES) as act:
        values = _values(desk, form)
        wish_id = act.add(Wish, **values, made_day=desk.today.isoformat(), state=WishState.OPEN.value)
        act.note(wish=wish_id, reader=form.reader_id)
    return wish_id


def edit_wish(desk: Desk, wish_id: int, form: WishForm) -> int:
    """Raises WishGone, WishNameless, ReaderUnknown."""
    with desk.action(Op.EDIT_WISHES) as act:
        _state(desk, wish_id)
        act.change(Wish, wish_id, **_values(desk, form))
        act.note(wish=wish_id)
    return act.journal_id


def remove_wishes(desk: Desk, wish_ids: Sequence[int]) -> int:
    """Wishes that were noted by mistake; lines of orders that came of them stay. Raises WishGone."""
    with desk.action(Op.EDIT_WISHES) as act:
        for wish_id in wish_ids:
            _state(desk, wish_id)
            for (line_id,) in act.connection.execute(
                "SELECT id FROM purchase_line WHERE wish_id = ?", (wish_id,)
            ).fetchall():
                _unlink(act, line_id)
            act.remove(Wish, wish_id)
        act.note(wishes=len(wish_ids))
    return act.journal_id


def decline_wishes(desk: Desk, wish_ids: Sequence[int], answer: str) -> int:
    """The book is not bought, and why. Raises AnswerMissing, WishGone."""
    text = " ".join(answer.split())
    if not text:
        raise AnswerMissing()
    with desk.action(Op.EDIT_WISHES) as act:
        for wish_id in wish_ids:
            _state(desk, wish_id)
            _answer(desk, act, wish_id, WishState.DECLINED, answer=text)
        act.note(wishes=len(wish_ids), state=WishState.DECLINED.value)
    return act.journal_id


def reopen_wishes(desk: Desk, wish_ids: Sequence[int]) -> int:
    """They are wished for again, whatever was answered. Raises WishGone."""
    with desk.action(Op.EDIT_WISHES) as act:
        for wish_id in wish_ids:
            _state(desk, wish_id)
            act.change(Wish, wish_id, state=WishState.OPEN.value, answer=None, answered_day=None)
        act.note(wishes=len(wish_ids), state=WishState.OPEN.value)
    return act.journal_id


def wish_is_here(desk: Desk, wish_id: int, *, keep_copy: bool = False) -> bool:
    """The book is here. `keep_copy`: one is set aside for the reader, or they wait in line for the next; True if set
    aside.

    Raises WishGone, and where a copy is to be kept NobodyNamed, WishNotHere or what place_hold raises.
    """
    with desk.action(Op.EDIT_WISHES) as act:
        wish = queries.wish(desk.library, wish_id)
        if wish is None:
            raise WishGone()
        _answer(desk, act, wish_id, WishState.HERE, title_id=wish.library_title)
        act.note(wish=wish_id, state=WishState.HERE.value, hold=keep_copy)
        return _keep(desk, act, wish) if keep_copy else False


def _keep(desk: Desk, act: Action, wish: WishRow) -> bool:
    if wish.reader is None:
        raise NobodyNamed()
    if wish.library_title is None or not wish.copies:
        raise WishNotHere()
    return hold_in(desk, act, title_id=wish.library_title, reader_id=wish.reader.id)


# Parts of other actions: each takes the open Action.


def wishes_meant(library: Library, keys: Sequence[BookKey], states: Sequence[WishState]) -> list[int]:
    """The wishes in these states that mean one of these books, each once."""
    waiting = queries.open_wishes(library)
    found = dict.fromkeys(wish_id for key in keys for wish_id in waiting.find(key))
    return [wish_id for wish_id in found if queries.state_of(library, wish_id) in states]


def set_wishes(desk: Desk, act: Action, wish_ids: Sequence[int], state: WishState) -> None:
    """What an order or a delivery makes of wishes; the day of the answer goes along."""
    for wish_id in wish_ids:
        _answer(desk, act, wish_id, state)


def _answer(
    desk: Desk, act: Action, wish_id: int, state: WishState, *, answer: str | None = None, title_id: int | None = None
) -> None:
    day = None if state is WishState.OPEN else desk.today.isoformat()
    values: dict[str, object] = {"state": state.value, "answer": answer, "answered_day": day}
    if title_id is not None:
        values["title_id"] = title_id
    act.change(Wish, wish_id, **values)


def _unlink(act: Action, line_id: int) -> None:
    act.change(PurchaseLine, line_id, wish_id=None)


def _state(desk: Desk, wish_id: int) -> str:
    state = queries.state_of(desk.library, wish_id)
    if state is None:
        raise WishGone()
    return state


def sound_isbn(typed: str) -> str:
    """Thirteen digits of what was typed, "" for nothing. Raises IsbnWrong."""
    text = typed.strip()
    isbn = isbn13_of(text)
    if text and isbn is None:
        raise IsbnWrong(text[:30])
    return isbn or ""


def _values(desk: Desk, form: WishForm) -> dict[str, object]:
    """The columns of a wish; what an ISBN says fills in what was not typed."""
    isbn = sound_isbn(form.isbn)
    known = orders.facts_of_isbn(desk.library, isbn) if isbn else ("", "", "", None, None)
    title = " ".join(form.title.split()) or known[0] or (f"ISBN {isbn}" if isbn else "")
    if not title:
        raise WishNameless()
    if form.reader_id is not None and persons.person(desk.library, form.reader_id) is None:
        raise ReaderUnknown()
    return {
        "title": title,
        "author": " ".join(form.author.split()) or known[1] or None,
        "publisher": " ".join(form.publisher.split()) or known[2] or None,
        "isbn": isbn or None,
        "note": form.note.strip() or None,
        "reader_id": form.reader_id,
    }
