"""What a CNMARC record says of a title, in the fields of libdesk. It runs for each record of a file, so it is plain."""

from typing import Any, Final

from libdesk.domain.drafts import BookDraft, NoteKind
from libdesk.domain.money import price_kept
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
    "100": {"a": "_general"},
    "110": {"a": "_serial"},
    "510": {"a": "_original"},
    **{tag: {"a": "_class"} for tag in ("096", "696", "087")},
    **{tag: {"a": "note"} for tag in _NOTES},
    **{tag: {"a": "_other"} for tag in _OTHER_TITLES},
}  # fmt: skip
_FIRST_COUNTS: Final = frozenset(
    {"_isbn", "binding", "price_text", "language", "pub_date", "size", "frequency", "class_no", "edition", "_class"}
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
        if "_other" not in kept:
            return None
        kept["title"] = kept["_other"].partition("；")[0]
    remark = _look_at_numbers(kept, by_tag, notes)
    general = kept.pop("_general", "")
    year = year_in(kept["pub_date"]) if "pub_date" in kept else None
    kept["year"] = year_in(general[9:13]) if year is None and general else year
    if "author" not in kept:
        kept["author"], helpers = (joined(_names(by_tag, tags)) for tags in _NAMES)
        kept.setdefault("contributors", helpers)
    if subjects := _subjects(by_tag):
        kept["subjects"] = subjects
    serial = ""
    for name in [name for name in kept if name[0] == "_"]:
        text = kept.pop(name)
        if name == "_original":
            kept.setdefault("original_title", text)
        elif name == "_pictures":
            kept["extent"] = f"{kept['extent']} : {text}" if "extent" in kept else text
        elif name == "_part":
            kept.setdefault("series_no", text)
        elif name == "_class":
            kept.setdefault("class_no", text)
        elif name == "_other":
            others = [other for other in text.split("；") if other != kept["title"]]
            kept["note"] = joined([*filter(None, kept.get("note", "").split("；")), *others])
        elif name == "_serial":
            serial = text
            if text[1:2] in FREQUENCIES:
                kept.setdefault("frequency", FREQUENCIES[text[1:2]])
    if remark:
        kept["note"] = f"{kept['note']}；{remark}" if kept.get("note") else remark
    if "series" not in kept and ("461" in by_tag or "410" in by_tag):
        _from_whole(kept, by_tag)
    kept["kind"] = "book" if leader[6:8] == "am" else kind_of(leader, newspaper=serial[:1] == "c")
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


def _look_at_numbers(kept: Kept, by_tag: ByTag, notes: Notes) -> str:
    """A sound ISBN counts; a wrong one where there is no other is the remark that comes back."""
    remark = ""
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
        remark = f"ISBN {wrong[0]}"
    if "011" in by_tag:
        for content in by_tag["011"]:
            kept["issn"] = kept.get("issn") or issn_of(first(content, "a"))
            if "price_text" not in kept and (text := first(content, "d")):
                kept["price_text"] = text
    if "price_text" in kept:
        text = kept["price_text"]
        fen = price_of(text)
        kept["price_fen"] = fen or None  # CNY0.00 stands where nobody knew it
        if fen is None:
            notes.append((NoteKind.PRICE_UNCLEAR, text[:60]))
            remark = joined([one for one in (remark, price_kept(text)) if one])
    if not _NUMBER_TAGS.isdisjoint(by_tag):
        for tag, usual in _NUMBERS:
            for content in by_tag.get(tag, ()):
                if text := first(content, "a"):
                    kept.setdefault(number_kind(text) or usual, text)
    return remark


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
