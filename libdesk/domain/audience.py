"""For whom an activity is: the whole school, grades, classes, teachers; written as schools say it and read back."""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, Stage, grade_of, school_year_of, show_grade, stage_of
from libdesk.domain.errors import DeskError
from libdesk.domain.numerals import chinese_number
from libdesk.domain.school import School
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, language, listed

_APART: Final = re.compile(r"[、,，;；]+|\s+")
_ALL: Final = frozenset({"全校", "全体", "全校师生", "全体师生", "all", "whole school", "the whole school"})
_TEACHERS: Final = frozenset({"教师", "老师", "全体教师", "教职工", "teachers", "teacher"})
_LEVELS: Final = {"低年级": (1, 2), "中年级": (3, 4), "高年级": (5, 6), "低段": (1, 2), "中段": (3, 4), "高段": (5, 6)}
_GRADE: Final = r"(?:初|高)?(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})"
_GRADES: Final = re.compile(
    rf"(?:grades?)?(?P<one>{_GRADE})(?:年级|年|级)?(?:(?:-|至|到|~|—|–)(?P<other>{_GRADE})(?:年级|年|级)?)?"
)
_MOST: Final = 12
_OWN: Final = {"初": 6, "高": 9}


class AudienceUnread(DeskError):
    """A piece of what was typed is neither a grade nor a class."""

    typed: str

    def text(self) -> str:
        return _(
            "“{text}” is neither a grade nor a class. Write for instance 三年级、四(1)班, 低年级 or 教师; "
            "leave it empty for the whole school."
        ).format(text=self.typed)


class Audience(Value):
    """Grades from 1 to 12 as they are on the first day; nothing at all is the whole school."""

    grades: tuple[int, ...] = ()
    classes: tuple[ClassRef, ...] = ()
    teachers: bool = False

    @property
    def everybody(self) -> bool:
        return not (self.grades or self.classes or self.teachers)

    def has_class(self, ref: ClassRef, day: date, school: School) -> bool:
        """Whether pupils of a class are meant."""
        if self.everybody or ref in self.classes:
            return True
        return grade_of(ref.entry_year, ref.stage, day, school.system) in self.grades

    def means(self, reader_kind: str, ref: ClassRef | None, day: date, school: School) -> bool:
        """Whether a reader is meant, by the class or, without one, as a teacher."""
        if ref is not None:
            return self.has_class(ref, day, school)
        return self.everybody or (self.teachers and reader_kind == "teacher")

    def years(self, day: date, school: School) -> frozenset[tuple[str, int]]:
        """Stage and year of entry of each grade, as loans have written them down."""
        found = set()
        for grade in self.grades:
            stage = stage_of(grade, school.system)
            if stage is not None:
                entered = school_year_of(day) - (grade - _first_grade(stage, school))
                found.add((stage.value, entered))
        return frozenset(found)

    def next_year(self, years: int) -> "Audience":
        """The same so many years later: grades stay grades, a class stands for that of the same name."""
        classes = tuple(ClassRef(ref.stage, ref.entry_year + years, ref.class_no) for ref in self.classes)
        return Audience(self.grades, classes, self.teachers)

    def words(self, day: date, school: School) -> str:
        """三年级、四(1)班; read back by `read_audience`."""
        if self.everybody:
            return _(WHOLE)
        parts = [_grade_words(grade) for grade in self.grades]
        parts += [school.show(ref, day) for ref in self.classes]
        return listed([*parts, *([_(TEACHERS)] if self.teachers else [])])

    def written(self) -> str | None:
        """As the library keeps it; None for the whole school."""
        if self.everybody:
            return None
        classes = [[ref.stage.value, ref.entry_year, ref.class_no] for ref in self.classes]
        return json.dumps({"grades": list(self.grades), "classes": classes, "teachers": self.teachers})


WHOLE: Final = N_("the whole school")
TEACHERS: Final = N_("teachers")


def stored_audience(text: str | None) -> Audience:
    """What the library keeps."""
    if not text:
        return Audience()
    kept = json.loads(text)
    classes = tuple(ClassRef(Stage(stage), year, number) for stage, year, number in kept.get("classes", ()))
    return Audience(tuple(kept.get("grades", ())), classes, bool(kept.get("teachers")))


def read_audience(text: str, day: date, school: School) -> Audience:
    """三年级、四(1)班、教师, 低年级, 1-3年级; nothing, or 全校, is the whole school.

    Raises AudienceUnread, ClassUnclear.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or plain.casefold() in _ALL or plain in (_(WHOLE),):
        return Audience()
    grades: set[int] = set()
    classes: list[ClassRef] = []
    teachers = False
    for piece in _pieces(plain):
        if piece.casefold() in _TEACHERS or piece == _(TEACHERS):
            teachers = True
        elif found := _grades(piece, school):
            grades.update(found)
        elif school.meant(piece, day):
            ref = school.one_meant(piece, day)
            classes += [ref] if ref not in classes else []
        else:
            raise AudienceUnread(piece[:20])
    return Audience(tuple(sorted(grades)), tuple(classes), teachers)


def _pieces(text: str) -> Iterable[str]:
    """The pieces of what was typed; “grade 3” is one."""
    return filter(None, _APART.split(re.sub(r"(?i)\bgrades?\s+", "grade", text)))


def _grades(piece: str, school: School) -> tuple[int, ...]:
    """The grades that a piece names, () when it names none."""
    if piece in _LEVELS:
        first, last = _LEVELS[piece]
        return tuple(range(first, last + 1))
    found = _GRADES.fullmatch(piece.casefold())
    if found is None or (piece.isdigit() and len(piece) > 2):
        return ()
    one = _grade(found["one"], school)
    other = _grade(found["other"], school) if found["other"] else one
    return tuple(range(one, other + 1)) if one and other and one <= other <= _MOST else ()


def _grade(word: str, school: School) -> int:
    """The grade that a word is, 0 for none; 初一 is the first of the stage."""
    own = word[:1] if word[:1] in _OWN else ""
    number = word.removeprefix(own) if own else word
    grade = int(number) if number.isascii() and number.isdigit() else chinese_number(number) or 0
    if own:
        stage = Stage.JUNIOR if own == "初" else Stage.SENIOR
        grade += _first_grade(stage, school) - 1
    return grade if 1 <= grade <= _MOST else 0


def _first_grade(stage: Stage, school: School) -> int:
    from libdesk.domain.classes import grades_of

    return grades_of(stage, school.system).start


def _grade_words(grade: int) -> str:
    return show_grade(grade) if language().startswith("zh") else _("grade {grade}").format(grade=grade)
