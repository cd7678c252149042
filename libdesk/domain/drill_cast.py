"""Who and what the drills of the practice mode are played with: made-up pupils of one class and books of their own.

Their codes are the same every day, so that a printed sheet stays good; no school numbers its books or cards so.
"""

from typing import Final

from libdesk.domain.value import Value


class Pupil(Value):
    """A reader of the practice library; `stopped` says why the card does not lend."""

    code: str
    name: str
    seat: int
    stopped: str = ""


class Book(Value):
    """A copy of the practice library. `lent_to`: whose it is; `wanted_by`: who waits for it."""

    code: str
    title: str
    author: str
    lent_to: str = ""
    wanted_by: str = ""
    isbn: str = ""


GRADE: Final = 5
CLASS_NO: Final = 4
ISBN: Final = "9787999000013"
"""On the back of the book whose own label is inside."""

PUPILS: Final = (
    Pupil("LXR01", "周小禾", 1),
    Pupil("LXR02", "陈一帆", 2, "家长要求暂停"),
    Pupil("LXR03", "李沐", 3),
    Pupil("LXR04", "林夏", 4),
    Pupil("LXR05", "何田", 5),
    Pupil("LXR06", "郑可", 6),
    Pupil("LXR07", "罗朗", 7),
    Pupil("LXR08", "谢雨", 8),
    Pupil("LXR09", "宋青", 9),
    Pupil("LXR10", "唐宁", 10),
    Pupil("LXR11", "冯乐", 11),
    Pupil("LXR12", "唐静", 12),
)
BOOKS: Final = (
    Book("LXB01", "云朵邮局", "顾小桥"),
    Book("LXB02", "小镇的灯塔", "沈知微"),
    Book("LXB03", "会唱歌的井", "陶然"),
    Book("LXB04", "山那边的学校", "田禾"),
    Book("LXB05", "雨天的秘密", "罗一鸣", lent_to="LXR06"),
    Book("LXB06", "星空观察手册", "宋词", isbn=ISBN),
    Book("LXB07", "星空观察手册", "宋词", isbn=ISBN),
    Book("LXB08", "昆虫旅馆", "林深", lent_to="LXR07"),
    Book("LXB09", "豆子的四季", "韩一舟", lent_to="LXR08"),
    Book("LXB10", "河上的桥", "石头"),
    Book("LXB11", "河底的石头", "石头"),
    Book("LXB12", "北方的雪", "欧阳蓝", lent_to="LXR11", wanted_by="LXR05"),
    Book("LXB13", "纸上动物园", "顾小桥"),
    Book("LXB14", "一百个为什么", "林深", lent_to="LXR09"),
)
PUPIL_OF: Final = {pupil.code: pupil for pupil in PUPILS}
BOOK_OF: Final = {book.code: book for book in BOOKS}


def name_of(code: str) -> str:
    """What a code of the practice library is called: a pupil's name or a book's title."""
    if code == ISBN:
        return next(book.title for book in BOOKS if book.isbn)
    return PUPIL_OF[code].name if code in PUPIL_OF else BOOK_OF[code].title
