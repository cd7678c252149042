"""The copies that a record names: the library's own 905, or else the suppliers' 906, 982, 985, 986 and Koha's 995.

Repeated barcodes, repeated groups within one field and runs such as 0010201-10 are all met. The 905 is the library's
own word: the suppliers' fields say more of its copies, and bring copies only where it names none.
"""

import re
from typing import Any, Final

from libdesk.domain.callnumbers import book_class, parse
from libdesk.domain.drafts import CopyDraft, NoteKind
from libdesk.domain.money import price_kept
from libdesk.exchange.codes import FEW, MOST, is_odd, split_codes
from libdesk.exchange.dates import entry_day
from libdesk.exchange.marc.record import MARK, ByTag, subfields
from libdesk.exchange.marc.values import isbn_of, price_of

OURS: Final = "libdesk"  # in $2 of a 905: written here, and read back to the letter
SUPPLIERS: Final = ("985", "982", "906", "986")
_OTHERS: Final = frozenset({*SUPPLIERS, "995"})
TAGS: Final = _OTHERS | {"905"}

Notes = list[tuple[NoteKind, str]]
Group = dict[str, str]
Values = list[Any]  # what a CopyDraft is made of, in its order, while fields add to it

_PRICE: Final = 5
_NOTE: Final = 9
_FILLED: Final = (1, 2, 3, 7)  # accession number, volume, place, source

_CODE: Final = re.compile(r"[A-Za-z]{0,6}\d{3,20}[A-Za-z]?", re.ASCII)
_NO_CODE: Final = "\0"  # begins the key of a copy without a barcode
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def copies_of(by_tag: ByTag, notes: Notes) -> tuple[list[CopyDraft], str, str, int]:
    """(copies with a number each, class number, call number of the title, number of copies that is named)."""
    copies: dict[str, Values] = {}
    class_no = call_no = ""
    named = 0
    for content in by_tag.get("905", ()):
        for group, barcodes in _groups_905(content):
            get = group.get
            class_of_copy, stem, own, volume = _numbers(group)
            class_no = class_no or class_of_copy
            call_no = call_no or stem
            count = get("f", "")
            if count and count.isdecimal() and len(count) < 4:
                named = max(named, int(count))
            if "2" in group and group["2"] == OURS:
                copy = _ours(group, barcodes)
                copies.setdefault(barcodes[0] if barcodes else f"{_NO_CODE}{len(copies)}", copy)
                continue
            place = get("a", "")
            if place and not _HAN.search(place):
                place = ""
            for barcode in _codes(barcodes, notes):
                if barcode[:1] == _NO_CODE:
                    copies[f"{_NO_CODE}{len(copies)}"] = ["", "", volume, place, own, None, "", "", "", ""]
                elif barcode not in copies and len(copies) < MOST:
                    copies[barcode] = [barcode, "", volume, place, own, None, "", "", "", ""]
    if not _OTHERS.isdisjoint(by_tag):
        mine = bool(copies)
        for tag in SUPPLIERS:
            for content in by_tag.get(tag, ()):
                _from_supplier(copies, content, notes, mine=mine)
        for content in by_tag.get("995", ()):
            _from_koha(copies, content)
    return [CopyDraft(*values) for values in copies.values()], class_no, call_no, named


def _groups_905(content: str) -> list[tuple[Group, list[str]]]:
    """The groups of a field. One ends where its first code comes again, or a barcode that does not follow another."""
    groups: list[tuple[Group, list[str]]] = []
    group: Group = {}
    barcodes: list[str] = []
    opening = previous = ""
    for part in content.split(MARK)[1:]:
        code, value = part[:1], part[1:].strip()
        if barcodes and code != previous and (code == opening or code == "b"):
            groups.append((group, barcodes))
            group, barcodes = {}, []
        if code == "b":
            if value:
                barcodes.append(value)
        elif value and code not in group:
            group[code] = value
        opening = opening or code
        previous = code
    groups.append((group, barcodes))
    return groups


def _numbers(group: Group) -> tuple[str, str, str, str]:
    """(class number, call number of the title, call number of the copy, volume) of a 905.

    Some write the whole call number into $d.
    """
    class_no, book_no, mark = group.get("d", ""), group.get("e", ""), group.get("s", "")
    if "/" in class_no:
        whole = parse(class_no)
        if not book_no and whole.book_no and "/" not in mark:
            mark = class_no if class_no != whole.stem else mark
        class_no, book_no = whole.class_no, book_no or whole.book_no
    class_no = book_class(class_no) if class_no else ""
    stem = f"{class_no}/{book_no}" if class_no and book_no else ""
    volume = group.get("v", "")
    if "/" in mark:
        return class_no, stem or mark, mark if mark != stem else "", volume
    return class_no, stem, "", volume or mark


