"""Records that were not taken, byte for byte in a file of their own, with the reasons in a workbook beside it."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.plans import RecordPlan
from libdesk.actions.imports.records.pool import PoolPlan
from libdesk.actions.imports.records.source import check, chunks
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.exchange.errors import not_written
from libdesk.exchange.faulty import write_faulty
from libdesk.i18n import _

_XML: Final = (b'<?xml version="1.0"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n', b"\n</collection>\n")


def save_refused(desk: Desk, plan: RecordPlan | PoolPlan, path: Path, progress: Progress) -> tuple[int, Path]:
    """Write the records, and the reasons beside them; gives how many and where the reasons are.

    Raises Cancelled, and a FileError where a file cannot be read or written.
    """
    desk.require(Op.IMPORT_BOOKS)
    check(plan.files)
    wanted = {(one.file, one.number) for one in plan.refused}
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            xml = False
            for chunk in chunks(plan.files, progress, records=plan.records):
                for row in chunk.rows:
                    if (chunk.file, row.number) in wanted:
                        if not out.tell() and row.raw.lstrip().startswith(b"<"):
                            xml = True
                            out.write(_XML[0])
                        out.write(row.raw)
            out.write(_XML[1] if xml else b"")
        part.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink()
    reasons = path.with_suffix(".xlsx")
    several = len(plan.files) > 1
    head = (*((_("File"),) if several else ()), _("Record"), _("Title"))
    write_faulty(
        reasons,
        head,
        [
            ((*((plan.files[one.file].path.name,) if several else ()), str(one.number), one.title), one.reason)
            for one in plan.refused
        ],
    )
    return len(plan.refused), reasons
