"""Titles with their copies as they go out of the library, and what was written."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from libdesk.domain.drafts import CopyDraft, VolumeDraft
from libdesk.domain.titles import TitleFields
from libdesk.i18n import N_


class ExportForm(StrEnum):
    """What a file of the catalogue can be."""

    XLSX_COPIES = "xlsx_copies"
    XLSX_TITLES = "xlsx_titles"
    CNMARC = "cnmarc"
    CNMARC_GB = "cnmarc_gb"
    CNMARC_XML = "cnmarc_xml"
    MARC21 = "marc21"
    MARC21_XML = "marc21_xml"


FORM_LABELS: Final[dict[ExportForm, str]] = {
    ExportForm.XLSX_COPIES: N_("Excel, a row for each copy"),
    ExportForm.XLSX_TITLES: N_("Excel, a row for each title"),
    ExportForm.CNMARC: N_("CNMARC, UTF-8"),
    ExportForm.CNMARC_GB: N_("CNMARC, GB18030"),
    ExportForm.CNMARC_XML: N_("CNMARC as MARCXML"),
    ExportForm.MARC21: N_("MARC 21, UTF-8"),
    ExportForm.MARC21_XML: N_("MARC 21 as MARCXML"),
}
ENDINGS: Final[dict[ExportForm, str]] = {
    ExportForm.XLSX_COPIES: ".xlsx",
    ExportForm.XLSX_TITLES: ".xlsx",
    ExportForm.CNMARC: ".iso",
    ExportForm.CNMARC_GB: ".iso",
    ExportForm.CNMARC_XML: ".xml",
    ExportForm.MARC21: ".mrc",
    ExportForm.MARC21_XML: ".xml",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which titles go out; what is left empty asks for nothing. `withdrawn`: copies that are gone go out too."""

    class_no: str = ""  # the beginning of the class number
    place_id: int | None = None
    batch_id: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ExportBook:
    """A title with its copies; of each copy the state is its code."""

    id: int
    fields: TitleFields
    copies: tuple[CopyDraft, ...]
    record: tuple[str, str, bytes] | None = None  # form, encoding and bytes of the record that it came with
    volumes: tuple[VolumeDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportReceipt:
    """`trimmed`: titles of which something did not fit into the format."""

    path: Path
    titles: int
    copies: int
    trimmed: int = 0
