"""What the sample shows the school's leaders: study and research, equipment, the summary of the term before."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from libdesk.demo.school import School
from libdesk.domain.show import show_day
from libdesk.domain.summaries import OWN, Chapter

_STUDY: Final = (
    (150, "study", "学习《中小学图书馆（室）规程》", "王老师", 20, "对照规程自查，列出整改清单"),
    (96, "study", "区图书馆：报刊登到与装订培训", "王老师", 60, "整理了本馆的装订办法"),
    (47, "research", "低年级绘本阅读习惯调查", "王老师、李老师", 45, "调查报告一份"),
    (12, "study", "观摩实验小学图书馆开放课", "李老师", 30, ""),
)
_EQUIPMENT: Final = (
    ("电脑", "台式机", "TSG-01", 2, 1, 1_460, 420_000, "good"),
    ("条码扫描枪", "一维有线", "TSG-05", 3, 1, 1_460, 26_000, "good"),
    ("激光打印机", "A4 黑白", "TSG-08", 1, 1, 980, 158_000, "broken"),
    ("双面书架", "钢制六层", "", 24, 1, 2_600, 68_000, "good"),
    ("阅览桌", "六人", "", 12, 2, 2_600, 45_000, "good"),
    ("空调", "3 匹柜机", "TSG-11", 2, 2, 730, 620_000, "good"),
)


def leaders(school: School) -> Iterator[tuple[str, str, list[tuple[Any, ...]]]]:
    """Table, columns, rows."""
    today = school.today
    yield (
        "study", "day, kind, topic, who, hours_tenth, outcome",
        [((today - timedelta(days=ago)).isoformat(), *rest) for ago, *rest in _STUDY],
    )  # fmt: skip
    yield (
        "equipment", "name, model, number, quantity, place_id, bought_day, price_fen, state",
        [
            (name, model, number, count, place, (today - timedelta(days=ago)).isoformat(), fen, state)
            for name, model, number, count, place, ago, fen, state in _EQUIPMENT
        ],
    )  # fmt: skip
    _oldest, before, _current, _after = school.calendar.terms
    term_id = school.calendar.terms.index(before) + 1
    day = min(before.last, today).isoformat()
    text = (
        f"本学期自{show_day(before.first, weekday=False, year=True)}开学，图书馆按计划完成借阅、采编、修补和读书活动"
        "各项工作，期末图书清还顺利。"
    )
    chapters = (
        Chapter(f"{OWN}1", "学期工作回顾", text),
        Chapter(f"{OWN}2", "存在的问题", "低年级书架偏高，学生取书不便；报刊装订比计划晚了两周。"),
        Chapter(f"{OWN}3", "下学期打算", "添置低年级书架，按月装订过期报刊，办好四月读书节。"),
    )
    kept = json.dumps([chapter.kept() for chapter in chapters], ensure_ascii=False)
    if before.last < today:
        yield "summary", "term_id, chapters, made_day, changed_day", [(term_id, kept, day, day)]
