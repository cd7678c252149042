"""What a title, a sheet's or a file's name says of the rows below it: a class, a grade, that they are teachers."""

import re
from functools import lru_cache
from typing import Final

from libdesk.domain.classes import SchoolSystem, parse_class

_NUMERAL: Final = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_YEAR: Final = r"(?:(?:19|20)\d\d\s*[级届])"
_STAGE: Final = r"(?:小学|初中|高中|初|高)?"
_BRACED: Final = rf"[（(\[【〔]?\s*{_NUMERAL}\s*[)）\]】〕]?"
_CLASS: Final = re.compile(
    rf"(?:{_STAGE}{_YEAR}{_STAGE}\s*|{_STAGE}\s*{_NUMERAL}\s*(?:年级|年|级|[-.])?\s*){_BRACED}\s*班"
)
_BRACKETED: Final = re.compile(rf"{_STAGE}{_NUMERAL}\s*[（(]\s*{_NUMERAL}\s*[)）]")
_GRADE: Final = re.compile(rf"{_STAGE}(?<![第\d]){_NUMERAL}\s*年级|[初高][一二三]|{_YEAR}")
# 三、四年级 and 1-3年级 are several grades, of which the last alone would be a false one.
_GRADES: Final = re.compile(rf"{_NUMERAL}\s*(?:年级)?\s*[-—–~～至到、，,/／和与及]+\s*{_NUMERAL}\s*年级")
_RUN: Final = re.compile(rf"(?:年级|[级届]|[班)）])\s*{_BRACED}?\s*班?\s*[-—–~～至到、和与]+\s*{_BRACED}\s*班")
_BARE: Final = re.compile(
    rf"(?P<class>{_BRACED}\s*班)\s*(?:全体)?(?:学生|同学)?(?:花名册|名册|名单|名录|一览表|表)?"
    r"\s*(?:[（(]?\s*(?:共\s*)?\d+\s*[人名]\s*[)）]?)?"
)
_SHEET_NUMBER: Final = re.compile(r"0?[1-9]\d{2}|1[0-2]\d\d", re.ASCII)
_BARE_NUMBER: Final = re.compile(r"0?[1-9]|[1-3]\d", re.ASCII)
_STAFF_WORD: Final = r"(?:教师|教职工|教职员工?|教工|老师)"
_OF_LIST: Final = r"(?:基本)?(?:信息|情况|读者|人员|登记|统计)?(?:花名册|花名|名册|名单|名录|一览表|通讯录|表|册)"
_SCHOOL: Final = r"(?:.*(?:学校|小学|中学|全体|全校|在职|本校|学年|学期|年度?|部))?"
_STAFF: Final = re.compile(rf"{_STAFF_WORD}\s*{_OF_LIST}|^{_SCHOOL}\s*{_STAFF_WORD}\s*\d*$")
_PERSON: Final = re.compile(r"班主任|任课|科任|组长|主任|辅导员|指导|教师|老师|[:：]")
_PUPILS: Final = re.compile(r"学生|师生|同学|年级")


def class_in(text: str) -> str:
    """The class that a title or a sheet's name speaks of, as it stands there; "" when none or when it is not clear.

    A title over several classes, 三年级1-6班, speaks of none of them.
    """
    if _RUN.search(text):
        return ""
    found: dict[object, str] = {}
    for pattern in (_CLASS, _BRACKETED):
        for match in pattern.finditer(text):
            name = next((name for system in SchoolSystem if (name := parse_class(match[0], system=system))), None)
            if name is not None:
                found.setdefault(name, match[0].strip())
    if found:
        return next(iter(found.values())) if len(found) == 1 else ""
    plain = text.strip()
    return plain if len(plain) <= 12 and reads_as_class(plain) and not plain.isdigit() else ""


def bare_class_in(text: str) -> str:
    """1班, (2)班名单: the class of a title that leaves its grade to the sheet or the file; else ""."""
    found = _BARE.fullmatch(text.strip())
    return found["class"] if found else ""


def grade_in(text: str) -> str:
    """The grade that a title or a sheet's name speaks of (三年级, 初二, 2024级), or ""."""
    if _GRADES.search(text):
        return ""
    found = list(dict.fromkeys(match[0] for match in _GRADE.finditer(text)))
    spoken = [grade for grade in found if grade.endswith("年级")] or found
    return spoken[0] if len(spoken) == 1 else ""


def staff_in(text: str) -> str:
    """教师 when a title or a sheet's name calls the list one of teachers, else "". 班主任：王老师 names but one."""
    return "教师" if _STAFF.search(text.strip()) and not class_in(text) else ""


def class_of_sheet(name: str) -> str:
    """The class of a sheet's name, which may be a bare 301."""
    return name.strip() if _SHEET_NUMBER.fullmatch(name.strip()) else class_in(name)


@lru_cache(maxsize=2_000)  # a roster has many rows and few classes
def reads_as_class(text: str, grade_text: str = "") -> bool:
    """Whether a class can be read under either school system."""
    return any(parse_class(text, grade_text=grade_text, system=system) for system in SchoolSystem)


def with_grade(class_text: str, grade: str) -> str:
    """A class with the grade before it, where it does not say its own: 1班 and 三年级 are 三年级1班."""
    whole = f"{grade}{class_text}"
    return whole if grade and class_text and not reads_as_class(class_text) and reads_as_class(whole) else class_text


class Heading:
    """What the titles above the rows say of all of them, until the next title.

    The sheet's name stands above its titles, and the file's name above that: 三年级.xlsx with the sheets 1班 and 2班.
    """

    def __init__(self, sheet: str, file: str = "") -> None:
        self.class_text = class_of_sheet(sheet)
        self.bare_class = self._bare_of(sheet)  # needs a grade from somewhere
        self.grade_text = grade_in(sheet)
        self.kind_text = staff_in(sheet)
        if not (self.class_text or self.grade_text or self.kind_text):
            self.grade_text = grade_in(file)
            if not self.bare_class:
                self.class_text = class_in(file)
                self.kind_text = "" if _PUPILS.search(file) else staff_in(file)
        self._grade = self.grade_text

    def read(self, title: str) -> None:
        """One more title, from the top downward. A class stays until another is named, whoever teaches it."""
        class_text, grade_text, kind_text = class_in(title), grade_in(title), staff_in(title)
        bare = "" if class_text else bare_class_in(title)
        if grade_text and not (class_text or kind_text):
            same = self.class_text and reads_as_class(self.class_text, grade_text)
            grade_text = "" if same or _PERSON.search(title) else grade_text
        if class_text or grade_text or kind_text:
            self.class_text, self.grade_text, self.kind_text = class_text, grade_text, kind_text
            self._grade, self.bare_class = grade_text, ""
        elif bare:
            self.class_text, self.bare_class, self.grade_text = "", bare, self._grade

    def _bare_of(self, sheet: str) -> str:
        name = sheet.strip()
        return name if _BARE_NUMBER.fullmatch(name) else bare_class_in(name)
