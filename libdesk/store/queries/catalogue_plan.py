"""How a question is looked up in this library: by the index of words, and beside it by the numbers that books bear.

A barcode is one copy. An ISBN, an accession number or the beginning of a call number finds titles that their words may
not name: those stand beside the index as a short list.
"""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from libdesk.domain.barcodes import read_scan
from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.catalogue_search import STATUSES, Question, State, Wanted, looks_like_class, read_question
from libdesk.domain.names import FACT_MARK, LONGEST_WHOLE, WHOLE_MARK
from libdesk.store.database import Library
from libdesk.store.queries.desk import owner_of
from libdesk.store.queries.places import named_places

MOST_READ: Final = 40  # titles that are read as typed, before the newest
MOST_LED: Final = 50  # titles that begin as typed, before the newest
MOST_SORTED: Final = 400
MOST_COPIES: Final = 2_000  # of a range of call numbers, looked through for titles of another class than their copy
ISSN_PLACES: Final = (8, 9, 13, 15)  # 10079084, 1007-9084, a periodical's code 977… without and with its issue
_AFTER: Final = "\U0010ffff"
_NO_WORD: Final = f'"{FACT_MARK}"'
_RANGE: Final = "call_no >= ?1 AND call_no < ?2"


@dataclass(frozen=True, slots=True)
class Plan:
    """A question against this library: the index of words, titles known beside it, and what their copies must be."""

    question: Question
    match: str | None
    more: tuple[int, ...] = ()  # titles by ISBN, call number or accession number that the words do not find
    led: tuple[int, ...] = ()  # of these, and of those that the words find, what comes first
    copy: tuple[int, int] | None = None  # (title, copy) of a barcode
    none: bool = False

    @property
    def of_class(self) -> bool:
        """Whether a class or a call number is asked for: such titles stand together on the shelf."""
        return bool(self.more) or f'"{FACT_MARK}c' in (self.match or "")

    def where(self, column: str) -> tuple[str, list[Any]]:
        """A condition on the copies of the title in this column."""
        state, place = self.question.state, self.question.place
        if state is State.ANY and place is None:
            return "1", []
        if state is State.NO_COPY:
            return f"NOT EXISTS (SELECT 1 FROM copy c WHERE c.title_id = {column})", []
        statuses = ", ".join(f"'{status}'" for status in STATUSES[state])
        at = " AND c.place_id = ?" if place is not None else ""
        if state is State.WITHDRAWN:
            at += " AND c.bound_into_id IS NULL"  # an issue that is bound has not left
        sql = f"EXISTS (SELECT 1 FROM copy c WHERE c.title_id = {column} AND c.status IN ({statuses}){at})"
        return sql, [place] if place is not None else []


def plan_for(library: Library, wanted: Wanted) -> Plan:
    question = read_question(wanted)
    scan = read_scan(question.text)
    owner = owner_of(library, scan.code_key) if scan.code_key else None
    if owner is not None and owner.copy_id is not None:
        row = library.connection.execute("SELECT title_id FROM copy WHERE id = ?", (owner.copy_id,)).fetchone()
        return Plan(question, None, copy=(row[0], owner.copy_id))
    if scan.text != question.text and _may_be_call_no(scan.text):
        question = _read_as(question, scan.text)
    if question.place_name:
        question = _with_place(library, question)
        if question.place is None:
            return Plan(question, None, none=True)
    if not question.text:
        return Plan(question, question.match)
    first, more, alone = _by_number(library, question.text, scan.isbn, scan.text, scan.code_key)
    if alone:
        question = replace(question, match=None)
    more = _not_matched(library, question, more)
    if question.nothing and not more:
        return Plan(question, None, none=True)
    begin = library.connection.execute(
        "SELECT id FROM title WHERE title >= ? AND title < ? ORDER BY title, id LIMIT ?",
        (question.text, question.text + _AFTER, MOST_LED),
    )
    led = dict.fromkeys((*first, *(row[0] for row in begin), *_read_so(library, question.text)))
    return Plan(question, question.match or _NO_WORD, tuple(more), tuple(led))


def _read_so(library: Library, text: str) -> list[int]:
    """Titles of which the initials or the whole pinyin are what was typed, before those that merely hold it: xyj."""
    letters = text.strip().lower()
    if not (2 <= len(letters) <= LONGEST_WHOLE and letters.isascii() and letters.isalpha()):
        return []
    rows = library.connection.execute(
        "SELECT rowid FROM title_index WHERE title_index MATCH ? ORDER BY rowid DESC LIMIT ?",
        (f'"{WHOLE_MARK}{letters}"', MOST_READ),
    )
    return [row[0] for row in rows]


def _read_as(question: Question, text: str) -> Question:
    """The same question for the text as a scanner reads it: in plain letters, without stars and hidden marks."""
    again = read_question(Wanted(text))
    match = " AND ".join(part for part in (again.match, question.facts) if part)
    return replace(question, text=text, match=match or None, nothing=again.nothing)


