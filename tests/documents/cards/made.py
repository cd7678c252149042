"""Readers, photos and layouts for the tests of cards, all made up."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any, Final

from PIL import Image

from libdesk.domain.rows.prints import CardLayout, CardRow
from libdesk.domain.sheets import Sheet

SCHOOL: Final = "阳光小学图书馆"
LONG_SCHOOL: Final = "内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇中心校附属小学图书馆"
LONG_NAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章",
    "买买提江·阿卜杜克热木·玉素甫江·阿布都热西提·吐尔逊江·努尔买买提·库尔班江·艾力",
    "Wolfeschlegelsteinhausenbergerdorff-Anna",
    "古丽努尔·艾合买提",
    "𠮷田龙䶮",
)
TALL: Final = Sheet("upright", 210, 297, 53.98, 85.6, 3, 3, 20, 15, 5, 3)
SMALL: Final = Sheet("small", 210, 297, 70, 40, 2, 6, 20, 20, 5, 3)
A6: Final = Sheet("A6", 148, 105, 148, 105)
PLAIN: Final = CardLayout(SCHOOL)


@cache
def photo(seed: int = 0) -> bytes:
    """Colours that run into each other, as a JPEG of the size that is kept."""
    picture = Image.frombytes("RGB", (8, 11), random.Random(seed).randbytes(8 * 11 * 3))
    out = BytesIO()
    picture.resize((295, 413), Image.Resampling.BICUBIC).save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def logo(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 200), (180, 20, 30)).save(out, kind)
    return out.getvalue()


def card(number: int = 1, **how: Any) -> CardRow:
    row = CardRow(number, "李小雨", "五(3)班", "学生", f"2021{number:04d}", f"S2018{number:05d}", date(2027, 8, 31),
                  number % 12)  # fmt: skip
    return replace(row, **how)


def cards(count: int, **how: Any) -> list[CardRow]:
    return [card(number, **how) for number in range(count)]


def codes(rows: Sequence[CardRow]) -> Counter[str]:
    return Counter(row.code for row in rows)
