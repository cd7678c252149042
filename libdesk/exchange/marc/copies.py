"""The copies that a record names: the library's own 905, or else the suppliers' 906, 982, 985, 986 and Koha's 995.

Repeated barcodes, repeated groups within one field and runs such as 0010201-10 are all met. The 905 is the library's
own word: the suppliers' fields say more of its copies, and bring copies only where it names none.
"""

import re
from dataclasses import replace
from typing import Final

from libdesk.domain.drafts import CopyDraft, NoteKind
from libdesk.exchange.codes import MOST, split_codes
from libdesk.exchange.dates import parse_day
from libdesk.exchange.marc.record import ByTag, Subfields, subfields
from libdesk.exchange.marc.values import price_of

OURS: Final = "libdesk"  # in $2 of a 905: written here, and read back to the letter
SUPPLIERS: Final = ("985", "982", "906", "986")

Notes = list[tuple[NoteKind, str]]
Group = dict[str, str]

_CODE: Final = re.compile(r"[A-Za-z]{0,6}\d{3,20}[A-Za-z]?", re.ASCII)
_RUN: Final = re.compile(r"[A-Za-z]*\d+-\d+", re.ASCII)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def copies_of(by_tag: ByTag, notes: Notes) -> tuple[list[CopyDraft], str, str, int]:
    """(copies with a number each, class number, call number of the title, number of copies that is named)."""
    copies: dict[str, CopyDraft] = {}
    class_no = call_no = ""
    named = 0
    for content in by_tag.get("905", ()):
        for group, barcodes in _groups_905(subfields(content)):
            class_no = class_no or group.get("d", "")
            stem, own, volume = _numbers(group)
            call_no = call_no or stem
            count = group.get("f", "")
            named = max(named, int(count) if count.isdecimal() and len(count) < 4 else 0)
            if group.get("2") == OURS:
                _add(copies, _ours(group, barcodes), len(copies))
                continue
            place = group.get("a", "") if _HAN.search(group.get("a", "")) else ""
            for barcode in _codes(barcodes, notes):
                _add(copies, CopyDraft(barcode, volume=volume, place=place, call_no=own), 0)
                if len(copies) >= MOST:
                    break
    for tag in SUPPLIERS:
        for content in by_tag.get(tag, ()):
            _from_supplier(copies, content, mine="905" in by_tag and bool(copies))
    for content in by_tag.get("995", ()):
        _from_koha(copies, content)
    return list(copies.values())[:MOST], class_no, call_no, named


def _add(copies: dict[str, CopyDraft], copy: CopyDraft, index: int) -> None:
    copies.setdefault(copy.barcode or f"\0{index}", copy)


def _groups_905(pairs: Subfields) -> list[tuple[Group, list[str]]]:
    """The groups of a field. One ends where its first code comes again, or a barcode that does not follow another."""
    groups: list[tuple[Group, list[str]]] = []
    group: Group = {}
    barcodes: list[str] = []
    previous = ""
    opening = pairs[0][0] if pairs else ""
    for code, value in pairs:
        again = code != previous and (code == opening or code == "b") and (code in group or (code == "b" and barcodes))
        if again and barcodes:
            groups.append((group, barcodes))
            group, barcodes = {}, []
        if code == "b":
            if value:
                barcodes.append(value)
        elif value or code == opening:
            group.setdefault(code, value)
        previous = code
    groups.append((group, barcodes))
    return groups


def _numbers(group: Group) -> tuple[str, str, str]:
    """(call number of the title, call number of the copy, volume) of a 905."""
    class_no, book_no, mark = group.get("d", ""), group.get("e", ""), group.get("s", "")
    stem = f"{class_no}/{book_no}" if class_no and book_no else ""
    volume = group.get("v", "")
    if "/" in mark:
        return stem or mark, mark if mark != stem else "", volume
    return stem, "", volume or mark


def _codes(texts: list[str], notes: Notes) -> list[str]:
    found: list[str] = []
    for text in texts:
        read = split_codes(text)
        if read.ruined or read.too_long:
            notes.append((NoteKind.COPY_CODE_UNCLEAR, (read.ruined or read.too_long)[:40]))
        elif len(read.codes) == 1 and _RUN.fullmatch(read.codes[0]) and len(read.codes[0]) > 12:
            notes.append((NoteKind.COPY_CODE_UNCLEAR, read.codes[0]))
            found += read.codes
        else:
            found += read.codes
    return found


def _ours(group: Group, barcodes: list[str]) -> CopyDraft:
    price = group.get("p", "")
    return CopyDraft(
        barcode=barcodes[0] if barcodes else "",
        accession_no=group.get("h", ""),
        volume=group.get("v", ""),
        place=group.get("a", ""),
        call_no=group.get("s", ""),
        price_fen=price_of(price) if price else None,
        entered=group.get("t", ""),
        source=group.get("m", ""),
        state=group.get("n", ""),
        note=group.get("x", ""),
    )


def _from_supplier(copies: dict[str, CopyDraft], content: str, *, mine: bool) -> None:
    """Groups in which $a or $h is the number of a copy, $b its place, $d its price, $m how it came, $v its volume."""
    groups: list[Group] = []
    group: Group = {}
    for code, value in subfields(content):
        if code in group:
            groups.append(group)
            group = {}
        group[code] = value
    groups.append(group)
    for group in groups:
        numbers = [code for code in (_code(group.get("a", "")), _code(group.get("h", ""))) if code]
        if not numbers:
            continue
        known = next((code for code in numbers if code in copies), None)
        if known is None and mine:
            continue
        barcode = known or numbers[0]
        other = next((code for code in numbers if code != barcode), "")
        accession = numbers[-1] if known is None or numbers[-1] == known else ""
        copy = copies.get(barcode) or CopyDraft(barcode)
        copies[barcode] = replace(
            copy,
            accession_no=copy.accession_no or (accession if len(numbers) > 1 else ""),
            place=copy.place or group.get("b", ""),
            price_fen=price_of(group["d"]) if copy.price_fen is None and group.get("d") else copy.price_fen,
            source=copy.source or group.get("m", ""),
            volume=copy.volume or group.get("v", ""),
            note=copy.note or (other if known and other and other != accession else ""),
        )


def _code(text: str) -> str:
    return text if _CODE.fullmatch(text) else ""


def _from_koha(copies: dict[str, CopyDraft], content: str) -> None:
    """A 995 of Koha: one copy, $f its barcode."""
    group = dict(reversed(subfields(content)))
    barcode = group.get("f", "")
    if barcode and barcode not in copies:
        day = parse_day(group.get("5", ""))
        copies[barcode] = CopyDraft(
            barcode,
            accession_no=group.get("j", ""),
            volume=group.get("v", ""),
            place=group.get("e", "") or group.get("c", ""),
            call_no=group.get("k", ""),
            entered=day.isoformat() if day else "",
            note=group.get("u", ""),
        )