def _with_place(library: Library, question: Question) -> Question:
    name = question.place_name.casefold()
    for place_id, shown in named_places(library):
        if shown.casefold().startswith(name):
            return replace(question, place=place_id)
    return replace(question, place=None)


def _by_number(
    library: Library, text: str, isbn: str | None, folded: str, key: str
) -> tuple[list[int], list[int], bool]:
    """(titles that come first, titles that the words may not find) by ISBN, accession number and call number; and
    whether the words need not be looked for beside them."""
    execute = library.connection.execute
    found: list[int] = []
    if isbn is not None:
        sql = "SELECT id FROM title WHERE isbn = ?1 UNION SELECT title_id FROM volume WHERE isbn = ?1 LIMIT ?2"
        found += [row[0] for row in execute(sql, (isbn, MOST_LED))]
    if (issn := _issn(key)) is not None:
        found += [row[0] for row in execute("SELECT id FROM title WHERE issn = ? LIMIT ?", (issn, MOST_LED))]
    sql = "SELECT title_id FROM copy WHERE accession_no IN (?, ?, ?)"
    found += [row[0] for row in execute(sql, (text, folded, key))]
    here = _call_no_range(library, folded) if isbn is None and _may_be_call_no(folded) else None
    if here is None:
        return found, found, False
    first = _first_on_shelf(library, here)
    if "/" in folded or not looks_like_class(folded):
        # As one row, since ten thousand rows take three times as long; a title that comes twice counts once later.
        both = f"SELECT id FROM title WHERE {_RANGE} UNION ALL SELECT title_id FROM copy WHERE {_RANGE}"
        ids = json.loads(execute(f"SELECT json_group_array(id) FROM ({both})", here).fetchone()[0])
        # Nothing but a call number is written with a stroke: it is looked up whole, and no word beside it.
        return found + first, found + ids, "/" in folded
    # With its class among the words a title is found by them; the rest is what only its copies say.
    sql = (
        f"SELECT title_id FROM (SELECT title_id FROM copy WHERE {_RANGE} LIMIT {MOST_COPIES}) WHERE NOT EXISTS"
        f" (SELECT 1 FROM title WHERE id = title_id AND {_RANGE})"
    )
    return found + first, found + [row[0] for row in execute(sql, here)], False


def _issn(key: str) -> str | None:
    """The ISSN that a scan or eight places stand for, with its hyphen or without."""
    if len(key) not in ISSN_PLACES or not key[:4].isdecimal():
        return None
    from libdesk.domain.identifiers import normalise_issn

    return normalise_issn(key)


def _first_on_shelf(library: Library, here: tuple[str, str]) -> list[int]:
    """The first titles of a range of call numbers as they stand on the shelf: 2 before 10."""
    for source in ("SELECT call_no, title_id FROM copy", "SELECT call_no, id FROM title"):
        found = library.connection.execute(f"{source} WHERE {_RANGE} ORDER BY call_no LIMIT {MOST_SORTED}", here)
        if rows := found.fetchall():
            rows.sort(key=lambda row: shelf_key(row[0]))
            return list(dict.fromkeys(row[1] for row in rows))[:MOST_LED]
    return []


def _may_be_call_no(text: str) -> bool:
    """Small letters alone are pinyin; a call number has figures or is typed in capitals."""
    return bool(text) and text.isascii() and text[0].isalnum() and (any(map(str.isdigit, text)) or text.isupper())


def _call_no_range(library: Library, text: str) -> tuple[str, str] | None:
    """As it was typed, else in capitals: i287 finds I287; with a stroke, spaces may stand around: I 287 / 2."""
    close = "".join(text.split()) if "/" in text else text
    for start in dict.fromkeys((text, text.upper(), close.upper())):
        here = (start, start + _AFTER)
        sql = f"SELECT EXISTS(SELECT 1 FROM copy WHERE {_RANGE}) OR EXISTS(SELECT 1 FROM title WHERE {_RANGE})"
        if library.connection.execute(sql, here).fetchone()[0]:
            return here
    return None


def _not_matched(library: Library, question: Question, ids: list[int]) -> list[int]:
    """Those of these titles that the words do not find by themselves, and that keep to the class and kind asked for."""
    if question.match is None and question.facts is None:
        return list(dict.fromkeys(ids))
    if not ids:
        return []
    inside = "EXISTS (SELECT 1 FROM title_index WHERE title_index MATCH ? AND rowid = value)"
    sql = "SELECT DISTINCT value FROM json_each(?) WHERE 1"
    asked = [json.dumps(ids)]
    if question.match is not None:
        sql, asked = f"{sql} AND NOT {inside}", [*asked, question.match]
    if question.facts is not None:
        sql, asked = f"{sql} AND {inside}", [*asked, question.facts]
    return [row[0] for row in library.connection.execute(sql, asked)]
