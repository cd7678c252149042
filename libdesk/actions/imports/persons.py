"""A row of a roster becomes a person: kind, class and card numbers are read as this school means them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from libdesk.actions.imports import texts
from libdesk.actions.imports.codes import CodeSpace
from libdesk.actions.imports.plans import Card, Person
from libdesk.actions.imports.states import reader_kind
from libdesk.domain.barcodes import fold_barcode, prefixed, read_scan
from libdesk.domain.classes import (
    STAGE_LABELS,
    ClassRef,
    SchoolSystem,
    Stage,
    class_ref,
    grade_of,
    parse_class,
    show_class,
)
from libdesk.domain.drafts import ReaderDraft
from libdesk.domain.names import name_key
from libdesk.domain.rows.imports import KnownReader
from libdesk.i18n import _


class ClassReader:
    """Reads classes as this school writes them, each spelling once; a school of one stage need not say it.

    `stages` are those that the school has, none if that was not said; `chosen` is that of classes which do not say
    theirs. `asked` are the stages between which some class of the list does not decide.
    """

    def __init__(
        self, day: date, system: SchoolSystem, known: Sequence[KnownReader], stages: Sequence[Stage] = (),
        chosen: Stage | None = None,
    ) -> None:  # fmt: skip
        self.asked: set[Stage] = set()
        self._day, self._system = day, system
        self._stages = frozenset(stages)
        self._stage: Stage | None = stages[0] if len(stages) == 1 else None
        self._chosen = chosen
        self._seen: dict[tuple[str, str], tuple[ClassRef | None, str]] = {}
        here = {reader.class_ref.stage for reader in known if reader.class_ref}
        self._in_use = here if not stages else set()
        self._only(set(here))

    def learn(self, texts_of_list: Sequence[tuple[str, str]]) -> None:
        """Where the library has no class yet, the rows that name their stage speak for those that do not."""
        if self._stage is None:
            refs = [self.read(*both)[0] for both in dict.fromkeys(texts_of_list)]
            self._only({ref.stage for ref in refs if ref})

    def read(self, class_text: str, grade_text: str = "") -> tuple[ClassRef | None, str]:
        """The class, or why there is none."""
        both = (class_text, grade_text)
        if both not in self._seen:
            self._seen[both] = self._read(*both)
        return self._seen[both]

    def remark(self, ref: ClassRef) -> str:
        """What a person should know of a class that is read: it has left, or nobody of its stage was here before."""
        if grade_of(ref.entry_year, ref.stage, self._day, self._system) is None:
            return texts.class_away(show_class(ref, self._day, self._system))
        return texts.stage_first(_(STAGE_LABELS[ref.stage])) if self._in_use and ref.stage not in self._in_use else ""

    def _read(self, class_text: str, grade_text: str) -> tuple[ClassRef | None, str]:
        shown = f"{grade_text} {class_text}".strip()
        if not shown:
            return None, texts.class_missing()
        ref = self._as(self._stage, class_text, grade_text)
        if ref is not None and not self._elsewhere(ref):
            return ref, ""
        # 一(3)班 where there is no primary school, 2024级3班 in a school of several stages: asked for, not guessed.
        others = [s for s in Stage if s in self._stages or not self._stages]
        possible = [s for s in others if (found := self._as(s, class_text, grade_text)) and not self._elsewhere(found)]
        if len(possible) > 1:
            self.asked.update(possible)
            if self._chosen in possible:
                return self._as(self._chosen, class_text, grade_text), ""
            return None, texts.stage_unclear(shown)
        if possible:
            return self._as(possible[0], class_text, grade_text), ""
        return None, texts.class_unread(shown) if ref is None else texts.stage_not_here(shown)

    def _as(self, stage: Stage | None, class_text: str, grade_text: str) -> ClassRef | None:
        """The class, read as of this stage where it does not say its own."""
        name = parse_class(class_text, grade_text=grade_text, system=self._system, school_stage=stage)
        return class_ref(name, self._day, self._system, school_stage=stage) if name else None

    def _elsewhere(self, ref: ClassRef) -> bool:
        return bool(self._stages) and ref.stage not in self._stages

    def _only(self, stages: set[Stage]) -> None:
        if len(stages) == 1 and len(self._stages) <= 1:
            self._stage = self._stage or stages.pop()
            self._seen.clear()


def read_person(
    draft: ReaderDraft, classes: ClassReader, codes: CodeSpace, *, default_kind: str, card_prefix: str, notes: list[str]
) -> tuple[Person, str]:
    """The person of a row, and what stands against the row ("" when nothing does)."""
    has_class = bool(draft.class_text or draft.grade_text)
    kind = reader_kind(draft.kind_text) or ("pupil" if has_class else default_kind)
    ref, fault = None, ""
    if kind in ("pupil", "class"):
        ref, fault = classes.read(draft.class_text, draft.grade_text)
        if ref is not None and (remark := classes.remark(ref)):
            notes.append(remark)
    elif draft.class_text and not draft.department and classes.read(draft.class_text, draft.grade_text)[0] is None:
        draft = replace(draft, department=draft.class_text)  # 语文组 in a column of both
    cards = []
    for code in draft.cards:
        key, printed = fold_barcode(code), read_scan(code).text
        owner = codes.owners.get(key)
        both = []
        if not card_prefix or owner is None or owner.reader_id is not None:
            both.append(Card(key, printed))
        if card_prefix and (owner is None or owner.reader_id is None):
            # Last, since the newest number is the one that is shown and printed.
            both.append(Card(prefixed(code, card_prefix), f"{card_prefix}{printed}"))
        for card in both:
            fault = fault or codes.unusable(card.printed)
        cards += both
    return Person(draft, kind, ref, name_key(draft.name), cards, notes, _seat(draft.seat)), fault


def _seat(text: str) -> int | None:
    digits = text.strip().removesuffix("号")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else None
