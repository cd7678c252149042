"""Made-up people of a primary school: pupils in classes, teachers, class accounts, and names that are rare."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from libdesk.domain.classes import Stage, entry_year

SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN: Final = """
子轩 雨桐 浩然 欣怡 梓涵 宇航 思远 佳琪 明哲 诗涵 俊杰 梦瑶 天佑 晓燕 家豪 若曦 一诺 可馨 博文 静怡 嘉懿 煜城
懿轩 烨伟 苑博 伟泽 熠彤 鸿煊 博涛 烨霖 烨华 煜祺 智宸 正豪 昊然 明杰 立诚 立轩 立辉 峻熙 弘文 哲瀚 楷瑞 建辉
晋鹏 天磊 绍辉 泽洋 鑫磊 文博 昊强 伟宸 雅静 梦洁 梦璐 惠茜 漫妮 语嫣 桑榆 倩雪 香怡 灵芸 倩雯 玉珍 茹雪 正梅
美琳 欢馨 优璇 雨嘉 娅楠 明美 可欣 惠雯 婷玉 婧琪 雯婧 梓童 小雨 小满 冬冬 阳阳 乐乐 天一 一鸣 安然 书瑶 沐阳
清扬 望舒 知夏 星野 南乔 念慈 怀瑾 若谷 思齐 致远 秋实 春晓 云帆 新月 海燕 志强 建国 国庆 丽华 秀英 晨曦 乐彤
子墨 子涵 宇轩 紫萱 依诺 梓萱 俊熙 铭泽 泽宇 语桐 芷若
"""
GIVEN: Final = tuple(_GIVEN.split())
# Surnames read otherwise than the character usually is, names outside the common set, compound and minority names.
RARE: Final = (
    "单雨桐", "仇天佑", "区子轩", "解思远", "曾晓燕", "查良玉", "翟家乐", "𠮷祥瑞", "䶮新月", "欧阳明哲",
    "上官若曦", "司马一诺", "阿依古丽·买买提", "尼玛扎西", "那日苏", "任盈盈", "华子墨", "盖思齐", "朴秀英",
    "乐天一", "冼星野", "逄博文", "乜书瑶", "卞之遥", "万俟安然", "牟念慈", "张喆", "刘堃", "王翀", "李昇", "陈頔",
    "赵㛃",
)  # fmt: skip
DEPARTMENTS: Final = ("语文组", "数学组", "英语组", "科学组", "艺术组", "体育组", "总务处", "教导处")
CLASSES: Final = (4, 4, 4, 4, 3, 3)  # classes of grade 1 to 6
PUPILS: Final = 600
TEACHERS: Final = 40


@dataclass(frozen=True, slots=True)
class Person:
    """A reader to be: `entered` and `class_no` for pupils and class accounts, `responsible` the place of a teacher."""

    kind: str
    name: str
    school_no: str | None = None
    department: str | None = None
    entered: int | None = None
    class_no: int | None = None
    seat: int | None = None
    responsible: int | None = None


def people(chance: Random, school_year: int) -> list[Person]:
    """Teachers first, then class accounts, then pupils by class and seat; who is where in `school_year`."""
    found = list(_teachers(chance))
    classes = [
        (entry_year(grade, Stage.PRIMARY, school_year), number, grade)
        for grade, count in enumerate(CLASSES, start=1)
        for number in range(1, count + 1)
    ]
    for place, (entered, number, _grade) in enumerate(classes):
        name = f"{entered}级{number}班"
        found.append(Person("class", name, entered=entered, class_no=number, responsible=place % TEACHERS))
    found.extend(_pupils(chance, [(entered, number) for entered, number, _grade in classes]))
    return found


def _teachers(chance: Random) -> Iterator[Person]:
    taken: set[str] = set()
    for number in range(1, TEACHERS + 1):
        yield Person("teacher", _new_name(chance, taken), f"T{number:04d}", DEPARTMENTS[number % len(DEPARTMENTS)])


def _pupils(chance: Random, classes: list[tuple[int, int]]) -> Iterator[Person]:
    """Rare names are spread over the classes; now and then two pupils of the school have the same name."""
    taken: set[str] = set(RARE)
    rare = {chance.randrange(PUPILS): name for name in RARE}
    while len(rare) < len(RARE):
        rare[chance.randrange(PUPILS)] = next(name for name in RARE if name not in rare.values())
    for place in range(PUPILS):
        entered, number = classes[place * len(classes) // PUPILS]
        seat = place - _first_place(place, len(classes)) + 1
        if chance.random() < 0.01:
            taken.clear()
        name = rare.get(place) or _new_name(chance, taken)
        yield Person("pupil", name, f"{entered}{number:02d}{seat:02d}", None, entered, number, seat)


def _first_place(place: int, classes: int) -> int:
    """The place of the first pupil in the same class."""
    which = place * classes // PUPILS
    return -(-which * PUPILS // classes)


def _new_name(chance: Random, taken: set[str]) -> str:
    while True:
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        if name not in taken:
            taken.add(name)
            return name
