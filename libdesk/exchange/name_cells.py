"""What schools write into the cell of a name beside the name: a number before it, a mark or a remark behind it, the
class.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from libdesk.exchange.person_names import looks_like_name, without_number
from libdesk.exchange.titles import reads_as_class

_MARKS: Final = re.compile(r"^[\s*＊★☆▲△●○◆◇■□#＃√✓]+|[\s*＊★☆▲△●○◆◇■□#＃√✓①-⑳]+$")
_REMARK: Final = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<remark>[^()]+)\)?")
_OPEN: Final = re.compile("[(（]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SEX: Final = {"男": "男", "女": "女", "男生": "男", "女生": "女"}
_CLASS_FIRST: Final = re.compile(r"(?P<class>.{2,12}?)\s*(?P<name>[\u3400-\u9fff·・•‧\U00020000-\U0003ffff]{2,})")
_NO_NAME: Final = re.compile(
    "名单|名册|花名|学生|成员|全体|人员|安排|情况|统计|一览|通讯|座位|分组|平均|班主任|教师|老师|家长|合计|人数|任课|登记"
)


@dataclass(frozen=True, slots=True)
class NameCell:
    """A name freed of what stood beside it: a remark (转学), and a sex that was written as one."""

    name: str
    remark: str = ""
    sex: str = ""


def read_name(text: str) -> NameCell:
    """李明（转学）, 王芳*, 3. 张敏, 赵静(女): the name alone. What tells two of one name apart, 李明(大), stays.

    A cell that would keep no name is left as it is.
    """
    plain = without_number(_MARKS.sub("", text))
    if plain.isalpha():
        return NameCell(plain)
    found = _REMARK.fullmatch(unicodedata.normalize("NFKC", plain)) if "(" in plain or "（" in plain else None
    if found is None or not _HAN.search(found["name"]):
        return NameCell(plain if any(map(str.isalpha, plain)) else text)
    remark, name = found["remark"].strip(), _OPEN.split(plain, maxsplit=1)[0].strip()
    if remark in _SEX:
        return NameCell(name, sex=_SEX[remark])
    return NameCell(name, remark) if len(_HAN.findall(remark)) > 1 else NameCell(plain)


def class_and_name(text: str) -> tuple[str, str]:
    """四1 李明, 四(2)班王芳: the class and the name that share one cell; ("", "") when it is not so."""
    if text.isalpha() and "班" not in text:
        return "", ""
    found = _CLASS_FIRST.fullmatch(text.strip())
    if found is None or _NO_NAME.search(found["name"]):
        return "", ""
    class_text, name = found["class"].strip(), found["name"]
    if name.startswith("班") and reads_as_class(class_text + "班"):
        class_text, name = class_text + "班", name[1:]
    if reads_as_class(class_text) and not class_text.isdigit() and looks_like_name(name):
        return class_text, name
    return "", ""
