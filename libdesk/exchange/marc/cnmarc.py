"""What a CNMARC record says of a title, in the fields of libdesk."""

from typing import Any, Final

from libdesk.domain.drafts import BookDraft, NoteKind
from libdesk.exchange.marc import exact
from libdesk.exchange.marc.copies import Notes, copies_of
from libdesk.exchange.marc.kinds import FREQUENCIES, kind_of
from libdesk.exchange.marc.record import ByTag, every, first, joined, subfields
from libdesk.exchange.marc.values import isbn_of, issn_of, number_kind, price_of, year_in

_NAMES: Final = (("701", "711"), ("702", "712"))
_NOTES: Final = ("300", "304", "305", "306", "307", "310", "312", "314", "320", "324", "327", "207")
_OTHER_TITLES: Final = ("512", "513", "514", "515", "516", "517")
_CLASSES: Final = (("690", "a"), ("096", "a"), ("696", "a"), ("087", "a"))


def draft_of(leader: str, by_tag: ByTag, number: int, notes: Notes) -> BookDraft | None:
    """The draft of a record; None when it has no title."""
    title = _title_field(by_tag.get("200", ()))
    kept = _from_title(title) if title else {}
    if not kept.get("title"):
        kept["title"] = next((text for content in by_tag.get("517", ()) if (text := first(content, "a"))), "")
        if not kept["title"]:
            return None
    remarks: list[str] = []
    _from_numbers(kept, by_tag, notes, remarks)
    _from_imprint(kept, by_tag)
    if not kept["author"]:
        kept["author"], helpers = (joined(_names(by_tag, tags)) for tags in _NAMES)
        kept["contributors"] = kept["contributors"] or helpers
    for tag, name in (("101", "language"), ("205", "edition"), ("330", "summary"), ("333", "audience")):
        if tag in by_tag:
            kept[name] = joined([text for content in by_tag[tag] if (text := first(content, "a"))])
    if "language" in kept:
        kept["language"] = kept["language"].split("；")[0]
    _from_series(kept, by_tag)
    kept["subjects"] = joined(_subjects(by_tag))
    if "510" in by_tag and not kept.get("original_title"):
        kept["original_title"] = joined([text for one in by_tag["510"] if (text := first(one, "a"))])
    kept["note"] = joined(
        [text for tag in _NOTES for one in by_tag.get(tag, ()) if (text := first(one, "a"))] + remarks
    )
    if any(tag in by_tag for tag in _OTHER_TITLES):
        others = [text for tag in _OTHER_TITLES for one in by_tag.get(tag, ()) if (text := first(one, "a"))]
        kept["note"] = joined([*filter(None, [kept["note"]]), *(text for text in others if text != kept["title"])])
    kept["class_no"] = next(
        (text for tag, code in _CLASSES for one in by_tag.get(tag, ()) if (text := first(one, code))), ""
    )
    serial = by_tag["110"][0] if "110" in by_tag else ""
    kept["kind"] = kind_of(leader, newspaper=first(serial, "a")[:1] == "c")
    if "326" in by_tag:
        kept["frequency"] = first(by_tag["326"][0], "a")
    elif serial:
        kept["frequency"] = FREQUENCIES.get(first(serial, "a")[1:2], "")
    return finished(kept, by_tag, number, notes)


def finished(kept: dict[str, Any], by_tag: ByTag, number: int, notes: Notes) -> BookDraft:
    """The draft with its copies, and with what libdesk itself wrote to the letter."""
    items, class_no, call_no, named = copies_of(by_tag, notes)
    kept["class_no"] = kept["class_no"] or class_no
    if call_no:
        kept["call_no"] = call_no
    exact.read_into(kept, by_tag)
    if items:
        kept["items"] = tuple(items)
        kept["barcodes"] = tuple([item.barcode for item in items if item.barcode])
    return BookDraft(line=number, copies=len(items) or min(named, 99) or 1, **kept)


def _title_field(fields: Any) -> str:
    """The 200 of the title: of several, one that names who wrote it, or else one that counts as a title."""
    if len(fields) < 2:
        return fields[0] if fields else ""
    return str(max(fields, key=lambda one: (bool(first(one, "a")), bool(first(one, "f")), one[:1] == "1")))


