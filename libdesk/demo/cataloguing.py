"""What the sample shows behind its books: how they came, what waits, what is wished for and ordered, what went."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.repairs import proposed
from libdesk.demo.school import School
from libdesk.demo.stock import Copy
from libdesk.domain.matching import text_key

Table = tuple[str, str, list[tuple[Any, ...]]]
SUPPLIER: Final = "育才图书发行部"
DONORS: Final = ("2016届毕业生", "家长委员会", "社区图书馆")
NEWEST_DAYS: Final = 21  # ago came the newest batch at the latest: new books are of this term
ARRIVED: Final = 24  # copies of the newest batch that still wait
WISHES: Final = (
    ("月亮上的植物园", "顾小桥", "四年级很多同学想看"),
    ("折纸里的数学", "韩一舟", "数学兴趣小组用"),
    ("会说话的地图", "", "地理课推荐"),
    ("夏天的昆虫日记", "陶然", ""),
    ("古诗里的四季", "沈知微", "古诗词活动用"),
    ("厨房里的小实验", "罗一鸣", ""),
)
ORDERED: Final = (
    ("月亮上的植物园", "顾小桥", 2_800, 5, 5, 0),
    ("折纸里的数学", "韩一舟", 3_200, 5, 3, 0),
    ("古诗里的四季", "沈知微", 2_600, 10, 10, 1),
    ("大海写来的信", "欧阳蓝", 3_000, 3, 0, 0),
    ("小木匠的一天", "石头", 2_400, 3, 3, 0),
    ("星星为什么眨眼", "宋词", 3_600, 3, 0, 0),
    ("给树看病的人", "林深", 2_900, 2, 2, 0),
    ("一粒米的旅行", "田禾", 1_980, 5, 0, 0),
)
RECOMMENDED: Final = 10
NOTES: Final = ("读完会想再读一遍", "图画很美，适合一起看", "老师也喜欢", "短短的，每天一篇")


def batch_no(day: date) -> str:
    """The half-year's purchase: 2025-001 in spring, 2025-002 in autumn."""
    return f"{day.year}-{1 if day.month < 7 else 2:03d}"


def _key(copy: Copy) -> tuple[str, str]:
    """(number, kind) of the batch that a copy came with."""
    if copy.source == "gift":
        return f"{copy.entered.year}-003", "donation"
    if copy.source == "exchange":
        return f"{copy.entered.year}-004", "exchange"
    return batch_no(copy.entered), "purchase"


class Batches:
    """The batches of all copies, numbered from 1 in the order of their days."""

    def __init__(self, school: School) -> None:
        copies: dict[tuple[str, str], list[Copy]] = {}
        for copy in school.stock.copies:
            if copy.item_kind not in ("periodical", "newspaper"):
                copies.setdefault(_key(copy), []).append(copy)
        days = {key: min(one.entered for one in found) for key, found in copies.items()}
        self.copies, self.days = copies, days
        newest = max((key for key in copies if key[1] == "purchase"), key=lambda key: days[key])
        days[newest] = max(days[newest], school.today - timedelta(days=NEWEST_DAYS))
        self.ordered = sorted(copies, key=lambda key: (days[key], key))
        self.ids = {key: number for number, key in enumerate(self.ordered, start=1)}
        on_shelf = [one for one in copies[newest] if one.status == "shelf"]
        self.waiting = {one.id for one in on_shelf[-ARRIVED:]}

    def of(self, copy: Copy) -> int | None:
        return self.ids.get(_key(copy)) if copy.item_kind not in ("periodical", "newspaper") else None

    def day(self, copy: Copy) -> date:
        """The day that a copy was registered: that of its batch."""
        return self.days.get(_key(copy), copy.entered) if self.of(copy) else copy.entered


