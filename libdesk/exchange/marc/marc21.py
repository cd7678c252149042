"""What a MARC 21 record says of a title, in the fields of libdesk. An 880 in Chinese stands in for pinyin."""

import re
from dataclasses import replace
from typing import Any, Final

from libdesk.domain.callnumbers import parse
from libdesk.domain.drafts import BookDraft, CopyDraft, NoteKind
from libdesk.domain.money import price_kept
from libdesk.exchange.dates import entry_day
from libdesk.exchange.marc.copies import OURS, Notes
from libdesk.exchange.marc.finish import finished
from libdesk.exchange.marc.kinds import kind_of
from libdesk.exchange.marc.koha import items_952
from libdesk.exchange.marc.record import MARK, ByTag, every, first, joined, subfields
from libdesk.exchange.marc.values import isbn_of, issn_of, number_kind, price_of, year_in

_END: Final = " /:;,=" + "\u3000"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_REMARK: Final = re.compile(r"\s*[(（]([^)）]*)[)）]\s*")
_YEAR_IN_BRACKETS: Final = re.compile(r"^[\[©c ]+|[\]. ]+$")
SUBJECT_TAGS: Final = ("600", "610", "611", "630", "650", "651", "653")


def draft_of(leader: str, by_tag: ByTag, number: int, notes: Notes) -> BookDraft | None:
    """The draft of a record; None when it has no title."""
    _put_in_chinese(by_tag)
    content = next(iter(by_tag.get("245", ())), "")
    text = first(content, "a")
    title = _end(text) or text
    if not title:
        return None
    parts = [_end(value) for code, value in subfields(content) if code in "np" and value]
    kept: dict[str, Any] = {
        "title": title,
        "subtitle": joined([_end(text) for text in every(content, "b")]),
        "volume": "，".join(parts),
    }
    author, _semicolon, others = first(content, "c").rstrip(" .").partition(" ; ")
    names = [
        _end(text) for tag in ("100", "110", "700", "710") for one in by_tag.get(tag, ()) if (text := first(one, "a"))
    ]
    kept["author"] = author or joined(names[:1])
    kept["contributors"] = joined([others]) if others else ""
    remarks: list[str] = []
    _from_numbers(kept, by_tag, notes, remarks)
    _from_imprint(kept, by_tag)
    kept["edition"] = _end(_one(by_tag, "250", "a").rstrip(" ."))
    kept["original_title"] = _end(_one(by_tag, "240", "a") or _one(by_tag, "246", "a"))
    kept["summary"], kept["audience"] = _one(by_tag, "520", "a"), _one(by_tag, "521", "a")
    kept["frequency"] = _one(by_tag, "310", "a")
    kept["language"] = _one(by_tag, "041", "a") or _one_plain(by_tag, "008")[35:38].strip(" |")
    for tag in ("830", "490", "440"):
        if name := _end(_one(by_tag, tag, "a")):
            kept["series"], kept["series_no"] = name, _one(by_tag, tag, "v")
            break
    kept["subjects"] = joined(
        [
            "-".join(words)
            for tag in SUBJECT_TAGS
            for one in by_tag.get(tag, ())
            if (words := _words(one, keyword=tag == "653"))
        ]
    )
    kept["note"] = joined(
        [text for tag in ("500", "505", "546") for one in by_tag.get(tag, ()) if (text := first(one, "a"))] + remarks
    )
    kept["class_no"] = _class_no(by_tag)
    kind = "newspaper" if _one_plain(by_tag, "008")[21:22] == "n" else ""
    kept["kind"] = kind_of(leader, newspaper=bool(kind))
    ours = any(content.endswith(f"{MARK}2{OURS}") for content in by_tag.get("905", ()))
    items = None if ours else _from_items(by_tag, notes)
    if items and (stem := _stem(items)):
        kept["call_no"] = stem
    return finished(kept, by_tag, number, notes, items)


def _put_in_chinese(by_tag: ByTag) -> None:
    """An 880 with Chinese takes the place of the field that it gives in another script."""
    for content in by_tag.get("880", ()):
        tag, _dash, link = first(content, "6").partition("-")
        if tag not in by_tag or not _HAN.search(content):
            continue
        fields = by_tag[tag]
        for index, other in enumerate(fields):
            if first(other, "6")[:6] == f"880-{link[:2]}" and not _HAN.search(other):
                fields[index] = content
                break


def _end(text: str) -> str:
    """A value without the punctuation that leads to the next one."""
    return text.rstrip(_END).strip()


def _one(by_tag: ByTag, tag: str, code: str) -> str:
    return next((text for content in by_tag.get(tag, ()) if (text := first(content, code))), "")


def _one_plain(by_tag: ByTag, tag: str) -> str:
    return next(iter(by_tag.get(tag, ())), "")


