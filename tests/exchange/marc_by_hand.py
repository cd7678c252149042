"""Hold what the reader makes of a folder of real files against its expected.json, by hand:

`python -m tests.exchange.marc_by_hand FOLDER`. Such files belong to others and are no part of the project.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

from libdesk.domain.identifiers import normalise_isbn
from libdesk.exchange.codes import split_codes
from libdesk.exchange.marc.read import MarcRow, read_marc

# Files that hold some of the records only.
SOME: Final = {"crlf_inside_field.iso": (0,), "with_minus01_field.iso": (4,), "bad_truncated_mid_char.iso": (0, 3)}


def differences(row: MarcRow, wanted: dict[str, Any]) -> list[str]:
    draft = row.draft
    if draft is None:
        return [row.why()]
    pairs = {
        "title": (draft.title, wanted["title"]),
        "responsibility": (draft.author, wanted["resp"]),
        "isbn": (draft.isbn, normalise_isbn(wanted["isbn"]).isbn13),
        "price": (draft.price_text, wanted["price_raw"]),
        "place": (draft.pub_place, wanted["place"]),
        "publisher": (draft.publisher, wanted["publisher"]),
        "date": (draft.pub_date, wanted["date"]),
        "class": (draft.class_no, wanted.get("clc", draft.class_no)),
        "barcodes": (
            draft.barcodes,
            tuple(code for text in wanted.get("905b", ()) for code in split_codes(text).codes),
        ),
    }
    return [f"{name}: {found!r} for {known!r}" for name, (found, known) in pairs.items() if found != known]


def main(folder: Path) -> int:
    known = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wrong = 0
    for name, about in known["files"].items():
        rows = list(read_marc(folder / name))
        indexes = SOME.get(name, range(len(known["records"])))
        faults = [] if len(rows) == about["records"] else [f"{len(rows)} records for {about['records']}"]
        for row, index in zip(rows, indexes, strict=False):
            faults += [f"{row.number}: {text}" for text in differences(row, known["records"][index])]
        print("differs" if faults else "as known", name, *faults, sep="  ")
        wrong += bool(faults)
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
