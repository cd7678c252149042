"""5,000 barcode labels against the same texts and bars by bare canvas operations, and each code read back."""

import time
from collections import Counter
from io import BytesIO
from typing import Any, Final

import zxingcpp
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.codes.code128 import code128_widths
from libdesk.documents.fonts import MM, printable, runs
from libdesk.documents.labels import LabelPages, unprintable
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import LabelKind, LabelLayout, LabelRow, Rows
from libdesk.domain.sheets import LABEL_SHEETS
from libdesk.paths import resource
from tests.benchmarks.conftest import memory_mb
from tests.benchmarks.figures import FIGURES
from tests.documents.pdf import opened

LABELS: Final = 5_000
ROWS: Final = 100_000
DPI: Final = 300
SCHOOL: Final = "阳光小学图书馆"
WORDS: Final = (
    "城南", "旧事", "草房子", "夏洛", "的网", "稻草人", "昆虫", "记", "十万个", "为什么", "海底", "两万里", "西游",
    "水浒", "少年", "百科", "童话", "故事", "山海", "星空", "植物", "图鉴", "中国", "古代", "神话", "寓言", "名人",
    "传记", "数学", "实验", "地理", "历史", "成语", "唐诗", "宋词", "三百首", "绿野", "仙踪", "小王子", "爱的",
    "教育", "鲁滨逊", "漂流", "格列佛", "游记", "汤姆", "历险", "安徒生",
)  # fmt: skip
SHEET: Final = LABEL_SHEETS["l7651"]
LAYOUT: Final = LabelLayout(LabelKind.BARCODE, SCHOOL)


def row(number: int) -> LabelRow:
    title = WORDS[number % 41] + WORDS[number // 7 % 43] + f"：{WORDS[number // 3 % 47]}（第{number % 900}版）"
    return LabelRow(number, title, f"T{number:06d}", f"I247.5/{number}")


def bare(rows: list[LabelRow]) -> bytes:
    """The same sheet, school, titles, numbers and bars, one path a code, and no rule kept: neither room nor dots."""
    pdfmetrics.registerFont(TTFont("bare", str(resource("fonts", "NotoSansSC-Regular.ttf"))))
    rl_config.useA85 = 0
    target = BytesIO()
    canvas = Canvas(target, pagesize=(SHEET.page_width * MM, SHEET.page_height * MM), pageCompression=1)
    module = 4 * 72 / DPI
    for at, one in zip(SHEET.places(len(rows)), rows, strict=True):
        if at.page >= canvas.getPageNumber():
            canvas.showPage()
        x, y = at.x * MM, (SHEET.page_height - at.y - SHEET.label_height) * MM
        middle = x + SHEET.label_width * MM / 2
        canvas.setFont("bare", 6)
        canvas.drawCentredString(middle, y + 50, SCHOOL)
        canvas.drawCentredString(middle, y + 42, one.title)
        widths = code128_widths(one.code)
        left = middle - sum(widths) * module / 2
        path = []
        for bar, gap in zip(widths[::2], (*widths[1::2], 0), strict=True):
            path.append(f"{left:.3f} {y + 15:.3f} {bar * module:.3f} 22 re")
            left += (bar + gap) * module
        canvas._code.append("\n".join([*path, "f"]))
        canvas.setFont("bare", 6.5)
        canvas.drawCentredString(middle, y + 6, one.code)
    canvas.save()
    return target.getvalue()


def test_five_thousand_labels_take_hardly_longer_than_bare_operations(benchmark: Any) -> None:
    rows = [row(number) for number in range(LABELS)]
    pages = LabelPages(Rows.of(rows), LAYOUT, SHEET, Press(dpi=DPI))
    warm = pages.pdf(0, 1), bare(rows[:65])
    assert all(warm)
    before = memory_mb()
    times: list[tuple[float, float]] = []
    made = b""
    for _round in range(3):
        for kept in (code128_widths, printable, runs):
            kept.cache_clear()  # no text and no code comes again on real labels
        began = time.process_time()
        made = pages.pdf()
        own = time.process_time() - began
        code128_widths.cache_clear()
        began = time.process_time()
        bare(rows)
        times.append((own, time.process_time() - began))
    grown = memory_mb() - before
    benchmark.pedantic(lambda: pages.pdf(0, 1), rounds=3)
    ratio = min(own for own, _bare in times) / min(other for _own, other in times)
    words, size = "hardly_longer", len(made) / 1_000_000
    FIGURES.note("5,000 barcode labels", f"{min(own for own, _bare in times):.2f} s", "", words)
    FIGURES.note("the same by bare canvas operations", f"{min(other for _own, other in times):.2f} s", "", words)
    FIGURES.note("the first in relation to the second", f"{ratio:.2f}", "1.3", words)
    FIGURES.note("memory that 5,000 labels took", f"{grown:.0f} MB", "200 MB", words)
    FIGURES.note("the file of 5,000 labels", f"{size:.1f} MB", "35 MB", words)
    assert ratio <= 1.3
    assert grown <= 200
    assert size <= 35


def test_the_first_page_of_a_hundred_thousand_labels_is_there_at_once(benchmark: Any) -> None:
    asked: list[int] = []

    def fetch(first: int, last: int) -> list[LabelRow]:
        asked.append(last - first)
        return [row(number) for number in range(first, last)]

    def first_page() -> bytes:
        return LabelPages(Rows(ROWS, fetch), LAYOUT, SHEET, Press(dpi=DPI)).pdf(0, 1)

    benchmark.pedantic(first_page, rounds=5)
    assert set(asked) == {SHEET.per_page}
    took = benchmark.stats.stats.max
    FIGURES.note(
        "the first of 1,539 pages of labels, fonts read first", f"{took * 1000:.0f} ms", "300 ms", "first_page"
    )
    assert took <= 0.3


def test_every_code_of_five_thousand_is_read_back() -> None:
    rows = Rows.of([row(number) for number in range(LABELS)])
    assert unprintable(rows, LAYOUT, SHEET, Press(dpi=DPI)) == []
    began = time.perf_counter()
    read: Counter[str] = Counter()
    with opened(LabelPages(rows, LAYOUT, SHEET, Press(dpi=DPI)).pdf()) as document:
        for page in document:
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            kinds = zxingcpp.BarcodeFormat.Code128
            read.update(
                found.text
                for found in zxingcpp.read_barcodes(picture, formats=kinds, try_rotate=False, try_downscale=False)
            )
    assert read == Counter(one.code for one in rows.part(0, LABELS))
    FIGURES.note("5,000 codes at 300 dpi read back", f"{time.perf_counter() - began:.1f} s", "all", "read_back")