def _words(content: str, *, keyword: bool) -> list[str]:
    codes = "a" if keyword else "abcvxyz"
    return [value.rstrip(" .") for code, value in subfields(content) if value and code in codes]


def _from_numbers(kept: dict[str, Any], by_tag: ByTag, notes: Notes, remarks: list[str]) -> None:
    kept["isbn"] = kept["binding"] = kept["price_text"] = ""
    kept["price_fen"] = None
    wrong: list[str] = []
    for content in by_tag.get("020", ()):
        text, price = first(content, "a"), first(content, "c")
        remark = _REMARK.search(text)
        number, is_wrong = isbn_of(_end(_REMARK.sub(" ", text))) if text else ("", False)
        if is_wrong:
            wrong.append(_end(text))
        if (number and not kept["isbn"]) or not (kept["isbn"] or kept["price_text"]):
            kept["isbn"] = number or kept["isbn"]
            kept["binding"] = _end(first(content, "q").strip("()（） ")) or (remark[1].strip() if remark else "")
            kept["price_text"] = price or kept["price_text"]
    if kept["price_text"]:
        fen = price_of(kept["price_text"])
        kept["price_fen"] = fen or None  # nothing is sold for nothing
        if fen is None:
            notes.append((NoteKind.PRICE_UNCLEAR, kept["price_text"][:60]))
            remarks += filter(None, [price_kept(kept["price_text"])])
    if wrong and not kept["isbn"]:
        notes.append((NoteKind.ISBN_WRONG, wrong[0][:40]))
        remarks.append(f"ISBN {wrong[0]}")
    kept["issn"] = issn_of(_one(by_tag, "022", "a")) if "022" in by_tag else ""
    for tag in ("024", "027", "037", "030"):
        text = _one(by_tag, tag, "a")
        if text and (kind := number_kind(text)):
            kept.setdefault(kind, text)


def _from_imprint(kept: dict[str, Any], by_tag: ByTag) -> None:
    for tag in ("264", "260"):
        for content in by_tag.get(tag, ()):
            if tag == "264" and content[1:2] not in ("1", " ", "#"):
                continue  # production, distribution, copyright
            kept["pub_place"] = joined([_end(text) for text in every(content, "a")])
            kept["publisher"] = joined([_end(text) for text in every(content, "b")])
            kept["pub_date"] = _YEAR_IN_BRACKETS.sub("", first(content, "c"))
            break
        if kept.get("publisher") or kept.get("pub_date"):
            break
    year = year_in(kept.get("pub_date", "")) if kept.get("pub_date") else None
    kept["year"] = year if year is not None else year_in(_one_plain(by_tag, "008")[7:11])
    content = next(iter(by_tag.get("300", ())), "")
    kept["extent"] = " : ".join(filter(None, (_end(first(content, "a")), _end(first(content, "b")))))
    kept["size"], kept["accompanying"] = _end(first(content, "c").rstrip(" +.")), _end(first(content, "e"))


def _class_no(by_tag: ByTag) -> str:
    """The number of the Chinese classification where one is named as such, else the likeliest."""
    for content in by_tag.get("084", ()):
        if "clc" in first(content, "2").lower() and first(content, "a"):
            return first(content, "a")
    return next((text for tag in ("084", "093", "090", "050") if (text := _one(by_tag, tag, "a"))), "")


def _from_items(by_tag: ByTag, notes: Notes) -> list[CopyDraft]:
    """952 as Koha has it; else 852, and 876, which says more of the same copies."""
    found = items_952(by_tag, notes)
    for content in by_tag.get("852", ()):
        pairs = dict(reversed(subfields(content)))
        barcode = pairs.get("p", "")
        if barcode and barcode not in found:
            book_no = " ".join(filter(None, (pairs.get("h", ""), pairs.get("i", ""))))
            remarks = [text for code in ("z", "x") if (text := pairs.get(code, ""))]
            place = pairs.get("c", "") or pairs.get("b", "")
            found[barcode] = CopyDraft(barcode, place=place, call_no=book_no, note=joined(remarks))
    for content in by_tag.get("876", ()):
        pairs = dict(reversed(subfields(content)))
        if barcode := pairs.get("p", ""):
            price, day = pairs.get("c", ""), entry_day(pairs.get("d", ""))
            copy = found.get(barcode, CopyDraft(barcode))
            found[barcode] = replace(
                copy, accession_no=copy.accession_no or pairs.get("a", ""), place=copy.place or pairs.get("l", ""),
                price_fen=price_of(price) if price and copy.price_fen is None else copy.price_fen,
                entered=copy.entered or (day.isoformat() if day else ""), state=copy.state or pairs.get("j", ""),
            )  # fmt: skip
    return list(found.values())


def _stem(items: list[CopyDraft]) -> str:
    """The call number of a title whose copies alone bear one."""
    return next((parse(item.call_no).stem for item in items if "/" in item.call_no), "")
