"""The pupils of a small primary school and the files in which a school office hands them on: one sheet a class."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openpyxl import Workbook, load_workbook

from libdesk.domain.classes import ClassRef, Stage
from libdesk.exchange.header_words import plain_heading

SIZE: Final = 12  # pupils of a class
CLASSES: Final = 2  # of a grade
BOOKS: Final = 300
SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单仇区解曾查翟"
GIVEN: Final = ("子涵", "欣怡", "梓轩", "雨桐", "浩然", "思远", "诗琪", "若𠮷")
GRADES: Final = "一二三四五六"
TEACHERS: Final = ("方海燕", "邓国强", "许文静", "傅晓东", "沈丽华", "彭建军", "吕秀英", "苏志明")
TWINS: Final = "张伟"  # two pupils of one year are called so


@dataclass
class Pupil:
    """Who it is, and the class that this pupil stands in by the school's own books."""

    name: str
    number: str
    card: str
    ref: ClassRef
    seat: int

    def moved(self, class_no: int, seat: int) -> "Pupil":
        return replace(self, ref=ClassRef(self.ref.stage, self.ref.entry_year, class_no), seat=seat)


def class_of(entry_year: int, class_no: int) -> ClassRef:
    return ClassRef(Stage.PRIMARY, entry_year, class_no)


def class_called(ref: ClassRef, school_year: int) -> str:
    """三(1)班, as the office writes it in the autumn of `school_year`."""
    return f"{GRADES[school_year - ref.entry_year]}({ref.class_no})班"


def first_pupils() -> list[Pupil]:
    """All six grades of September 2025."""
    made = [pupil for year in range(2020, 2026) for pupil in new_year(year, (year - 2020) * SIZE * CLASSES)]
    for pupil in made:
        if pupil.ref.entry_year == 2023 and pupil.seat == SIZE:
            pupil.name = TWINS
    made[5].name = "阿依古丽·买买提"
    return made


def new_year(year: int, after: int) -> list[Pupil]:
    """The pupils who enter together; so many came before them."""
    made = []
    for n in range(SIZE * CLASSES):
        count = after + n
        name = SURNAMES[count % len(SURNAMES)] + GIVEN[count // len(SURNAMES)]
        number, card = f"{year}{n + 1:03d}", f"R{count + 1:05d}"
        made.append(Pupil(name, number, card, class_of(year, n // SIZE + 1), n % SIZE + 1))
    return made


def write_roster(
    path: Path, pupils: Iterable[Pupil], school_year: int, *, teachers: Sequence[str] = (),
    numbered: Container[int] = range(2000, 2100),
) -> Path:  # fmt: skip
    """A workbook as schools have it: a sheet a class, which its name and title alone tell, with what must not be kept.

    School number and card stand there for those who entered in the `numbered` years.
    """
    book = Workbook()
    book.remove(book.active)
    by_class: dict[ClassRef, list[Pupil]] = {}
    for pupil in sorted(pupils, key=lambda one: (one.ref.sort_key, one.seat)):
        by_class.setdefault(pupil.ref, []).append(pupil)
    for ref, members in sorted(by_class.items(), key=lambda one: one[0].sort_key):
        name = class_called(ref, school_year)
        sheet = book.create_sheet(name)
        sheet.append([f"阳光小学{school_year}学年度{name}学生名册"])
        sheet.merge_cells("A1:G1")
        sheet.append([])
        sheet.append(["座号", "姓名", "性别", "学号", "身份证件号", "家长电话", "读者证号"])
        for one in members:
            number, card = (one.number, one.card) if ref.entry_year in numbered else (None, None)
            private = f"1101052016{one.seat:02d}{int(one.number) % 1000000:06d}"
            sheet.append([one.seat, one.name, "女", number, private, "13800000000", card])
    if teachers:
        sheet = book.create_sheet("教师")
        sheet.append(["阳光小学教师名单"])
        sheet.append(["姓名", "部门", "借书证号"])
        for n, name in enumerate(teachers, 1):
            sheet.append([name, "语文组" if n % 2 else "数学组", f"T{n:04d}"])
    book.save(path)
    return path


def write_books(path: Path, *, first: int = 1, count: int = BOOKS) -> Path:
    """A book list as an older program saves it: GB18030, one line a copy."""
    lines = ["书名,作者,出版社,ISBN,定价,条码"]
    lines += [f"藏书第{n}种,作者{n % 40},少年出版社,,{10 + n % 20}.50,{n:07d}" for n in range(first, first + count)]
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    return path


def mend(path: Path, new: dict[tuple[str, str], dict[str, str]]) -> list[tuple[str, str]]:
    """Write what the office meant into rows not taken, by name and class; gives (name, reason) of all of them."""
    book = load_workbook(path)
    found = []
    for sheet in book:
        heads = {plain_heading(str(cell.value)): at for at, cell in enumerate(sheet[1])}
        for row in sheet.iter_rows(min_row=2):
            name = str(row[heads["姓名"]].value)
            found.append((name, str(row[-1].value)))
            for heading, value in new.get((name, str(row[heads["班级"]].value)), {}).items():
                row[heads[heading]].value = value
    book.save(path)
    return found
