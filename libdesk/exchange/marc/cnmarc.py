"""What a CNMARC record says of a title, in the fields of libdesk. It runs for each record of a file, so it is plain."""

from typing import Any, Final

from libdesk.domain.drafts import BookDraft, NoteKind
from libdesk.exchange.marc.copies import Notes
from libdesk.exchange.marc.finish import finished
from libdesk.exchange.marc.kinds import FREQUENCIES, kind_of
from libdesk.exchange.marc.record import MARK, ByTag, every, first, joined
from libdesk.exchange.marc.values import isbn_of, issn_of, number_kind, price_of, year_in

_NAMES: Final = (("701", "711"), ("702", "712"))
_OTHER_TITLES: Final = ("512", "513", "514", "515", "516", "517")
_NOTES: Final = (
    "300", "304", "305", "306", "307", "308", "310", "311", "312", "313", "314", "320", "324", "327", "207",
)  # fmt: skip
NOTE_TAGS: Final = frozenset((*_NOTES, *_OTHER_TITLES))
_OTHER_CLASSES: Final = ("096", "696", "087")
SUBJECT_TAGS: Final = ("600", "601", "602", "604", "605", "606", "607")
_OF_SUBJECT: Final = frozenset("abxyzjt")
_NUMBERS: Final = (("091", "unified_no"), ("092", "cn_no"), ("094", "cn_no"))
_NUMBER_TAGS: Final = frozenset({"091", "092", "094"})

# Where one subfield is one field of a draft. Names with a stroke are looked at again.
_PLAIN: Final[dict[str, dict[str, str]]] = {
    "010": {"a": "_isbn", "b": "binding", "d": "price_text", "z": "_wrong"},
    "101": {"a": "language"},
    "200": {
        "a": "title", "d": "original_title", "e": "subtitle", "f": "author", "g": "contributors", "h": "volume",
        "i": "volume",
    },
    "205": {"a": "edition"},
    "210": {"a": "pub_place", "c": "publisher", "d": "pub_date"},
    "215": {"a": "extent", "c": "_pictures", "d": "size", "e": "accompanying"},
    "225": {"a": "series", "h": "_part", "v": "series_no"},
    "326": {"a": "frequency"},
    "330": {"a": "summary"},
    "333": {"a": "audience"},
    "690": {"a": "class_no"},
}  # fmt: skip
_FIRST_COUNTS: Final = frozenset(
    {"_isbn", "binding", "price_text", "language", "pub_date", "size", "frequency", "class_no", "edition"}
)
_BETWEEN: Final = {"volume": "，"}

Kept = dict[str, Any]


def draft_of(leader: str, by_tag: ByTag, number: int, notes: Notes) -> BookDraft | None:
    """The draft of a record; None when it has no title."""
    kept: Kept = {}
    for tag, contents in by_tag.items():
        names = _PLAIN.get(tag)
        if names is None:
            continue
        for content in contents if len(contents) == 1 else _chosen(tag, contents):
            for part in content.split(MARK):
                name = names.get(part[:1])
                if name is not None and (value := part[1:].strip()):
                    if name not in kept:
                        kept[name] = value
                    elif name not in _FIRST_COUNTS and value not in kept[name].split("；"):
                        kept[name] += _BETWEEN.get(name, "；") + value
    if "title" not in kept:
        title = next((text for content in by_tag.get("517", ()) if (text := first(content, "a"))), "")
        if not title:
            return None
        kept["title"] = title
    remarks: list[str] = []
    _look_at_numbers(kept, by_tag, notes, remarks)
    year = year_in(kept["pub_date"]) if "pub_date" in kept else None
    if year is None and "100" in by_tag:
        year = year_in(first(by_tag["100"][0], "a")[9:13])
    kept["year"] = year
    if "_pictures" in kept:
        pictures = kept.pop("_pictures")
        kept["extent"] = f"{kept['extent']} : {pictures}" if "extent" in kept else pictures
    if "_part" in kept:
        kept.setdefault("series_no", kept.pop("_part"))
    if "series" not in kept and ("461" in by_tag or "410" in by_tag):
        _from_whole(kept, by_tag)
    if "author" not in kept:
        kept["author"], helpers = (joined(_names(by_tag, tags)) for tags in _NAMES)
        kept.setdefault("contributors", helpers)
    if subjects := _subjects(by_tag):
        kept["subjects"] = subjects
    if "510" in by_tag and "original_title" not in kept:
        kept["original_title"] = joined([text for one in by_tag["510"] if (text := first(one, "a"))])
    if remarks or not NOTE_TAGS.isdisjoint(by_tag):
        others = [text for tag in _OTHER_TITLES for one in by_tag.get(tag, ()) if (text := first(one, "a"))]
        said = [text for tag in _NOTES for one in by_tag.get(tag, ()) if (text := first(one, "a"))]
        kept["note"] = joined([*said, *remarks, *(text for text in others if text != kept["title"])])
    if "class_no" not in kept:
        kept["class_no"] = next(
            (text for tag in _OTHER_CLASSES for one in by_tag.get(tag, ()) if (text := first(one, "a"))), ""
        )
    serial = first(by_tag["110"][0], "a") if "110" in by_tag else ""
    kept["kind"] = kind_of(leader, newspaper=serial[:1] == "c")
    if serial and "frequency" not in kept:
        kept["frequency"] = FREQUENCIES.get(serial[1:2], "")
    return finished(kept, by_tag, number, notes)