def _from_title(content: str) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for code, value in subfields(content):
        if value:
            found.setdefault(code, []).append(value)
    take = found.get
    return {
        "title": joined(take("a", [])),
        "subtitle": joined(take("e", [])),
        "author": joined(take("f", [])),
        "contributors": joined(take("g", [])),
        "original_title": joined(take("d", [])),
        "volume": "，".join([*take("h", []), *take("i", [])]),
    }


def _from_numbers(kept: dict[str, Any], by_tag: ByTag, notes: Notes, remarks: list[str]) -> None:
    isbn = price_text = binding = ""
    price = None
    wrong: list[str] = []
    for content in by_tag.get("010", ()):
        text = first(content, "a")
        number, is_wrong = isbn_of(text) if text else ("", False)
        if is_wrong:
            wrong.append(text)
        elif text and not number and number_kind(text) == "unified_no":
            kept["unified_no"] = text
        shown = first(content, "d")
        if (number and not isbn) or not (isbn or price_text):
            isbn, binding = number or isbn, first(content, "b") or binding
            price_text = shown or price_text
    for content in by_tag.get("011", ()):
        kept["issn"] = kept.get("issn") or issn_of(first(content, "a"))
        price_text = price_text or first(content, "d")
    if price_text:
        price = price_of(price_text)
        if price is None:
            notes.append((NoteKind.PRICE_UNCLEAR, price_text[:60]))
    if wrong and not isbn:
        notes.append((NoteKind.ISBN_WRONG, wrong[0][:40]))
        remarks.append(f"ISBN {wrong[0]}")
    for tag, usual in (("091", "unified_no"), ("092", "cn_no"), ("094", "cn_no")):
        for content in by_tag.get(tag, ()):
            if text := first(content, "a"):
                kept.setdefault(number_kind(text) or usual, text)
            if text := first(content, "b"):
                kept.setdefault("post_code", text) if number_kind(text) == "post_code" else None
    kept["isbn"], kept["binding"], kept["price_text"], kept["price_fen"] = isbn, binding, price_text, price


def _from_imprint(kept: dict[str, Any], by_tag: ByTag) -> None:
    if "210" in by_tag:
        content = by_tag["210"][0]
        kept["pub_place"], kept["publisher"] = joined(every(content, "a")), joined(every(content, "c"))
        kept["pub_date"] = first(content, "d")
    year = year_in(kept["pub_date"]) if kept.get("pub_date") else None
    if year is None and "100" in by_tag:
        year = year_in(first(by_tag["100"][0], "a")[9:13])
    kept["year"] = year
    if "215" in by_tag:
        content = by_tag["215"][0]
        kept["extent"] = " : ".join(filter(None, (first(content, "a"), first(content, "c"))))
        kept["size"], kept["accompanying"] = first(content, "d"), joined(every(content, "e"))


def _names(by_tag: ByTag, tags: tuple[str, ...]) -> list[str]:
    """(美)卡特著: as it would stand on the title page."""
    found = []
    for tag in tags:
        for content in by_tag.get(tag, ()):
            name = first(content, "a")
            where = first(content, "c") if first(content, "c")[:1] in "(（[〔" else ""
            if name:
                name += first(content, "b")
                found.append(f"{where}{name}{first(content, '4')}")
    return found


def _from_series(kept: dict[str, Any], by_tag: ByTag) -> None:
    for content in by_tag.get("225", ()):
        if name := first(content, "a"):
            kept["series"] = joined([*filter(None, [kept.get("series", "")]), name])
            number = first(content, "v") or first(content, "h")
            kept["series_no"] = joined([*filter(None, [kept.get("series_no", "")]), *filter(None, [number])])
    for tag in ("410", "461"):
        for content in by_tag.get(tag, ()):
            # The linked title is $t, or $a of a 200 that is embedded in the field.
            name = first(content, "t") or first(content, "a")
            if name and not kept.get("series"):
                kept["series"], kept["series_no"] = name, first(content, "v")


def _subjects(by_tag: ByTag) -> list[str]:
    found = []
    for tag in ("600", "601", "604", "605", "606", "607"):
        for content in by_tag.get(tag, ()):
            words = [value for code, value in subfields(content) if value and code in "abxyzjt"]
            if words:
                found.append("-".join(words))
    for content in by_tag.get("610", ()):
        found += every(content, "a")
    return found
