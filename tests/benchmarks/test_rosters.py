"""How long a librarian waits for next year's roster of 3,000: read, compared with the library, and written."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import openpyxl

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.imports.plans import BookChoices, ReaderChoices, ReaderPlan
from libdesk.domain.ops import Role
from libdesk.domain.progress import Progress
from libdesk.store.database import Library, create_library
from libdesk.ui.imports import work
from libdesk.ui.imports.reading import read
from tests.benchmarks.figures import FIGURES

NOW: Final = datetime(2026, 3, 9, 2, tzinfo=UTC)
PUPILS: Final = 3_000
IN_CLASS: Final = 45
SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
GIVEN: Final = "子涵梓萱浩然欣怡宇轩思远雨桐诗琪俊杰若曦明哲嘉懿天佑语嫣"


def roster(path: Path, *, moved: int) -> Path:
    """Pupils of six grades with their numbers; every pupil is `moved` classes on."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append(["阳光小学学生名册"])
    sheet.append(["班级", "姓名", "性别", "学号", "身份证件号", "联系电话"])
    for n in range(PUPILS):
        grade, place = divmod(n, PUPILS // 6)
        number = (place // IN_CLASS + moved) % 11 + 1
        name = SURNAMES[n % 40] + GIVEN[n // 40 % 26] + GIVEN[n // 7 % 26]
        row: Sequence[Any] = (
            f"{'一二三四五六'[grade]}({number})班", name, "男女"[n % 2], float(20200000 + n), "110105201601011234",
            f"1380013{n:04d}",
        )  # fmt: skip
        sheet.append(row)
    book.save(path)
    return path


def outlook(desk: Desk, path: Path) -> ReaderPlan:
    """What the page does between the choice of a file and the preview."""
    plan, _clash = work.make_plan(desk, read(path), BookChoices(), ReaderChoices(), Progress())
    assert isinstance(plan, ReaderPlan)
    return plan


def test_a_roster_of_three_thousand_is_compared_and_written_in_two_seconds_each(benchmark: Any, tmp_path: Path) -> None:
    path = tmp_path / "school.libdesk"
    create_library(path)
    desk = Desk(Library(path), clock=lambda: NOW, actor=Actor(Role.LIBRARIAN))
    try:
        first = outlook(desk, roster(tmp_path / "first.xlsx", moved=0))
        assert first.counts.new == PUPILS
        began = time.perf_counter()
        work.write_plan(desk, first, Progress())
        written = time.perf_counter() - began
        anew = roster(tmp_path / "anew.xlsx", moved=1)
        plan = benchmark.pedantic(lambda: outlook(desk, anew), rounds=3)
        assert plan.counts.changed == PUPILS
        began = time.perf_counter()
        work.write_plan(desk, plan, Progress())
        moved = time.perf_counter() - began
    finally:
        desk.close()
    compared = benchmark.stats.stats.median
    words = "three_thousand"
    FIGURES.note(
        "roster of 3,000 rows read, previewed, compared with a library of 3,000", f"{compared:.2f} s", "2 s", words
    )
    FIGURES.note("the same written with its backup: all new", f"{written:.2f} s", "2 s", words)
    FIGURES.note("the same written with its backup: all in another class", f"{moved:.2f} s", "2 s", words)
    assert max(compared, written, moved) <= 2
