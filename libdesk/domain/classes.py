"""A class is its stage, year of entry and number; the grade follows from the date, so that promotion is no edit.

Grades are counted through: 1 to 12. 六三 schools have six primary and three junior grades, 五四 schools five and four.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.numerals import chinese_number, small_numeral
from libdesk.domain.value import Value
from libdesk.i18n import N_, language

FIRST_MONTH: Final = 9  # the school year begins on 1 September


class Stage(StrEnum):
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"


STAGE_LABELS: Final[dict[Stage, str]] = {
    Stage.PRIMARY: N_("Primary school"),
    Stage.JUNIOR: N_("Junior secondary school"),
    Stage.SENIOR: N_("Senior secondary school"),
}
_SHORT: Final = {Stage.PRIMARY: "小学", Stage.JUNIOR: "初中", Stage.SENIOR: "高中"}
_ORDER: Final = {stage: place for place, stage in enumerate(Stage)}


class SchoolSystem(StrEnum):
    """How the nine years of compulsory schooling are divided."""

    SIX_THREE = "63"
    FIVE_FOUR = "54"


_GRADES: Final[dict[SchoolSystem, dict[Stage, range]]] = {
    SchoolSystem.SIX_THREE: {Stage.PRIMARY: range(1, 7), Stage.JUNIOR: range(7, 10), Stage.SENIOR: range(10, 13)},
    SchoolSystem.FIVE_FOUR: {Stage.PRIMARY: range(1, 6), Stage.JUNIOR: range(6, 10), Stage.SENIOR: range(10, 13)},
}


def grades_of(stage: Stage, system: SchoolSystem = SchoolSystem.SIX_THREE) -> range:
    """Return the grades of a stage, counted from 1 to 12."""
    return _GRADES[system][stage]


def stage_of(grade: int, system: SchoolSystem = SchoolSystem.SIX_THREE) -> Stage | None:
    """Return the stage a grade from 1 to 12 belongs to."""
    return next((stage for stage, grades in _GRADES[system].items() if grade in grades), None)


def school_year_of(day: date, first_month: int = FIRST_MONTH) -> int:
    """Return the calendar year in which the day's school year began."""
    return day.year if day.month >= first_month else day.year - 1


def roster_years(day: date) -> tuple[int, ...]:
    """The school years by which a roster of this day may call its classes, the likelier first.

    In the summer holidays the office hands on next year's classes, sometimes still last year's: July and August ask.
    """
    year = school_year_of(day)
    return {7: (year, year + 1), 8: (year + 1, year)}.get(day.month, (year,))


def entry_year(grade: int, stage: Stage, school_year: int, system: SchoolSystem = SchoolSystem.SIX_THREE) -> int:
    """Return the year in which pupils who are in `grade` during `school_year` entered the stage."""
    return school_year - (grade - grades_of(stage, system).start)


def grade_of(
    entered: int,
    stage: Stage,
    day: date,
    system: SchoolSystem = SchoolSystem.SIX_THREE,
    first_month: int = FIRST_MONTH,
) -> int | None:
    """Return the grade on a day, or None for a class that has left or not yet come."""
    grades = grades_of(stage, system)
    grade = grades.start + school_year_of(day, first_month) - entered
    return grade if grade in grades else None


class ClassRef(Value):
    """One class for all its years. Sorts by stage, then the younger first, then number (7 before 10)."""

    stage: Stage
    entry_year: int
    class_no: int

    @property
    def sort_key(self) -> tuple[int, int, int]:
        return (_ORDER[self.stage], -self.entry_year, self.class_no)

    def __lt__(self, other: "ClassRef") -> bool:
        return self.sort_key < other.sort_key


def show_grade(grade: int) -> str:
    """Return a grade as schools say it: 五年级, 七年级, 高一; in English the number."""
    if not language().startswith("zh"):
        return str(grade)
    return f"高{small_numeral(grade - 9)}" if grade > 9 else f"{small_numeral(grade)}年级"


def show_class(
    ref: ClassRef,
    day: date,
    system: SchoolSystem = SchoolSystem.SIX_THREE,
    *,
    school_stage: Stage | None = None,
    first_month: int = FIRST_MONTH,
) -> str:
    """Return a class as it is called on a day: 五(3)班, 高一(2)班; with its year when not at school: 2018级小学1班.

    A school of one stage leaves that stage's name out. Class names are a notation, read back by `parse_class`.
    """
    grade = grade_of(ref.entry_year, ref.stage, day, system, first_month)
    chinese = language().startswith("zh")
    if grade is not None:
        return f"{show_grade(grade).removesuffix('年级')}({ref.class_no})" + ("班" if chinese else "")
    if chinese:
        return f"{ref.entry_year}级{'' if ref.stage == school_stage else _SHORT[ref.stage]}{ref.class_no}班"
    return f"{ref.entry_year} {ref.stage} ({ref.class_no})"


class ClassName(Value):
    """A class as a roster names it: by grade or by year of entry (or, 届, of leaving), never both."""

    stage: Stage | None
    grade: int | None
    entry_year: int | None
    class_no: int
    leaving_year: int | None = None


def class_ref(
    name: ClassName,
    day: date,
    system: SchoolSystem = SchoolSystem.SIX_THREE,
    *,
    school_stage: Stage | None = None,
    first_month: int = FIRST_MONTH,
) -> ClassRef | None:
    """Return the class a roster of this day means; None where the stage is not said and the school has several."""
    stage = name.stage or school_stage
    if stage is None:
        return None
    if name.entry_year is not None:
        return ClassRef(stage, name.entry_year, name.class_no)
    if name.leaving_year is not None:
        return ClassRef(stage, name.leaving_year - len(grades_of(stage, system)), name.class_no)
    if name.grade is None:
        return None
    return ClassRef(stage, entry_year(name.grade, stage, school_year_of(day, first_month), system), name.class_no)


