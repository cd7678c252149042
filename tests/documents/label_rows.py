"""Copies as label tests need them: numbers of every kind met, long and short titles, call numbers with all marks."""

from typing import Final

from libdesk.documents.codes.ean13 import ean13_check
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import LabelKind, LabelLayout, LabelRow, Rows, Symbology
from libdesk.domain.sheets import Sheet

SCHOOL: Final = "阳光小学图书馆"
LONGEST: Final = (
    "十万个为什么：植物的秘密生活与它们不为人知的生存智慧（彩图珍藏版·第三册）—"
    "Why Plants Do What They Do: a guide for curious readers"
)
LONG_SCHOOL: Final = "内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇中心校附属小学图书馆" * 2
TITLES: Final = ("城南旧事", "草房子（插图本）", LONGEST, "Charlotte's Web")
CODES: Final = ("T{:06d}", "{:07d}", "S2018{:05d}", "99{:05d}", "{:010d}", "DPB{:06d}", "04A3F{:03d}")
CALL_NOS: Final = (
    "I247.5/123", "I247.58/J822-2(14)#3", "H319.4:I712.84/15", "TP312.8-43/2=2(上)", "G624.233.208.5/1024(12)",
    "Q94-49/7", "I287.45(712)=535:I561.84/10248=2(第一册)#12",
)  # fmt: skip


def isbn(number: int) -> str:
    """Another one for each label: zxing takes equal ones beside each other for one."""
    digits = f"{'979' if number % 7 == 3 else '978'}{7020000000 + number * 10_007:010d}"[:12]
    return digits + ean13_check(digits)


def label_row(number: int, codes: tuple[str, ...] = CODES) -> LabelRow:
    code = codes[number % len(codes)].format(number % 1000)
    return LabelRow(number + 1, TITLES[number % 4], code, CALL_NOS[number % 7], str(number), "书库", isbn(number))


def label_rows(count: int, codes: tuple[str, ...] = CODES) -> Rows[LabelRow]:
    return Rows.of([label_row(number, codes) for number in range(count)])


def layout(
    kind: LabelKind = LabelKind.BARCODE, *, school: str = SCHOOL, each: int = 1, **how: Symbology
) -> LabelLayout:
    return LabelLayout(kind, school, each=each, **how)


def full_page(sheet: Sheet) -> int:
    """A full page of a sheet; of a roll as many as there are kinds of codes."""
    return max(sheet.per_page, len(CODES))


def at(dpi: int) -> Press:
    return Press(dpi=dpi)