def _codes(texts: list[str], notes: Notes) -> list[str]:
    found: list[str] = []
    for text in texts:
        if text.isalnum() and text.isascii() and len(text) < 20 and not text.isalpha():
            found.append(_own_code(text, notes))
            continue
        read = split_codes(text, FEW)
        if wrong := read.ruined or read.too_long or read.span:
            notes.append((NoteKind.COPY_CODE_UNCLEAR, wrong[:40]))
        for code in read.codes:
            if code.isascii() and code.isdigit() and len(code) < 20:
                found.append(_own_code(code, notes))
                continue
            if is_odd(code):
                notes.append((NoteKind.COPY_CODE_UNCLEAR, code[:40]))
            # Words about a copy are no barcode of it, yet there is a copy.
            found.append(_own_code(code, notes) if any(map(str.isdigit, code)) else _NO_CODE)
    return found


def _own_code(code: str, notes: Notes) -> str:
    """A code that tells one copy from another, which an ISBN does not."""
    if len(code) >= 13 and code[:3] in ("978", "979") and isbn_of(code)[0]:
        notes.append((NoteKind.COPY_CODE_ISBN, code))
        return _NO_CODE
    return code


def _ours(group: Group, barcodes: list[str]) -> Values:
    get = group.get
    price = get("p", "")
    return [
        barcodes[0] if barcodes else "", get("h", ""), get("v", ""), get("a", ""), get("s", ""),
        price_of(price) if price else None, get("t", ""), get("m", ""), get("n", ""), get("x", ""),
        get("q", ""), get("k", ""), True,
    ]  # fmt: skip


def _from_supplier(copies: dict[str, Values], content: str, notes: Notes, *, mine: bool) -> None:
    """Groups in which $a or $h is the number of a copy, $b its place, $d its price, $m how it came, $v its volume.

    Some have the place in $a and the number in $b. Numbers may be runs and lists, as in a 905.
    """
    groups: list[Group] = [{}]
    for part in content.split(MARK)[1:]:
        code = part[:1]
        if code in groups[-1]:
            groups.append({})
        groups[-1][code] = part[1:].strip()
    for group in groups:
        for barcode, printed, accession in _numbers_of_supplier(group, [] if mine else notes):
            if accession in copies and printed not in copies:
                barcode = accession
            copy = copies.get(barcode)
            if copy is None:
                if mine or len(copies) >= MOST:
                    continue
                key = barcode if barcode != _NO_CODE else f"{_NO_CODE}{len(copies)}"
                copies[key] = copy = [barcode.strip(_NO_CODE), "", "", "", "", None, "", "", "", ""]
            if len(group) > 1:
                _say_more(copy, group, notes, accession)
                if printed != barcode:
                    copy[_NOTE] = copy[_NOTE] or printed


def _numbers_of_supplier(group: Group, notes: Notes) -> list[tuple[str, str, str]]:
    """(barcode, printed number, accession number beside it) of each copy of a group; what is no number is told."""
    get = group.get
    texts = get("a", ""), get("h", "")
    if all(not text or _CODE.fullmatch(text) for text in texts):  # nearly always
        printed, accession = (_codes([text], notes) if text else [] for text in texts)
    else:
        told: Notes = []
        printed, accession = (_codes_within(text, told) for text in texts)
        if not printed and not accession and (printed := _codes_within(get("b", ""), [])):
            group["b"] = texts[0]
            told = []
        notes += told
    if accession and all(code == _NO_CODE for code in printed):
        return [(code, "", "") for code in accession]
    beside = accession if len(accession) == len(printed) else [""] * len(printed)
    return [(code, code, number) for code, number in zip(printed, beside, strict=True)]


def _codes_within(text: str, notes: Notes) -> list[str]:
    """The numbers of copies in a cell that may as well say something else: 图书, 1, 第2书库."""
    if not any(map(str.isdigit, text)):
        return []
    if _HAN.search(text) or sum(map(str.isdigit, text)) < 3:
        notes.append((NoteKind.COPY_CODE_UNCLEAR, text[:40]))
        return []
    return _codes([text], notes)


def _say_more(copy: Values, group: Group, notes: Notes, accession: str) -> None:
    """What a supplier says of a copy besides its number, where nothing is known yet."""
    get = group.get
    price = get("d", "")
    if price and copy[_PRICE] is None:
        copy[_PRICE] = price_of(price)
        if copy[_PRICE] is None and (kept := price_kept(price)):
            copy[_NOTE] = copy[_NOTE] or kept
            if (told := (NoteKind.PRICE_UNCLEAR, price[:60])) not in notes:
                notes.append(told)
    for index, value in zip(_FILLED, (accession, get("v", ""), get("b", ""), get("m", "")), strict=True):
        copy[index] = copy[index] or value


def _state_995(group: Group) -> str:
    """What a 995 says of a copy that is not on the shelf: $0 withdrawn, $2 lost."""
    if group.get("0", "0") not in ("", "0"):
        return "withdrawn"
    return "lost" if group.get("2", "0") not in ("", "0") else ""


def _from_koha(copies: dict[str, Values], content: str) -> None:
    """A 995 of Koha: one copy, $f its barcode."""
    group = dict(reversed(subfields(content)))
    get = group.get
    barcode = get("f", "")
    if barcode and barcode not in copies and len(copies) < MOST:
        day = entry_day(get("5", ""))
        copies[barcode] = [
            barcode, get("j", ""), get("v", ""), get("e", "") or get("c", ""), get("k", ""), None,
            day.isoformat() if day else "", "", _state_995(group), get("u", ""),
        ]  # fmt: skip
