"""2,000 photo cards against the same frames, words, bars and photos by bare ReportLab, and each code read back."""

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
import zxingcpp
from PIL import Image
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from libdesk.documents.cards import CardPages, check_cards
from libdesk.documents.cards.palette import PALETTE
from libdesk.documents.codes.code128 import code128_widths
from libdesk.documents.fonts import MM
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.sheets import CARD_SHEETS
from libdesk.paths import resource
from tests.benchmarks.figures import FIGURES
from tests.documents.pdf import opened

CARDS: Final = 2_000
RATIO: Final = 1.5
MOST_MB: Final = 200
FILE_MB: Final = 35
FIRST_MS: Final = 300
DPI: Final = 300
SHEET: Final = CARD_SHEETS["a4_10_cards"]
LAYOUT: Final = CardLayout("阳光小学图书馆", "书籍是人类进步的阶梯", back=False)
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN: Final = "小雨明华思远建国丽娜志强欣怡子涵浩然梓轩桐一诺若曦宇航俊杰佳琪诗梦瑶晨博文天佑"


def photo(number: int) -> bytes:
    """About as many bytes as a real one of 295 × 413 points: 2,000 are 31 MB."""
    made = random.Random(number)
    picture = Image.frombytes("RGB", (16, 22), made.randbytes(16 * 22 * 3))
    out = BytesIO()
    picture.resize((295, 413), Image.Resampling.BICUBIC).save(out, "JPEG", quality=76)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photos")
    for number in range(CARDS):
        (path / f"{number}.jpg").write_bytes(photo(number))
    return path


