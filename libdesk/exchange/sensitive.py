"""Columns of a roster that a library must not keep: named by heading or content, emptied before anybody sees a row.

Identity numbers, 学籍号 (which holds one), addresses, telephones, parents, birthdays: under-14s' data is
sensitive by law (《个人信息保护法》 article 28).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from libdesk.domain.identifiers import (
    looks_like_phone,
    looks_like_pupil_record_number,
    looks_like_resident_id,
)
from libdesk.exchange.fields import ListKind
from libdesk.exchange.header_words import match_heading, plain_heading
from libdesk.exchange.tables import Table

_HEADINGS: Final = re.compile(
    "身份证|证件号|证件类型|身份证件|学籍(?!.*班|.*年级)|个人标识|全国.*号|住址|地址|居住|户口|户籍|籍贯|出生|生日|民族|国籍|电话|手机|联系|家长|父亲|母亲|"
    "监护|家庭|邮箱|email|e_mail|mail|phone|mobile|tel|address|birth|id_card|idcard|qq|微信|wechat|政治面貌|健康|血型|残疾|留守|"
    "贫困|资助|低保|银行|港澳台|宗教|婚姻|邮编|邮政编码|年龄|照片|指纹|人脸|身高|体重|视力|过敏"
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOME: Final = re.compile(r"(?:省|市|区|县|镇|乡|街道|小区).*(?:路|街|村|号|栋|幢|室|组|屯|巷|弄)")
_SHARE: Final = 0.5  # of the filled cells must look the part

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class SensitiveColumn:
    """A column that is left out; `heading` is what the file calls it, "" when only its content gave it away."""

    index: int
    heading: str


def is_sensitive_heading(heading: str) -> bool:
    """Whether a heading names what a library must not keep: 家长信息, 联系方式."""
    return _HEADINGS.search(plain_heading(heading)) is not None


def sensitive_columns(header: Sequence[str], rows: Rows) -> tuple[SensitiveColumn, ...]:
    """The columns of a roster to leave out, by heading and by content."""
    width = max([len(header), *map(len, rows)], default=0)
    found = []
    for index in range(width):
        heading = header[index] if index < len(header) else ""
        known = bool(match_heading(heading, ListKind.READERS))
        if is_sensitive_heading(heading) or _holds_personal_numbers(rows, index, known=known):
            found.append(SensitiveColumn(index, heading))
    return tuple(found)


def is_personal_number(text: str) -> bool:
    """Whether a cell of any column holds an identity-card number, a 学籍号 made of one (G, L), or an e-mail address."""
    if len(text) < 6 or (text.isascii() and text.isalpha()):
        return False
    return looks_like_resident_id(text.lstrip("GLgl")) or _EMAIL.search(text) is not None


def without(table: Table, columns: Sequence[SensitiveColumn], header: int | None) -> Table:
    """The table with these columns emptied below the header; every other cell stays in its place.

    A row with one cell is a title that happens to begin there.
    """
    if not columns:
        return table
    gone = frozenset(column.index for column in columns)
    first = 0 if header is None else header + 1
    rows = tuple(
        row if i < first or _is_title(row) else tuple("" if at in gone else cell for at, cell in enumerate(row))
        for i, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _is_title(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and not is_personal(filled[0])


def is_personal(cell: str) -> bool:
    """The same, or a telephone, or an address."""
    return (
        is_personal_number(cell)
        or looks_like_pupil_record_number(cell)
        or looks_like_phone(cell)
        or _HOME.search(cell) is not None
    )


def _holds_personal_numbers(rows: Rows, index: int, *, known: bool) -> bool:
    """Under a heading that is `known`, an 11-digit school number is no telephone and a 16-digit card no 学籍号."""
    looks_personal = is_personal_number if known else is_personal
    filled = [row[index] for row in rows if index < len(row) and row[index]]
    return bool(filled) and sum(map(looks_personal, filled)) >= _SHARE * len(filled)
