"""What is catalogued: the kinds of titles, and every field of a title as it is typed, imported and stored."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from libdesk.i18n import N_

# The codes are those of `title.kind`. A copy's `item_kind`, which the lending rules go by, is the same code, save that
# the copies of a set are books and that a copy may be a reference book.
KIND_NAMES: Final[dict[str, str]] = {
    "book": N_("book"),
    "set": N_("multi-volume set"),
    "periodical": N_("periodical"),
    "newspaper": N_("newspaper"),
    "aid": N_("teaching aid"),
    "chart": N_("wall chart"),
    "av": N_("audio-visual"),
    "box": N_("box of books"),
}


@dataclass(frozen=True, slots=True)
class TitleFields:
    """Every field of a title; the names are the columns of the table `title`. "" and None mean: not known."""

    title: str
    kind: str = "book"
    subtitle: str = ""
    author: str = ""
    contributors: str = ""  # translators, illustrators, editors: 李继宏 译
    original_title: str = ""
    publisher: str = ""
    pub_place: str = ""
    pub_date: str = ""  # as it stands in the book: 2005, 1999.1, 2018-10
    year: int | None = None
    edition: str = ""
    isbn: str = ""  # thirteen digits
    issn: str = ""  # 1234-5678
    unified_no: str = ""  # 统一书号, before 1987
    cn_no: str = ""  # CN11-1234/G4, of a periodical or newspaper
    post_code: str = ""  # 邮发代号
    frequency: str = ""  # of a periodical or newspaper
    price_fen: int | None = None
    binding: str = ""
    extent: str = ""  # 362页; of audio-visual: 2 CD
    size: str = ""  # 32开, 21cm
    accompanying: str = ""  # 1光盘
    series: str = ""
    series_no: str = ""
    class_no: str = ""
    call_no: str = ""  # class number / book number, without the marks of a copy
    shelving: str = ""  # the group of places within which the book number is given once
    subjects: str = ""  # subject words, separated by ；
    language: str = ""
    audience: str = ""
    grade_from: int | None = None
    grade_to: int | None = None
    summary: str = ""
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """As the table keeps it: nothing known is NULL, but for `kind` and `shelving`."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value if value != "" or name in ("kind", "shelving", "title") else None
            for name, value in kept.items()
        }


FIELD_NAMES: Final = tuple(field.name for field in fields(TitleFields))


def from_columns(row: Mapping[str, Any]) -> TitleFields:
    """A title from its columns; what the mapping lacks or has as NULL is not known."""
    texts = {name: row.get(name) for name in FIELD_NAMES}
    return TitleFields(**{name: value for name, value in texts.items() if value is not None})
