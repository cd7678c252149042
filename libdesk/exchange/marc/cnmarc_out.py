"""A title as CNMARC: where each field of libdesk stands there."""

from typing import Final

from libdesk.domain.drafts import BookDraft
from libdesk.domain.identifiers import hyphenated
from libdesk.exchange.marc import cnmarc
from libdesk.exchange.marc.kinds import TYPE_OF
from libdesk.exchange.marc.out import BookOut, Format, copies_905, headings, price_text, split_subject
from libdesk.exchange.marc.record import Field, MarcRecord, field

_SERIAL: Final = {"periodical": "a", "newspaper": "c"}


def make(book: BookOut, unicode: bool) -> tuple[str, list[Field]]:
    """Leader and fields of a new record; blank fields are left out by the caller."""
    title = book.fields
    kind = TYPE_OF.get(title.kind, "am")
    leader = f"00000n{kind}0 2200000   450 "
    price = "" if title.price_fen is None else price_text(title.price_fen)
    serial = title.kind in _SERIAL
    number_tag = "011" if serial and title.issn else "010"
    isbn = hyphenated(title.isbn) if title.isbn else ""
    fields: list[Field] = [
        ("001", book.number),
        ("010", field("  ", ("a", isbn), ("b", title.binding), ("d", price if number_tag == "010" else ""))),
        ("011", field("  ", ("a", title.issn), ("d", price if number_tag == "011" else ""))),
        ("091", field("  ", ("a", title.unified_no))),
        ("092", field("  ", ("a", title.cn_no))),
        ("092", field("  ", ("a", title.post_code))),
        ("100", field("  ", ("a", _general(book, unicode)))),
        ("101", field("0 ", ("a", title.language))),
        ("102", field("  ", ("a", "CN"))),
        ("110", field("  ", ("a", f"{_SERIAL[title.kind]}u a   0xx" if serial else ""))),
        (
            "200",
            field("1 ", ("a", title.title), ("e", title.subtitle), ("f", title.author), ("g", title.contributors)),
        ),
        ("205", field("  ", ("a", title.edition))),
        ("210", field("  ", ("a", title.pub_place), ("c", title.publisher), ("d", title.pub_date))),
        ("215", field("  ", ("a", title.extent), ("d", title.size), ("e", title.accompanying))),
        ("225", field("2 ", ("a", title.series), ("v", title.series_no))),
        ("300", field("  ", ("a", title.note))),
        ("326", field("  ", ("a", title.frequency))),
        ("330", field("  ", ("a", title.summary))),
        ("333", field("  ", ("a", title.audience))),
        ("510", field("1 ", ("a", title.original_title))),
        ("690", field("  ", ("a", title.class_no), ("v", "5" if title.class_no else ""))),
        ("801", field(" 0", ("a", "CN"), ("b", book.agency), ("c", book.day))),
    ]
    for subject in filter(None, title.subjects.split("；")):
        first, *others = split_subject(subject) or [subject]
        fields.append(("606", field("0 ", ("a", first), *(("x", word) for word in others))))
    for tag, statement in (("701", title.author), ("702", title.contributors)):
        for country, name, role in headings(statement):
            where = f"({country})" if country else ""
            fields.append((tag, field(" 0", ("c", where), ("a", name), ("4", role))))
    return leader, [*fields, *copies_905(book)]


def _general(book: BookOut, unicode: bool) -> str:
    """The 36 places of 100 $a: when it was made, year of publication, language, the encoding."""
    year = f"{book.fields.year:04d}" if book.fields.year is not None else "    "
    characters = "50" if unicode else "0110"
    return f"{book.day:8.8}d{year:4.4}    em y0chiy{characters:8}ea"


def read(record: MarcRecord) -> BookDraft | None:
    return cnmarc.draft_of(record.leader, record.by_tag(), 1, [])


CNMARC_OUT: Final = Format(
    make,
    read,
    owners={
        frozenset({"isbn", "binding", "price_fen"}): ("010",),
        frozenset({"issn"}): ("011",),
        frozenset({"unified_no", "cn_no", "post_code"}): ("091", "092", "094"),
        frozenset({"title", "subtitle", "author", "contributors"}): ("200",),
        frozenset({"author"}): ("701", "711"),
        frozenset({"contributors"}): ("702", "712"),
        frozenset({"original_title"}): ("510",),
        frozenset({"language"}): ("101",),
        frozenset({"edition"}): ("205",),
        frozenset({"pub_place", "publisher", "pub_date"}): ("210",),
        frozenset({"year"}): ("100",),
        frozenset({"extent", "size", "accompanying"}): ("215",),
        frozenset({"series", "series_no"}): ("225", "410", "461"),
        frozenset({"note"}): ("207", *cnmarc.NOTE_TAGS),
        frozenset({"frequency", "kind"}): ("110", "326"),
        frozenset({"summary"}): ("330",),
        frozenset({"audience"}): ("333",),
        frozenset({"subjects"}): (*cnmarc.SUBJECT_TAGS, "610"),
        frozenset({"class_no"}): ("690", "096", "696", "087"),
    },
    always=frozenset({"801"}),
)
