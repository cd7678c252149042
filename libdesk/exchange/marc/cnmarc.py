"""What a CNMARC record says of a title, in the fields of libdesk. It runs for each record of a file, so it is plain."""

from typing import Any, Final

from libdesk.domain.drafts import BookDraft, NoteKind
from libdesk.exchange.marc.copies import Notes
from libdesk.exchange.marc.finish import finished
from libdesk.exchange.marc.kinds import FREQUENCIES, kind_of
from libdesk.exchange.marc.record import MARK, ByTag, every, first, joined, parts
from libdesk.exchange.marc.values import isbn_of, issn_of, number_kind, price_of, year_in

_NAMES: Final = (("701", "711"), ("702", "712"))
_OTHER_TITLES: Final = ("512", "513", "514", "515", "516", "517")
_NOTES: Final = (
    "300", "304", "305", "306", "307", "308", "310", "311", "312", "313", "314", "320", "324", "327", "207",
)  # fmt: skip
NOTE_TAGS: Final = frozenset((*_NOTES, *_OTHER_TITLES))
_CLASSES: Final = ("690", "096", "696", "087")
_TEXTS: Final = (("205", "edition"), ("330", "summary"), ("333", "audience"))
SUBJECT_TAGS: Final = ("600", "601", "602", "604", "605", "606", "607")
_OF_SUBJECT: Final = frozenset("abxyzjt")
_NUMBERS: Final = (("091", "unified_no"), ("092", "cn_no"), ("094", "cn_no"))
_NUMBER_TAGS: Final = frozenset({"091", "092", "094"})

Kept = dict[str, Any]


def draft_of(leader: str, by_tag: ByTag, number: int, notes: Notes) -> BookDraft | None:
    """The draft of a record; None when it has no title."""
    kept: Kept = {}
    titles = by_tag.get("200")
    if titles:
        _from_title(kept, titles[0] if len(titles) == 1 else _title_field(titles))
    if "title" not in kept:
        title = next((text for content in by_tag.get("517", ()) if (text := first(content, "a"))), "")
        if not title:
            return None
        kept["title"] = title
    remarks: list[str] = []
    _from_numbers(kept, by_tag, notes, remarks)
    _from_imprint(kept, by_tag)
    if "author" not in kept:
        kept["author"], helpers = (joined(_names(by_tag, tags)) for tags in _NAMES)
        kept.setdefault("contributors", helpers)
    if "101" in by_tag:
        kept["language"] = first(by_tag["101"][0], "a")
    for tag, name in _TEXTS:
        if tag in by_tag:
            kept[name] = _texts(by_tag[tag])
    if "225" in by_tag or "461" in by_tag or "410" in by_tag:
        _from_series(kept, by_tag)
    if subjects := _subjects(by_tag):
        kept["subjects"] = subjects
    if "510" in by_tag:
        kept.setdefault("original_title", _texts(by_tag["510"]))
    if remarks or not NOTE_TAGS.isdisjoint(by_tag):
        others = [text for tag in _OTHER_TITLES for one in by_tag.get(tag, ()) if (text := first(one, "a"))]
        said = [text for tag in _NOTES for one in by_tag.get(tag, ()) if (text := first(one, "a"))]
        kept["note"] = joined([*said, *remarks, *(text for text in others if text != kept["title"])])
    for tag in _CLASSES:
        if tag in by_tag and (text := first(by_tag[tag][0], "a")):
            kept["class_no"] = text
            break
    _from_codes(kept, leader, by_tag)
    return finished(kept, by_tag, number, notes)


def _texts(fields: list[str]) -> str:
    if len(fields) == 1:
        return first(fields[0], "a")
    return joined([text for content in fields if (text := first(content, "a"))])


def _title_field(fields: list[str]) -> str:
    """The 200 of the title: of several, one that names who wrote it, or else one that counts as a title."""
    return max(fields, key=lambda one: (bool(first(one, "a")), bool(first(one, "f")), one[:1] == "1"))


def _from_title(kept: Kept, content: str) -> None:
    found = parts(content)
    for code, name in (("a", "title"), ("e", "subtitle"), ("f", "author"), ("g", "contributors")):
        if code in found:
            kept[name] = found[code]
    if "d" in found:
        kept["original_title"] = found["d"]
    if "h" in found or "i" in found:
        kept["volume"] = "，".join([*every(content, "h"), *every(content, "i")])