_STAGES: Final = {"小": Stage.PRIMARY, "初": Stage.JUNIOR, "高": Stage.SENIOR} | {s.value: s for s in Stage}
_STAGE: Final = r"(?P<stage>小学|初中|高中|小|初|高)?(?:部|段)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|\d\d)(?P<kind>级|届)"
_GRADE: Final = r"(?P<grade>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_NUMBER: Final = r"\(?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})\)?班?"
_LETTER: Final = r"\(?(?P<number>[甲乙丙丁])\)?"  # 三甲 is 三(1)
_WHOLE: Final = (
    _STAGE + _YEAR + r"(?P<stage2>小学|初中|高中|小|初|高)?(?:部|段)?" + _NUMBER,
    r"(?P<year>(?:19|20)\d\d)(?P<kind>)(?P<stage>primary|junior|senior)\((?P<number>\d{1,2})\)",
    _STAGE + _GRADE + r"(?:年级|年|级|[-.·/、]|(?=\())" + _NUMBER,
    _STAGE + _GRADE + r"(?:年级|年|级)" + _LETTER + "班?",
    _STAGE + _GRADE + _LETTER + "班",
    r"(?P<grade>[一二三四五六七八九])" + _LETTER,
    r"(?P<stage>小学|初中|高中|小|初|高)" + _GRADE + _NUMBER,
    r"(?P<grade>[一二三四五六七八九])(?P<number>\d{1,2}|[一二三四五六七八九])班?",
    r"(?P<grade>十[一二]?)(?P<number>\d{1,2})班?",
    r"(?P<grade>0[1-9]|1[0-2]|[1-9])(?P<number>\d\d)班?",
)
_LETTERS: Final = "甲乙丙丁"
_GRADE_ONLY: Final = (
    _STAGE + _YEAR + r"(?P<stage2>小学|初中|高中|小|初|高)?",
    r"(?P<year>(?:19|20)\d\d)(?P<kind>)",
    _STAGE + _GRADE + r"(?:年级|年|级)?",
)


def _match(patterns: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Compiled when a class is first read: most starts of the program read none."""
    return (found for pattern in patterns if (found := re.fullmatch(pattern, text, re.ASCII)))


def _fold(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = re.sub(r"[\[{【〔［]", "(", re.sub(r"[\]}】〕］]", ")", plain)).lower()
    plain = re.sub(r"[—–―－−]+", "-", plain)
    return re.sub(r"(?<=班)\((?![\d一二三四五六七八九十]+\))[^()]*\)$", "", plain)  # 三(1)班(双语), but not 1班(3)


def _number(word: str) -> int:
    if word in _LETTERS:
        return _LETTERS.index(word) + 1
    return int(word) if word.isdigit() else chinese_number(word) or 0


def _read(found: re.Match[str], system: SchoolSystem, school_stage: Stage | None, class_no: int) -> ClassName | None:
    parts = found.groupdict()
    word = parts.get("stage") or parts.get("stage2") or ""
    stage = _STAGES.get(word) or _STAGES.get(word[:1])
    if year := parts.get("year"):
        full = int(year) if len(year) == 4 else 2000 + int(year)
        left = parts["kind"] == "届"
        return ClassName(stage or school_stage, None, None if left else full, class_no, full if left else None)
    grade = _number(parts["grade"])
    lower = stage or school_stage
    if lower and grade <= len(grades_of(lower, system)) and (stage or grade not in grades_of(lower, system)):
        grade += grades_of(lower, system).start - 1  # 初二 is the second junior grade
    real = stage_of(grade, system)
    return ClassName(real, grade, None, class_no) if real and stage in (None, real) else None


def parse_class(
    text: str,
    *,
    grade_text: str = "",
    system: SchoolSystem = SchoolSystem.SIX_THREE,
    school_stage: Stage | None = None,
) -> ClassName | None:
    """Read a class as rosters name it: 四1, 三(1)班, 五年级3班, 2018级初中一班, 初二(3)班, 0301; None when unsure.

    `grade_text` is the grade column beside it, if any; what contradicts it is not guessed. `school_stage` is the
    stage of a school that has only one, where 一(3)班 may mean 高一(3)班.
    """
    plain, beside = _fold(text), _fold(grade_text)
    outer = next(_match(_GRADE_ONLY, beside), None)
    only = next(_match((_NUMBER, _LETTER + "班?"), plain), None)
    if outer and only:
        class_no = _number(only["number"])
        return _read(outer, system, school_stage, class_no) if class_no else None
    for found in _match(_WHOLE, plain):
        class_no = _number(found["number"])
        name = _read(found, system, school_stage, class_no) if class_no else None
        if name and outer and _contradicts(name, _read(outer, system, school_stage, class_no)):
            return None
        return name
    return None


def class_number(text: str) -> int | None:
    """The number of a class that leaves its grade to others: 2班, (2), 2; None for another word."""
    only = next(_match((_NUMBER,), _fold(text)), None)
    return (_number(only["number"]) or None) if only else None


def _contradicts(name: ClassName, beside: ClassName | None) -> bool:
    if beside is None:
        return False
    pairs = (
        (name.stage, beside.stage),
        (name.grade, beside.grade),
        (name.entry_year, beside.entry_year),
        (name.leaving_year, beside.leaving_year),
    )
    return any(one is not None and other is not None and one != other for one, other in pairs)