def before_copies(school: School, batches: Batches) -> Iterator[Table]:
    """What copies point at: the order that is on its way, the batches and their checks."""
    ordered = school.today - timedelta(days=20)
    yield (
        "purchase", "id, name, supplier, made_day, state, discount_permille, budget_fen",
        [(1, f"{school.today.year}年秋季补书", SUPPLIER, ordered.isoformat(), "ordered", 750, 200_000)],
    )  # fmt: skip
    rows, checks = [], []
    for (no, kind), number in batches.ids.items():
        day, copies = batches.days[no, kind], batches.copies[no, kind]
        fen = sum(copy.price_fen or 0 for copy in copies)
        bought = kind == "purchase"
        source = SUPPLIER if bought else DONORS[number % len(DONORS)]
        voucher = f"发票 {20_260_000 + number}" if bought else None
        paid = fen * 3 // 4 if bought else None
        rows.append((number, no, day.isoformat(), kind, source, voucher, fen, 750 if bought else None, paid))
        if number != len(batches.ordered):
            checks.append((number, (day + timedelta(days=1)).isoformat(), "书目审核小组", "passed"))
    yield "batch", "id, no, day, kind, source, voucher, list_fen, discount_permille, paid_fen", rows
    yield "content_check", "batch_id, day, by_whom, outcome", checks


def after_copies(school: School) -> Iterator[Table]:
    """What points at copies, titles and readers."""
    today = school.today
    withdrawn = [copy for copy in school.stock.copies if copy.status == "withdrawn"]
    done = (today - timedelta(days=60)).isoformat()
    yield (
        "withdrawal", "id, name, made_day, state, approved_by, approved_day, approval_no, disposal, done_day",
        [(1, "破损图书剔旧", done, "done", "校长办公会", done, f"校图〔{today.year}〕3号", "scrap", done),
         (2, "长期无人借的复本", (today - timedelta(days=3)).isoformat(), "draft", None, None, None, None, None)],
    )  # fmt: skip
    draft = [copy for copy in school.stock.copies[:400] if copy.status == "shelf" and copy.item_kind == "book"][:6]
    yield (
        "withdrawal_copy", "withdrawal_id, copy_id, reason, status_before",
        [*((1, copy.id, "damaged", "repair") for copy in withdrawn), *((2, copy.id, "unused", None) for copy in draft),
         *((2, copy.id, "damaged", None) for copy in proposed(school))],
    )  # fmt: skip
    pupils = [number for number, person in enumerate(school.people, start=1) if person.kind == "pupil"]
    wished = (today - timedelta(days=30)).isoformat()
    titles_ordered = [line[0] for line in ORDERED]
    yield (
        "wish", "id, reader_id, title, author, note, made_day, state",
        [
            (number, pupils[number * 37], title, author or None, note or None, wished,
             "ordered" if title in titles_ordered else "open")
            for number, (title, author, note) in enumerate(WISHES, start=1)
        ],
    )  # fmt: skip
    wishes = {title: number for number, (title, _author, _note) in enumerate(WISHES, start=1)}
    yield (
        "purchase_line",
        "purchase_id, seq, title, author, price_fen, wanted, delivered, damaged, wish_id",
        [(1, seq, title, author, fen, wanted, delivered, damaged, wishes.get(title))
         for seq, (title, author, fen, wanted, delivered, damaged) in enumerate(ORDERED, start=1)],
    )  # fmt: skip
    liked = [row for row in school.stock.titles if row[8] and row[8].startswith("I28")][:: max(1, 37)][:RECOMMENDED]
    since = (today - timedelta(days=14)).isoformat()
    yield (
        "recommendation", "title_id, grade_from, grade_to, note, from_day",
        [(row[0], 1 + nth % 5, 2 + nth % 5, NOTES[nth % len(NOTES)], since) for nth, row in enumerate(liked)],
    )  # fmt: skip
    yield (
        "notice", "id, name, day", [(1, "区教育局下架清单（示例）", (today - timedelta(days=90)).isoformat())],
    )  # fmt: skip
    yield (
        "notice_line", "notice_id, title, title_key, author",
        [(1, title, text_key(title), None) for title in ("不该再读的旧教辅", "过时的科技常识")],
    )  # fmt: skip
