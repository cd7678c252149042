"""Why a record could not be taken, and what a file is that holds none."""

from enum import StrEnum
from typing import Final

from libdesk.exchange.errors import FileError
from libdesk.i18n import N_, _


class MarcFault(StrEnum):
    """Why a record gives no draft. Every piece of a file is a draft or has one of these."""

    NO_RECORD = "no_record"
    NO_FIELDS = "no_fields"
    NO_TITLE = "no_title"
    TOO_LONG = "too_long"
    BROKEN_XML = "broken_xml"
    UNREAD = "unread"

    def text(self, value: str = "") -> str:
        """The sentence; `value` is the place that some of them name."""
        return _(FAULT_LABELS[self]).format(value=value)


FAULT_LABELS: Final[dict[MarcFault, str]] = {
    MarcFault.NO_RECORD: N_("This piece of the file is no record."),
    MarcFault.NO_FIELDS: N_("The record is damaged: which field is which can no longer be told."),
    MarcFault.NO_TITLE: N_("The title is missing."),
    MarcFault.TOO_LONG: N_("The record is too long: its end is missing, or it is none."),
    MarcFault.BROKEN_XML: N_("The XML is broken in the record that begins in line {value}."),
    MarcFault.UNREAD: N_("The record is damaged and could not be read."),
}


class NotMarc(FileError):
    """A file in which no record was found."""

    name: str

    def text(self) -> str:
        return _("There are no MARC records in “{name}”. Ask the supplier for the file as ISO 2709 or MARCXML.").format(
            name=self.name
        )
