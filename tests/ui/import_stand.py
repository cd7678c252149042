"""Lists and small helpers for the tests of the import page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.exchange.fields import Field
from libdesk.ui.tabs.import_tab import ImportTab

BOOKS = [
    ["书名", "作者", "ISBN", "条码"],
    ["活着", "余华", "9787506365437", "T1"],
    ["草房子", "曹文轩", "9.79E+12", "T2"],
]
ROSTER = [
    ["阳光小学名册"], ["姓名", "班级", "学号", "身份证件号", "校园卡号"],
    ["张三", "四(1)班", "1", "110105201601011234", "0000001"],
    ["李四", "四(1)班", "2", "110105201602021234", "0000002"],
]  # fmt: skip


def csv(folder: Path, rows: list[list[str]], name: str = "list.csv", encoding: str = "gb18030") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode(encoding))
    return path


def settled(qtbot: QtBot, page: ImportTab, what: Callable[[], object]) -> None:
    """Do something and wait until no job of the page runs any more."""
    what()
    qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=20_000)


def shown(widget: QWidget) -> bool:
    return not widget.isHidden()


def count(desk: Desk, table: str) -> int:
    return int(desk.library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def choose(page: ImportTab, at: int, field: Field | None) -> None:
    combo = page.sample.combos[at]
    combo.setCurrentIndex(combo.findData(field))
    combo.activated.emit(combo.currentIndex())
