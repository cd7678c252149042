"""The answers that the banner offers: each with its words, the key that presses it, and what it does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.domain import counter
from libdesk.domain.ops import Op
from libdesk.domain.rows.shelf import CopyChoice
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as queries
from libdesk.ui.lending import gestures
from libdesk.ui.lending.asides import MAY_BE_BARCODE
from libdesk.ui.lending.telling import Offer, Told
from libdesk.ui.widgets.inline_form import Question
from libdesk.ui.widgets.outcome_banner import Choice

if TYPE_CHECKING:
    from libdesk.ui.lending.counter_tab import CounterTab
    from libdesk.ui.lending.damage_details import DamageDetails

DEGREES: Final = (("slight", N_("slight")), ("medium", N_("medium")), ("severe", N_("severe")))
STATES: Final = {
    "shelf": N_("on the shelf"), "loan": N_("on loan"), "in_house": N_("in the reading room"),
    "hold": N_("on the hold shelf"), "lost": N_("lost"), "missing": N_("missing"), "repair": N_("in repair"),
    "withdrawn": N_("withdrawn"),
}  # fmt: skip


class Answer(NamedTuple):
    """`key` is a shortcut as Qt writes it; F4 and its kin belong to the window, which asks `press` for them."""

    key: str
    words: str


ANSWERS: Final = {
    Offer.RENEW: Answer("F4", N_("Renew")),
    Offer.KEEP: Answer("F4", N_("Renew instead")),
    Offer.GIVE_BACK: Answer("F3", N_("Return")),
    Offer.SLIP: Answer("F7", N_("Print slip")),
    Offer.FIND: Answer("F5", N_("Find book")),
    Offer.OVERRIDE: Answer("F12", N_("Lend anyway …")),
    Offer.UNCATALOGUED: Answer("F12", N_("Lend it now …")),
    Offer.LEND_RUN: Answer("F12", N_("Lend them all")),
    Offer.LEAVE_OUT: Answer("Shift+F12", N_("Take it out")),
    Offer.DAMAGE: Answer("Ctrl+D", N_("Note damage …")),
    Offer.TAKE_COPY: Answer("F12", N_("Take copy {code}")),
    Offer.CHOOSE_COPY: Answer("F12", N_("Choose the copy …")),
}


class Offers:
    """What can be answered to the outcome on show."""

    def __init__(self, tab: "CounterTab") -> None:
        self._tab = tab

    def choices(self, told: Told) -> list[Choice]:
        """For the banner: words with their key, and the work."""
        return [(self._words(offer, told), self._work(offer, told)) for offer in self._offers(told)]

    def press(self, key: str) -> bool:
        """Give the answer that bears this key, if the outcome on show offers one."""
        told = self._tab.session.told
        for offer in self._offers(told) if told else ():
            if told is not None and ANSWERS[offer].key == key:
                self._work(offer, told)()
                return True
        return False

    def _offers(self, told: Told) -> tuple[Offer, ...]:
        """What the outcome offers; while a run stands, F12 lends it whatever was told last, and the banner says so."""
        free = all(ANSWERS[offer].key != ANSWERS[Offer.LEND_RUN].key for offer in told.offers)
        if not (free and self._tab.session.run_stands):
            return told.offers
        return (Offer.LEND_RUN, *(offer for offer in told.offers if offer is not Offer.FIND))  # F5 goes without words

    def ask_damage(self) -> None:
        """Ctrl+D: how badly the book that was just scanned is damaged."""
        told = self._tab.session.told
        if told is None or told.copy_id is None:
            self._tab.around.say(_("Scan the damaged book first."))
            return
        copy_id = told.copy_id
        words = _("How badly is “{title}” damaged?").format(title=told.headline)
        degrees = tuple((code, _(name)) for code, name in DEGREES)
        from libdesk.ui.lending.damage_details import DamageDetails

        details = DamageDetails()
        answer = partial(self._note_damage, copy_id, details)
        self._tab.ask(Question("damage_degree", words, "", answer, degrees, aside=details))

    def _note_damage(self, copy_id: int, details: "DamageDetails", degree: str) -> None:
        """First the damage is noted; where the school takes money, a librarian may then say how much it costs."""
        tab, desk = self._tab, self._tab.desk
        kind, cause = details.kind_code, details.cause_code
        tab.attempt(lambda: gestures.damage(desk, copy_id, degree, kind, cause), copy_id)
        if desk.settings.money and desk.allows(Op.CHARGE) and gestures.payer_known(desk, copy_id):
            words = _("How much is to be paid for it, in yuan? Esc: nothing.")
            answer = partial(self._charge_damage, copy_id, degree)
            text = gestures.damage_price(desk, copy_id, degree)
            tab.ask(Question("damage_amount", words, _("Note the amount"), answer, text=text))

    def _charge_damage(self, copy_id: int, degree: str, amount: str) -> None:
        from libdesk.domain.money import read_amount

        fen = read_amount(amount)
        self._tab.attempt(lambda: gestures.charge_damage(self._tab.desk, copy_id, degree, fen), copy_id)

    def _words(self, offer: Offer, told: Told) -> str:
        answer = ANSWERS[offer]
        words = _(answer.words)
        if offer is Offer.TAKE_COPY:
            words = words.format(code=told.choices[0].barcode)
        return f"{answer.key} {words}"

    def _work(self, offer: Offer, told: Told) -> Callable[[], object]:
        tab, desk, copy_id = self._tab, self._tab.desk, told.copy_id or 0
        match offer:
            case Offer.RENEW:
                return lambda: tab.attempt(lambda: gestures.renew(desk, copy_id), copy_id)
            case Offer.GIVE_BACK:
                return lambda: tab.attempt(lambda: gestures.give_back(desk, copy_id), copy_id)
            case Offer.KEEP:
                return lambda: tab.gesture(lambda: tab.session.renew_instead(told))
            case Offer.SLIP:
                return lambda: tab.slip_asked.emit(told)
            case Offer.FIND:
                # What was typed may be a title; a number is none.
                text = "" if MAY_BE_BARCODE.match(told.headline) else told.headline
                return lambda: tab.find_asked.emit(text)
            case Offer.LEND_RUN:
                return lambda: tab.gesture(tab.session.lend_run)
            case Offer.LEAVE_OUT:
                return lambda: tab.gesture(lambda: tab.session.leave_out(copy_id))
            case Offer.DAMAGE:
                return self.ask_damage
            case Offer.TAKE_COPY:
                return lambda: self._take(told.choices[0].copy_id)
            case Offer.CHOOSE_COPY:
                return lambda: self._ask_copy(told)
            case Offer.OVERRIDE:
                return lambda: self._ask_reason(told)
            case Offer.UNCATALOGUED:
                return lambda: self._ask_title(told)

    def _take(self, copy_id: int) -> None:
        """A copy that was chosen is in hand: as if its own label had been scanned."""
        copy = queries.copy_in_hand(self._tab.desk.library, copy_id)
        if copy is not None:
            self._tab.take(counter.SeenCopy(copy))

    def _ask_copy(self, told: Told) -> None:
        rows = tuple((str(row.copy_id), _copy_words(row)) for row in told.choices)
        words = _("Which copy of “{title}” is it? Its label says.").format(title=told.headline)
        self._tab.ask(Question("copy_choice", words, _("Take this copy"), lambda code: self._take(int(code)), rows))

    def _ask_reason(self, told: Told) -> None:
        desk, copy_id, reader_id = self._tab.desk, told.copy_id or 0, told.reader_id
        self._ask(
            "override_reason", _("Why does the rule not count this time? The reason is kept with the loan."),
            _("Lend anyway"), lambda why: gestures.override(desk, copy_id, reader_id, why), copy_id,
        )  # fmt: skip

    def _ask_title(self, told: Told) -> None:
        """For whoever was open when the label was scanned, by name: the turn may have ended with it."""
        tab, code, reader_id = self._tab, told.headline, told.reader_id
        if reader_id is not None:
            name = queries.reader_name(tab.desk.library, reader_id)
            words = _("What is the title of the book with the barcode {code}? It is lent to {name}.")
            question = Question(
                "uncatalogued_title", words.format(code=code, name=name), _("Lend it"),
                lambda title: tab.gesture(lambda: tab.session.lend_uncatalogued(code, title, reader_id)),
            )  # fmt: skip
            tab.ask(question)

    def _ask(
        self, name: str, words: str, verb: str, answered: Callable[[str], Told], copy_id: int | None,
    ) -> None:  # fmt: skip
        tab = self._tab
        tab.ask(Question(name, words, verb, lambda value: tab.attempt(lambda: answered(value), copy_id)))


def _copy_words(row: CopyChoice) -> str:
    parts = (row.barcode, row.volume or "", row.call_no or "", _(STATES[row.status]))
    return "  ".join(part for part in parts if part)
