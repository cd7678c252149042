"""What a title of each kind is asked for: the fields that matter first, the rest folded, and what each is called."""

from typing import Final, NamedTuple

from libdesk.i18n import N_

LABELS: Final[dict[str, str]] = {
    "kind": N_("Kind"), "title": N_("Title"), "subtitle": N_("Subtitle"), "author": N_("Author"),
    "contributors": N_("Translators, editors, illustrators"), "original_title": N_("Original title"),
    "publisher": N_("Publisher"), "pub_place": N_("Place of publication"), "pub_date": N_("Date of publication"),
    "year": N_("Year of publication"), "edition": N_("Edition"), "isbn": N_("ISBN"), "issn": N_("ISSN"),
    "unified_no": N_("Unified book number"), "cn_no": N_("CN number"), "post_code": N_("Post office code"),
    "frequency": N_("Frequency"), "price_fen": N_("Price"), "binding": N_("Binding"), "extent": N_("Number of pages"),
    "size": N_("Book size"), "accompanying": N_("Enclosed"), "series": N_("Series"),
    "series_no": N_("Number in the series"),
    "class_no": N_("Class number"), "call_no": N_("Call number"), "shelving": N_("Shelving group"),
    "subjects": N_("Subjects"), "language": N_("Language"), "audience": N_("For whom"), "grade_from": N_("From grade"),
    "grade_to": N_("To grade"), "summary": N_("Summary"), "note": N_("Note"), "volumes": N_("Volumes"),
}  # fmt: skip
_OWN_LABELS: Final[dict[tuple[str, str], str]] = {
    ("periodical", "author"): N_("Edited by"), ("newspaper", "author"): N_("Edited by"),
    ("av", "extent"): N_("Discs or tapes"), ("chart", "extent"): N_("Sheets"),
    ("av", "author"): N_("Author or performer"), ("chart", "size"): N_("Paper size"),
}  # fmt: skip


class Asked(NamedTuple):
    """The fields of a kind in their order: those that matter, and the rest, which is folded away."""

    first: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        return frozenset((*self.first, *self.more))


_BOOK_MORE: Final = (
    "contributors", "original_title", "edition", "pub_place", "pub_date", "series", "series_no", "binding", "extent",
    "size", "accompanying", "unified_no", "subjects", "language", "audience", "grade_from", "grade_to", "summary",
    "note",
)  # fmt: skip
_BOOK: Final = ("title", "subtitle", "author", "isbn", "publisher", "year", "price_fen", "class_no", "call_no")
FREQUENCIES: Final = ("日刊", "周刊", "周二刊", "旬刊", "半月刊", "月刊", "双月刊", "季刊", "半年刊", "年刊")

KIND_FIELDS: Final[dict[str, Asked]] = {
    "book": Asked(_BOOK, _BOOK_MORE),
    "set": Asked(_BOOK, _BOOK_MORE),
    "periodical": Asked(
        ("title", "publisher", "issn", "cn_no", "post_code", "frequency", "price_fen", "class_no", "call_no"),
        ("subtitle", "author", "pub_place", "year", "size", "subjects", "language", "audience", "grade_from",
         "grade_to", "summary", "note"),
    ),
    "newspaper": Asked(
        ("title", "publisher", "cn_no", "post_code", "frequency", "price_fen"),
        ("subtitle", "author", "issn", "pub_place", "year", "size", "class_no", "call_no", "language", "audience",
         "summary", "note"),
    ),
    "aid": Asked(
        ("title", "author", "isbn", "publisher", "year", "grade_from", "grade_to", "price_fen", "class_no", "call_no"),
        ("subtitle", "contributors", "edition", "pub_place", "pub_date", "series", "series_no", "binding", "extent",
         "size", "accompanying", "subjects", "language", "audience", "summary", "note"),
    ),
    "chart": Asked(
        ("title", "publisher", "year", "extent", "size", "price_fen", "isbn", "class_no", "call_no"),
        ("subtitle", "author", "contributors", "edition", "pub_place", "pub_date", "series", "series_no",
         "accompanying", "unified_no", "subjects", "language", "audience", "grade_from", "grade_to", "summary",
         "note"),
    ),
    "av": Asked(
        ("title", "author", "publisher", "year", "extent", "price_fen", "isbn", "class_no", "call_no"),
        ("subtitle", "contributors", "original_title", "edition", "pub_place", "pub_date", "series", "series_no",
         "accompanying", "subjects", "language", "audience", "grade_from", "grade_to", "summary", "note"),
    ),
    # A box for a class corner; what lies in it is kept on the page of teaching aids.
    "box": Asked(("title", "grade_from", "grade_to", "note"), ("audience", "summary", "price_fen")),
}  # fmt: skip


def asked_for(kind: str) -> Asked:
    """What is asked for of a kind; one that came with an older list is taken for a book."""
    return KIND_FIELDS.get(kind, KIND_FIELDS["book"])


def label_of(kind: str, field: str) -> str:
    """What a field is called for this kind of title, for N_() and _()."""
    return _OWN_LABELS.get((kind, field), LABELS[field])