def row(number: int, folder: Path) -> CardRow:
    name = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)] + GIVEN[number // 50 % len(GIVEN)]
    return CardRow(number, name, f"{'一二三四五六'[number // 400 % 6]}({number // 40 % 10 + 1})班", "学生",
                   f"2021{number:04d}", f"S2018{number:05d}", date(2027, 8, 31), number // 40,
                   (folder / f"{number}.jpg").read_bytes())  # fmt: skip


def cards(folder: Path, count: int = CARDS) -> Rows[CardRow]:
    return Rows(count, lambda first, last: [row(number % CARDS, folder) for number in range(first, last)])


class _Jpeg(PDFImageXObject):  # type: ignore[misc]
    """The best that ReportLab offers: the file's own bytes, nothing unpacked."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name)
        self.loadImageFromJPEG(BytesIO(data))


def bare(rows: list[CardRow]) -> bytes:
    """The same places, words, bars and photos, and no rule kept: nothing is measured, fitted or checked."""
    for name, file in (("bare", "NotoSansSC-Regular.ttf"), ("bare-bold", "NotoSansSC-Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    rl_config.useA85 = 0
    out = BytesIO()
    width, height = SHEET.label_width * MM, SHEET.label_height * MM
    canvas = Canvas(out, pagesize=(SHEET.page_width * MM, SHEET.page_height * MM), pageCompression=1)
    for number, colour in enumerate(PALETTE):
        canvas.beginForm(f"head{number}", 0, 0, width, height)
        canvas.setFillColorRGB(*colour.ground)
        canvas.rect(0, height - 28, width, 28, stroke=0, fill=1)
        canvas.setFillGray(colour.ink)
        canvas.setFont("bare-bold", 11.5)
        canvas.drawString(11, height - 18, LAYOUT.school)
        canvas.setFont("bare", 8)
        canvas.drawRightString(width - 11, height - 17, "读者证")
        canvas.setFillGray(0.35)
        canvas.setFont("bare", 6.5)
        canvas.drawString(11, 8, LAYOUT.line)
        canvas.endForm()
    canvas.beginForm("marks", 0, 0, SHEET.page_width * MM, SHEET.page_height * MM)
    for n in range(6):
        canvas.line(40, 40 + n * height, 50, 40 + n * height)
        canvas.line(545, 40 + n * height, 555, 40 + n * height)
    canvas.endForm()
    module = 4 * 72 / DPI
    for at, one in zip(SHEET.places(len(rows)), rows, strict=True):
        if at.page >= canvas.getPageNumber():
            canvas.showPage()
        if canvas.getPageNumber() - 1 == at.page and (at.x, at.y) == SHEET.corner(0):
            canvas.doForm("marks")
        x, y = at.x * MM, (SHEET.page_height - at.y - SHEET.label_height) * MM
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(f"head{(one.colour or 0) % len(PALETTE)}")
        canvas.restoreState()
        assert one.photo is not None
        name = f"photo{one.reader_id}"
        canvas._doc.addForm(name, _Jpeg(name, one.photo))
        canvas.saveState()
        canvas.transform(70.9, 0, 0, 99.2, x + 11, y + 18)
        canvas.doForm(name)
        canvas.restoreState()
        canvas.setFillGray(0)
        canvas.setFont("bare-bold", 19)
        canvas.drawString(x + 93, y + 100, one.name)
        canvas.setFont("bare-bold", 11)
        canvas.drawString(x + 93, y + 82, one.group)
        canvas.setFillGray(0.35)
        canvas.setFont("bare", 8)
        canvas.drawString(x + 93, y + 70, f"{one.kind}·编号 {one.school_no}")
        canvas.drawString(x + 93, y + 58, "有效期至 2027年8月31日")
        canvas.setFillGray(0)
        left, path = x + 93, []
        widths = code128_widths(one.code)
        for bar, gap in zip(widths[::2], (*widths[1::2], 0), strict=True):
            path.append(f"{left:.3f} {y + 28:.3f} {bar * module:.3f} 25 re")
            left += (bar + gap) * module
        canvas._code.append("\n".join([*path, "f"]))
        canvas.setFont("bare", 8)
        canvas.drawCentredString(x + 147, y + 19, one.code)
    canvas.save()
    return out.getvalue()


def test_two_thousand_photo_cards_take_hardly_longer_than_bare_reportlab(benchmark: Any, folder: Path) -> None:
    rows = list(cards(folder).part(0, CARDS))
    pages = CardPages(Rows.of(rows), LAYOUT, SHEET, Press(dpi=DPI))
    assert pages.pdf(0, 1)
    assert bare(rows[:10])
    own, other, made = [], [], b""
    for _round in range(4):  # in turn, so that a busy machine holds up both
        began = time.process_time()
        made = pages.pdf()
        between = time.process_time()
        bare(rows)
        own.append(between - began)
        other.append(time.process_time() - between)
    benchmark.pedantic(lambda: pages.pdf(0, 1), rounds=3)
    ratio, size, words = min(own) / min(other), len(made) / 1_000_000, "bare_reportlab"
    FIGURES.note("2,000 photo cards", f"{min(own):.2f} s", "", words)
    FIGURES.note("the same by bare ReportLab", f"{min(other):.2f} s", "", words)
    FIGURES.note("the first in relation to the second", f"{ratio:.2f}", f"{RATIO}", words)
    FIGURES.note("the file of 2,000 photo cards", f"{size:.1f} MB", f"{FILE_MB} MB", words)
    assert ratio <= RATIO
    assert size <= FILE_MB


def test_two_thousand_photo_cards_fit_into_memory(folder: Path) -> None:
    """In a process of its own, which begins with nothing: all that it ever holds."""
    program = (
        "import sys; from pathlib import Path\n"
        "import time; began = time.process_time()\n"
        "from libdesk.documents.cards import CardPages\n"
        "from libdesk.domain.rows.prints import CardLayout, CardRow, Rows\n"
        "from libdesk.domain.sheets import CARD_SHEETS\n"
        "folder = Path(sys.argv[1])\n"
        "def fetch(first, last):\n"
        "    return [CardRow(n, '李小雨', '五(3)班', '学生', str(n), f'S{n:07d}', None, n // 40,\n"
        "                    (folder / f'{n}.jpg').read_bytes()) for n in range(first, last)]\n"
        "pages = CardPages(Rows(2000, fetch), CardLayout('阳光小学图书馆'), CARD_SHEETS['a4_10_cards'])\n"
        "pages.pdf(0, 1)\n"
        "print((time.process_time() - began) * 1_000)\n"
        "assert len(pages.pdf()) > 20_000_000\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=True)
    first, most = done.stdout.split()
    held = int(most) / 1_000
    FIGURES.note("the very first page of such a process, fonts to be read", f"{float(first):.0f} ms of CPU",
                 f"{FIRST_MS} ms", "into_memory")  # fmt: skip
    FIGURES.note(
        "all memory of a process that makes 2,000 photo cards", f"{held:.0f} MB", f"{MOST_MB} MB", "into_memory"
    )
    assert held <= MOST_MB
    assert float(first) <= FIRST_MS


def test_the_first_page_of_a_hundred_thousand_cards_is_there_at_once(benchmark: Any, folder: Path) -> None:
    def first_page() -> bytes:
        return CardPages(cards(folder, 100_000), LAYOUT, SHEET, Press(dpi=DPI)).pdf(0, 1)

    benchmark.pedantic(first_page, rounds=5, warmup_rounds=1)
    took = benchmark.stats.stats.max * 1_000
    FIGURES.note("the first of 10,000 pages of cards, fonts read first", f"{took:.0f} ms", f"{FIRST_MS} ms", "at_once")
    assert took <= FIRST_MS


def test_every_code_of_two_thousand_cards_is_read_back(folder: Path) -> None:
    rows = cards(folder)
    assert check_cards(rows, LAYOUT, SHEET, Press(dpi=DPI)).faults == ()
    began, found = time.perf_counter(), Counter[str]()
    with opened(CardPages(rows, LAYOUT, SHEET, Press(dpi=DPI)).pdf()) as document:
        for page in document:
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128, try_rotate=False)
            found.update(it.text for it in read)
    assert found == Counter(f"S2018{number:05d}" for number in range(CARDS))
    FIGURES.note(
        "2,000 codes of cards at 300 dpi read back", f"{time.perf_counter() - began:.1f} s", "all", "cards_is_read"
    )
