"""A longer run of the readers against bytes that nobody thought of: `python3 -m tests --fuzz [seconds]`.

It begins with sound and broken files and changes them byte by byte, led by which lines of the readers they reach. An
input that raises anything but a reader's own error, or is not accounted for, is kept in the folder that is printed.
"""

import importlib.util
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

SECONDS: Final = 120
LONGEST: Final = 16_384  # the smallest workbooks have five thousand bytes
TARGETS: Final = ("marc", "tables", "lists")


def main(arguments: "list[str]") -> int:
    if importlib.util.find_spec("atheris") is None:
        print("Fuzzing needs atheris, which is not installed: `pip install --group fuzz` in this environment (Linux).")
        return 1
    seconds = int(arguments[0]) if arguments and arguments[0].isdecimal() else SECONDS
    return max(_run(target, seconds // len(TARGETS)) for target in TARGETS)


def _run(target: str, seconds: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix=f"libdesk-fuzz-{target}-"))
    for number, seed in enumerate(_seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_total_time={max(1, seconds)}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={folder}/",
        "-verbosity=1",
    ]
    print(f"{target}: {seconds} s, in {folder}", flush=True)
    command = [sys.executable, "-m", "tests.fuzz", target, *options, str(folder)]
    return subprocess.run(command, check=False).returncode


def _seeds(target: str) -> "list[bytes]":
    from tests.exchange import made_files
    from tests.exchange.marc_files import BOOKS, record

    if target == "lists":
        texts = (
            "分类号,类名\nI247.5,新体小说\n[K825.6],人物\n", "书名,作者,ISBN,册数\n三国,罗贯中,9787020008728,3\n",
            "读者证号,姓名,图书条码,借书日期\nR1,王一,0012,2026-03-01\n",
            "《三国》 罗贯中 人民文学出版社 9787020008728\n",
            "名次,姓名,班级,得分,奖项\n1,李明,三(1)班,95,一等奖\n2,王芳,三(1)班,90,鼓励奖\n",
            "一等奖\n姓名,成绩,,姓名,成绩\n李明,95,,王芳,88\n",
        )  # fmt: skip
        heads = [["分类号", "类名"], ["I247.5", "新体小说"]]
        return [*(text.encode() for text in texts), made_files.xlsx(("表", heads)), made_files.xls(("表", heads))]
    if target == "tables":
        text = "书名,作者,条码\n三国,罗贯中,0012\n"
        made = [text.encode(), text.encode("gbk"), text.encode("utf-16"), b"<table><tr><td>a</td></tr></table>"]
        rows = [["书名", "条码"], ["三国", "0012"]]
        return [*made, made_files.xlsx(("书目", rows)), made_files.xls(("书目", rows))]
    from libdesk.exchange.marc.read import record_in
    from libdesk.exchange.marc.xml import HEAD, TAIL, record_xml

    whole = [record(book, encoding) for book in BOOKS for encoding in ("utf-8", "gb18030")]
    xml = HEAD + record_xml(record_in(whole[2], "utf-8")) + TAIL
    return [*whole, whole[2] + b"\r\n" + whole[5], whole[2].decode("utf-8").encode("utf-16"), xml.encode()]


def marc(data: bytes) -> None:
    """Every piece is a draft or a fault, and what was kept is read again."""
    from libdesk.domain.errors import DeskError
    from libdesk.exchange.marc.read import read_bytes, read_one

    try:
        rows = list(read_bytes(data, "fuzz"))
    except DeskError:
        return
    for row in rows:
        assert (row.draft is None) == bool(row.why())
        if row.draft is not None:
            read_one(row.raw, row.encoding, row.form)
            assert all("\x1e" not in text and "\x1f" not in text for text in (row.draft.title, row.draft.author))


def tables(data: bytes) -> None:
    """A list is read or told why not; its rows add up."""
    from libdesk.domain.errors import DeskError
    from libdesk.exchange.books import parse_books
    from libdesk.exchange.columns import guess_mapping
    from libdesk.exchange.fields import ListKind
    from libdesk.exchange.readers import parse_readers
    from libdesk.exchange.rosters import logical_tables
    from libdesk.exchange.tables import read_tables

    try:
        found = read_tables(data, "fuzz")
    except DeskError:
        return
    for table in found.tables:
        assert parse_books(table, guess_mapping(table, ListKind.BOOKS)).adds_up
    for table in logical_tables(found.tables, "fuzz"):
        assert parse_readers(table, guess_mapping(table, ListKind.READERS)).adds_up


def lists(data: bytes) -> None:
    """Classes, open loans, offers, results and the bureau's lists: read or told why not; their rows add up."""
    from libdesk.domain.errors import DeskError
    from libdesk.exchange.bureau import read_list
    from libdesk.exchange.class_tables import read_classes
    from libdesk.exchange.columns import guess_mapping
    from libdesk.exchange.fields import ListKind
    from libdesk.exchange.loans import parse_loans
    from libdesk.exchange.offers import offer_mapping, offers_of
    from libdesk.exchange.result_sheets import read_results
    from libdesk.exchange.tables import read_tables

    with suppress(DeskError):
        read_list(data, "fuzz")
    try:
        found = read_tables(data, "fuzz")
    except DeskError:
        return
    for table in found.tables:
        assert parse_loans(table, guess_mapping(table, ListKind.LOANS)).adds_up
        assert offers_of(table, offer_mapping(table)).adds_up
    with suppress(DeskError):
        read = read_classes(found)
        assert len(read.entries) + len(read.faults) + read.doubles + read.passed_over == read.rows
    with suppress(DeskError):
        results = read_results(found)
        lines = sum(len(table.rows) for table in found.tables)
        assert results.passed_over <= lines
        assert all(1 <= one.line <= lines and one.name for one in results.lines)


READERS: Final = {"marc": marc, "tables": tables, "lists": lists}


def _fuzz(target: str, options: "list[str]") -> None:
    import atheris

    with atheris.instrument_imports(include=["libdesk"], enable_loader_override=False):
        import libdesk.exchange.books
        import libdesk.exchange.bureau
        import libdesk.exchange.class_tables
        import libdesk.exchange.columns
        import libdesk.exchange.loans
        import libdesk.exchange.marc.read
        import libdesk.exchange.offers
        import libdesk.exchange.readers
        import libdesk.exchange.result_sheets
        import libdesk.exchange.rosters
        import libdesk.exchange.tables  # noqa: F401

    atheris.Setup([sys.argv[0], *options], READERS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    _fuzz(sys.argv[1], sys.argv[2:])