def _from_numbers(kept: Kept, by_tag: ByTag, notes: Notes, remarks: list[str]) -> None:
    """The first sound ISBN with its own binding and price; a wrong one stays as a remark where there is no other."""
    isbn = price_text = ""
    wrong: list[str] = []
    for content in by_tag.get("010", ()):
        found = parts(content)
        if text := found.get("a", ""):
            number, is_wrong = isbn_of(text)
            if is_wrong:
                wrong.append(text)
            elif not number and number_kind(text) == "unified_no":
                kept["unified_no"] = text
            better = bool(number) and not isbn
            isbn = isbn or number
        else:
            better = False
        wrong += every(content, "z") if "z" in found else []
        if "d" in found and (better or not price_text):
            price_text = found["d"].split("；")[0]
        if "b" in found and (better or "binding" not in kept):
            kept["binding"] = found["b"].split("；")[0]
    for content in by_tag.get("011", ()):
        kept["issn"] = kept.get("issn") or issn_of(first(content, "a"))
        price_text = price_text or first(content, "d")
    if isbn:
        kept["isbn"] = isbn
    elif wrong:
        notes.append((NoteKind.ISBN_WRONG, wrong[0][:40]))
        remarks.append(f"ISBN {wrong[0]}")
    if price_text:
        kept["price_text"] = price_text
        kept["price_fen"] = price_of(price_text)
        if kept["price_fen"] is None:
            notes.append((NoteKind.PRICE_UNCLEAR, price_text[:60]))
    if not _NUMBER_TAGS.isdisjoint(by_tag):
        for tag, usual in _NUMBERS:
            for content in by_tag.get(tag, ()):
                if text := first(content, "a"):
                    kept.setdefault(number_kind(text) or usual, text)


def _from_imprint(kept: Kept, by_tag: ByTag) -> None:
    year = None
    if "210" in by_tag:
        found = parts(by_tag["210"][0])
        for code, name in (("a", "pub_place"), ("c", "publisher")):
            if code in found:
                kept[name] = found[code]
        if "d" in found:
            kept["pub_date"] = day = found["d"].split("；")[0]
            year = year_in(day)
    if year is None and "100" in by_tag:
        year = year_in(first(by_tag["100"][0], "a")[9:13])
    kept["year"] = year
    if "215" in by_tag:
        found = parts(by_tag["215"][0])
        extent = found.get("a", "")
        kept["extent"] = f"{extent} : {found['c']}" if extent and "c" in found else extent or found.get("c", "")
        for code, name in (("d", "size"), ("e", "accompanying")):
            if code in found:
                kept[name] = found[code]


def _names(by_tag: ByTag, tags: tuple[str, ...]) -> list[str]:
    """(美)卡特著: as it would stand on the title page."""
    names = []
    for tag in tags:
        for content in by_tag.get(tag, ()):
            if name := first(content, "a"):
                where = next((text for text in every(content, "c") if text[0] in "(（[〔"), "")
                names.append(f"{where}{name}{first(content, 'b')}{first(content, '4')}")
    return names


def _from_series(kept: Kept, by_tag: ByTag) -> None:
    names, numbers = [], []
    for content in by_tag.get("225", ()):
        if name := first(content, "a"):
            names.append(name)
            numbers.append(first(content, "v") or first(content, "h"))
    if not names:
        for content in (*by_tag.get("461", ()), *by_tag.get("410", ())):
            # The linked title is $t, or $a of a 200 that is embedded in the field.
            if name := first(content, "t") or first(content, "a"):
                names.append(name)
                numbers.append(first(content, "v"))
                break
    if names:
        kept["series"], kept["series_no"] = joined(names), joined([number for number in numbers if number])


def _subjects(by_tag: ByTag) -> str:
    found = []
    for tag in SUBJECT_TAGS:
        if tag in by_tag:
            for content in by_tag[tag]:
                words = [
                    text for one in content.split(MARK)[1:] if one[:1] in _OF_SUBJECT and (text := one[1:].strip())
                ]
                if words:
                    found.append("-".join(words))
    if "610" in by_tag:
        for content in by_tag["610"]:
            found += every(content, "a")
    return found[0] if len(found) == 1 else joined(found)


def _from_codes(kept: Kept, leader: str, by_tag: ByTag) -> None:
    serial = first(by_tag["110"][0], "a") if "110" in by_tag else ""
    kept["kind"] = kind_of(leader, newspaper=serial[:1] == "c")
    if "326" in by_tag:
        kept["frequency"] = first(by_tag["326"][0], "a")
    elif serial:
        kept["frequency"] = FREQUENCIES.get(serial[1:2], "")
