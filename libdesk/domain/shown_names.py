"""How pupils are named where others read it: on rankings, lists of prizes, pages to publish, notices on the wall.

One setting rules them all (`LibrarySettings.names_shown`); a list for the librarian's own work names everybody. Readers
under 14 are protected by law (DOMAIN 7), so the whole name is the school's own choice.
"""

import re
from enum import StrEnum
from typing import Final

from libdesk.i18n import N_, _

# 复姓 that are still borne; a name that begins with one of them has a surname of two characters.
_DOUBLE: Final = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "尉迟", "皇甫", "长孙", "宇文", "慕容",
     "令狐", "端木", "公孙", "轩辕", "太史", "申屠", "呼延", "钟离", "澹台", "拓跋", "公冶", "宗政", "濮阳", "淳于",
     "单于", "太叔", "仲孙", "百里", "东郭", "南门", "西门", "闻人", "赫连", "鲜于", "闾丘", "司空", "亓官", "司寇",
     "第五", "万俟", "歐陽", "司馬", "諸葛"),
)  # fmt: skip
_DOTS: Final = "·・•‧∙⋅･．."
# What stands before and behind a name that was typed by hand.
_ROLE: Final = re.compile(r"^(?:学生)?(?:家长|作家|诗人|专家|嘉宾|校友|志愿者)[:：\s]*(?=.)")
_TITLE: Final = re.compile(r"(?<=.)(?:老师|女士|先生|教授|校长|主任|馆长|同学)$")


class NamesShown(StrEnum):
    """What others read of a pupil's name; the values are those of the setting."""

    FULL = "full"
    SURNAME = "surname"  # 三(1)班 李同学
    NONE = "none"  # the class alone


NAMES_SHOWN: Final[dict[NamesShown, str]] = {
    NamesShown.FULL: N_("the whole name: 三(1)班 李明"),
    NamesShown.SURNAME: N_("class and surname: 三(1)班 李同学"),
    NamesShown.NONE: N_("the class alone: 三(1)班"),
}


def surname(name: str) -> str:
    """The surname of a Han name; of a name with a dot (阿依古丽·买买提) and of others what stands first."""
    name = name.strip()
    for dot in _DOTS:
        head, found, _rest = name.partition(dot)
        if found and head:
            return head.strip()
    if " " in name:
        return name.split()[0]
    if len(name) > 2 and name[:2] in _DOUBLE:
        return name[:2]
    return name[:1] if name and not name.isascii() else name


def _addressed(name: str, kind: str) -> str:
    """李同学, 李老师, or of somebody else 李女士 where the name says so (家长李女士), 李某 where it does not."""
    if kind == "pupil":
        return _("{surname} (pupil)").format(surname=surname(name))
    if kind == "teacher":
        return _("{surname} (teacher)").format(surname=surname(name))
    plain = _ROLE.sub("", name)
    found = _TITLE.search(plain)
    if found is not None:
        return f"{surname(plain[: found.start()])}{found[0]}"
    first = surname(plain)
    return (
        first if plain.isascii() or any(dot in plain for dot in _DOTS) else _("{surname} (guest)").format(surname=first)
    )


def shown_name(name: str, how: NamesShown, *, group: str = "", kind: str = "pupil") -> str:
    """A reader as others read of them: class or department (`group`) and as much of the name as the school shows.

    `kind`: pupil, teacher, or guest for anybody else.

    Where neither may be shown it is "a reader", never an empty cell.
    """
    match how:
        case NamesShown.FULL:
            said = name.strip()
        case NamesShown.SURNAME:
            said = _addressed(name.strip(), kind) if name.strip() else ""
        case NamesShown.NONE:
            said = ""
    return " ".join(part for part in (group.strip(), said) if part) or _("a reader")
