"""Which lists can be brought in, which fields each has, and what a person calls them."""

from enum import StrEnum
from typing import Final

from libdesk.i18n import N_


class ListKind(StrEnum):
    """The three lists."""

    BOOKS = "books"
    READERS = "readers"
    LOANS = "loans"


LIST_LABELS: Final[dict[ListKind, str]] = {
    ListKind.BOOKS: N_("Book list"),
    ListKind.READERS: N_("Class roster"),
    ListKind.LOANS: N_("Open loans"),
}


class Field(StrEnum):
    """A column that libdesk takes in."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    VOLUME = "volume"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    YEAR = "year"
    ISBN = "isbn"
    PRICE = "price"
    CLASS_NO = "class_no"
    CALL_NO = "call_no"
    COPIES = "copies"
    BARCODES = "barcodes"
    ACCESSION_NOS = "accession_nos"
    PLACE = "place"
    ENTERED = "entered"
    SOURCE = "source"
    STATE = "state"
    SERIES = "series"
    BOOK_KIND = "book_kind"
    CONTRIBUTORS = "contributors"
    ORIGINAL_TITLE = "original_title"
    EDITION = "edition"
    PUB_PLACE = "pub_place"
    EXTENT = "extent"
    SIZE = "size"
    BINDING = "binding"
    ACCOMPANYING = "accompanying"
    SERIES_NO = "series_no"
    ISSN = "issn"
    UNIFIED_NO = "unified_no"
    CN_NO = "cn_no"
    POST_CODE = "post_code"
    FREQUENCY = "frequency"
    LANGUAGE = "language"
    AUDIENCE = "audience"
    SUBJECTS = "subjects"
    SUMMARY = "summary"
    CONDITION = "condition"
    PUB_DATE = "pub_date"
    GRADE_FROM = "grade_from"
    GRADE_TO = "grade_to"
    SHELVING = "shelving"
    COPY_PRICE = "copy_price"
    COPY_CALL_NO = "copy_call_no"
    COPY_KIND = "copy_kind"
    COPY_NOTE = "copy_note"
    VOLUME_ORDINAL = "volume_ordinal"
    VOLUME_ISBN = "volume_isbn"
    VOLUME_PRICE = "volume_price"
    VOLUME_EXTENT = "volume_extent"
    NOTE = "note"
    NAME = "name"
    SEX = "sex"
    GRADE = "grade"
    CLASS = "class"
    SEAT = "seat"
    SCHOOL_NO = "school_no"
    CARDS = "cards"
    READER_KIND = "reader_kind"
    DEPARTMENT = "department"
    EXPIRES = "expires"
    COPY_CODE = "copy_code"
    READER_CODE = "reader_code"
    READER_NAME = "reader_name"
    LENT = "lent"
    DUE = "due"
    RETURNED = "returned"


FIELD_LABELS: Final[dict[Field, str]] = {
    Field.TITLE: N_("Title"),
    Field.SUBTITLE: N_("Subtitle"),
    Field.VOLUME: N_("Volume"),
    Field.AUTHOR: N_("Author"),
    Field.PUBLISHER: N_("Publisher"),
    Field.YEAR: N_("Year of publication"),
    Field.ISBN: N_("ISBN"),
    Field.PRICE: N_("Price"),
    Field.CLASS_NO: N_("Class number"),
    Field.CALL_NO: N_("Call number"),
    Field.COPIES: N_("Copies"),
    Field.BARCODES: N_("Barcodes"),
    Field.ACCESSION_NOS: N_("Accession numbers"),
    Field.PLACE: N_("Place"),
    Field.ENTERED: N_("Day of entry"),
    Field.SOURCE: N_("Source"),
    Field.STATE: N_("State"),
    Field.SERIES: N_("Series"),
    Field.BOOK_KIND: N_("Kind of material"),
    Field.CONTRIBUTORS: N_("Contributors"),
    Field.ORIGINAL_TITLE: N_("Original title"),
    Field.EDITION: N_("Edition"),
    Field.PUB_PLACE: N_("Place of publication"),
    Field.EXTENT: N_("Extent"),
    Field.SIZE: N_("Size"),
    Field.BINDING: N_("Binding"),
    Field.ACCOMPANYING: N_("Accompanying material"),
    Field.SERIES_NO: N_("Number in the series"),
    Field.ISSN: N_("ISSN"),
    Field.UNIFIED_NO: N_("Unified book number"),
    Field.CN_NO: N_("CN number"),
    Field.POST_CODE: N_("Postal order code"),
    Field.FREQUENCY: N_("Frequency"),
    Field.LANGUAGE: N_("Language"),
    Field.AUDIENCE: N_("Readers it is for"),
    Field.SUBJECTS: N_("Subjects"),
    Field.SUMMARY: N_("Summary"),
    Field.CONDITION: N_("Condition"),
    Field.PUB_DATE: N_("Date of publication"),
    Field.GRADE_FROM: N_("Grade, from"),
    Field.GRADE_TO: N_("Grade, to"),
    Field.SHELVING: N_("Shelving group"),
    Field.COPY_PRICE: N_("Price of the copy"),
    Field.COPY_CALL_NO: N_("Call number of the copy"),
    Field.COPY_KIND: N_("The copy is lent as"),
    Field.COPY_NOTE: N_("Note about the copy"),
    Field.VOLUME_ORDINAL: N_("Place of the volume"),
    Field.VOLUME_ISBN: N_("ISBN of the volume"),
    Field.VOLUME_PRICE: N_("Price of the volume"),
    Field.VOLUME_EXTENT: N_("Extent of the volume"),
    Field.NOTE: N_("Note"),
    Field.NAME: N_("Name"),
    Field.SEX: N_("Sex"),
    Field.GRADE: N_("Grade"),
    Field.CLASS: N_("Class"),
    Field.SEAT: N_("Seat number"),
    Field.SCHOOL_NO: N_("School number"),
    Field.CARDS: N_("Card numbers"),
    Field.READER_KIND: N_("Kind of reader"),
    Field.DEPARTMENT: N_("Department"),
    Field.EXPIRES: N_("Valid until"),
    Field.COPY_CODE: N_("Book's barcode"),
    Field.READER_CODE: N_("Reader's card number"),
    Field.READER_NAME: N_("Reader's name"),
    Field.LENT: N_("Day of the loan"),
    Field.DUE: N_("Due date"),
    Field.RETURNED: N_("Day of the return"),
}

_BOOK_FIELDS: Final = tuple(Field)[: tuple(Field).index(Field.NOTE) + 1]
_READER_FIELDS: Final = tuple(Field)[len(_BOOK_FIELDS) : tuple(Field).index(Field.EXPIRES) + 1]
FIELDS: Final[dict[ListKind, tuple[Field, ...]]] = {
    ListKind.BOOKS: _BOOK_FIELDS,
    ListKind.READERS: _READER_FIELDS,
    ListKind.LOANS: (
        Field.COPY_CODE,
        Field.READER_CODE,
        Field.READER_NAME,
        Field.CLASS,
        Field.TITLE,
        Field.LENT,
        Field.DUE,
        Field.RETURNED,
    ),
}
NEEDED: Final[dict[ListKind, tuple[tuple[Field, ...], ...]]] = {
    # of each group at least one column must be known before rows can be taken
    ListKind.BOOKS: ((Field.TITLE,),),
    ListKind.READERS: ((Field.NAME,),),
    ListKind.LOANS: ((Field.COPY_CODE,), (Field.READER_CODE, Field.READER_NAME)),
}
