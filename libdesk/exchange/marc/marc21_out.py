"""A title as MARC 21: where each field of libdesk stands there. Copies stand in 952 as Koha reads them, and in 905."""

from typing import Final

from libdesk.domain.drafts import BookDraft
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.exchange.marc import marc21
from libdesk.exchange.marc.kinds import TYPE_OF
from libdesk.exchange.marc.koha import codes_of
from libdesk.exchange.marc.out import BookOut, Format, copies_905, headings, price_text, split_subject
from libdesk.exchange.marc.record import Field, MarcRecord, field
from libdesk.i18n import _

_NOT_CODED: Final = "|||"
_ITEM_TYPES: Final = {"periodical": "CR", "newspaper": "CR", "av": "VM", "chart": "MP"}


def make(book: BookOut, unicode: bool) -> tuple[str, list[Field]]:
    """Leader and fields of a new record; blank fields are left out by the caller."""
    title = book.fields
    kind = TYPE_OF.get(title.kind, "am")
    leader = f"00000n{kind} {'a' if unicode else ' '}2200000   4500"
    price = "" if title.price_fen is None else price_text(title.price_fen)
    isbn = hyphenated(title.isbn).replace("-", "") if title.isbn else ""
    people = headings(title.author)
    fields: list[Field] = [
        ("001", book.number),
        ("008", _general(book)),
        ("020", field("  ", ("a", isbn), ("q", title.binding), ("c", price))),
        ("022", field("  ", ("a", title.issn))),
        ("024", field("8 ", ("a", title.unified_no))),
        ("027", field("  ", ("a", title.cn_no))),
        ("037", field("  ", ("a", title.post_code))),
        ("040", field("  ", ("a", book.agency), ("b", "chi" if book.agency else ""))),
        ("041", field("0 ", ("a", title.language))),
        ("084", field("  ", ("a", title.class_no), ("2", "clc" if title.class_no else ""))),
        ("100", field("1 ", ("a", people[0][1]), ("e", people[0][2])) if people else ""),
        ("240", field("10", ("a", title.original_title))),
        (
            "245",
            field("10" if people else "00", ("a", title.title), ("b", title.subtitle), ("c", _responsibility(book))),
        ),
        ("250", field("  ", ("a", title.edition))),
        ("264", field(" 1", ("a", title.pub_place), ("b", title.publisher), ("c", title.pub_date))),
        ("300", field("  ", ("a", title.extent), ("c", title.size), ("e", title.accompanying))),
        ("310", field("  ", ("a", title.frequency))),
        ("490", field("0 ", ("a", title.series), ("v", title.series_no))),
        ("500", field("  ", ("a", title.note))),
        ("520", field("  ", ("a", title.summary))),
        ("521", field("  ", ("a", title.audience))),
    ]
    for subject in filter(None, title.subjects.split("；")):
        first, *others = split_subject(subject) or [subject]
        fields.append(("650", field(" 4", ("a", first), *(("x", word) for word in others))))
    for _country, name, role in (*people[1:], *headings(title.contributors)):
        fields.append(("700", field("1 ", ("a", name), ("e", role))))
    return leader, [*fields, *copies_905(book), *_items(book)]


def _responsibility(book: BookOut) -> str:
    return " ; ".join(filter(None, (book.fields.author, book.fields.contributors)))


def _general(book: BookOut) -> str:
    """The 40 places of 008: when it was made, year of publication, China, the language."""
    title = book.fields
    year = f"{title.year:04d}" if title.year is not None else "uuuu"
    serial = {"periodical": "p", "newspaper": "n"}.get(title.kind, " ")
    language = title.language if len(title.language) == 3 and title.language.isascii() else _NOT_CODED
    return f"{book.day[2:]:6.6}s{year:4.4}    cc    {serial}             {language} d".ljust(40)[:40]


def _items(book: BookOut) -> list[Field]:
    kind = _ITEM_TYPES.get(book.fields.kind, "BK")
    states = {_(name): code for code, name in STATUS_NAMES.items()}
    return [
        (
            "952",
            field(
                "  ", ("a", book.agency), ("b", book.agency), ("c", copy.place), ("d", copy.entered),
                ("e", copy.source), ("g", "" if copy.price_fen is None else f"{copy.price_fen / 100:.2f}"),
                ("h", copy.volume), ("i", copy.accession_no), ("o", copy.call_no or book.fields.call_no),
                ("p", copy.barcode), ("y", "REF" if copy.kind == "reference" else kind), ("z", copy.note),
                *codes_of(states.get(copy.state, "")), ("4", "1" if copy.condition == "damaged" else ""),
            ),
        )
        for copy in book.copies
    ]  # fmt: skip


def read(record: MarcRecord) -> BookDraft | None:
    return marc21.draft_of(record.leader, record.by_tag(), 1, [])


MARC21_OUT: Final = Format(
    make,
    read,
    owners={
        frozenset({"isbn", "binding", "price_fen"}): ("020",),
        frozenset({"issn"}): ("022",),
        frozenset({"unified_no", "cn_no", "post_code"}): ("024", "027", "037"),
        frozenset({"language"}): ("041",),
        frozenset({"language", "year", "kind"}): ("008",),
        frozenset({"class_no"}): ("084",),
        frozenset({"author", "contributors"}): ("100", "110", "700", "710"),
        frozenset({"original_title"}): ("240", "246"),
        frozenset({"title", "subtitle", "author", "contributors"}): ("245", "880"),
        frozenset({"edition"}): ("250",),
        frozenset({"pub_place", "publisher", "pub_date"}): ("260", "264"),
        frozenset({"extent", "size", "accompanying"}): ("300",),
        frozenset({"frequency"}): ("310",),
        frozenset({"series", "series_no"}): ("490", "440", "830"),
        frozenset({"note"}): ("500", "505", "546"),
        frozenset({"summary"}): ("520",),
        frozenset({"audience"}): ("521",),
        frozenset({"subjects"}): marc21.SUBJECT_TAGS,
    },
    always=frozenset({"040"}),
)