def _chosen(tag: str, contents: list[str]) -> list[str]:
    """The fields that count where a tag comes more than once."""
    if tag == "200":
        return [_title_field(contents)]
    if tag == "010":
        sound = [one for one in contents if (text := first(one, "a")) and isbn_of(text)[0]]
        return [*sound[:1], *(one for one in contents if one not in sound)]
    return contents[:1] if tag in ("210", "215") else contents


def _title_field(fields: list[str]) -> str:
    """The 200 of the title: of several, one that names who wrote it, or else one that counts as a title."""
    return max(fields, key=lambda one: (bool(first(one, "a")), bool(first(one, "f")), one[:1] == "1"))


def _look_at_numbers(kept: Kept, by_tag: ByTag, notes: Notes, remarks: list[str]) -> None:
    """A sound ISBN counts; a wrong one stays as a remark where there is no other."""
    wrong = [kept.pop("_wrong")] if "_wrong" in kept else []
    if "_isbn" in kept:
        text = kept.pop("_isbn")
        isbn, is_wrong = isbn_of(text)
        if isbn:
            kept["isbn"] = isbn
        elif is_wrong:
            wrong.insert(0, text)
        elif number_kind(text) == "unified_no":
            kept["unified_no"] = text
    if wrong and "isbn" not in kept:
        notes.append((NoteKind.ISBN_WRONG, wrong[0][:40]))
        remarks.append(f"ISBN {wrong[0]}")
    if "011" in by_tag:
        for content in by_tag["011"]:
            kept["issn"] = kept.get("issn") or issn_of(first(content, "a"))
            if "price_text" not in kept and (text := first(content, "d")):
                kept["price_text"] = text
    if "price_text" in kept:
        text = kept["price_text"]
        kept["price_fen"] = fen = price_of(text)
        if fen is None:
            notes.append((NoteKind.PRICE_UNCLEAR, text[:60]))
    if not _NUMBER_TAGS.isdisjoint(by_tag):
        for tag, usual in _NUMBERS:
            for content in by_tag.get(tag, ()):
                if text := first(content, "a"):
                    kept.setdefault(number_kind(text) or usual, text)


def _names(by_tag: ByTag, tags: tuple[str, ...]) -> list[str]:
    """(美)卡特著: as it would stand on the title page."""
    names = []
    for tag in tags:
        for content in by_tag.get(tag, ()):
            if name := first(content, "a"):
                where = next((text for text in every(content, "c") if text[0] in "(（[〔"), "")
                names.append(f"{where}{name}{first(content, 'b')}{first(content, '4')}")
    return names


def _from_whole(kept: Kept, by_tag: ByTag) -> None:
    """The series or set that a record is linked to: $t, or $a of a 200 that is embedded in the field."""
    for content in (*by_tag.get("461", ()), *by_tag.get("410", ())):
        if name := first(content, "t") or first(content, "a"):
            kept["series"], kept["series_no"] = name, first(content, "v")
            return


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
