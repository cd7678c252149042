"""The school's own way with classes: its system and stages say what a class is called and what a typed one means.

A school of one stage never names it: its 一(3)班 is 高一(3)班 where it is a senior school. A school of several is
asked where more than one of them has such a class.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from libdesk.domain.classes import (
    ClassName,
    ClassRef,
    SchoolSystem,
    Stage,
    class_ref,
    grade_of,
    parse_class,
    school_year_of,
    show_class,
    show_grade,
)
from libdesk.domain.errors import DeskError
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.value import Value
from libdesk.i18n import _, listed

_STAGE_WORDS: Final = {Stage.PRIMARY: "小学", Stage.JUNIOR: "初中", Stage.SENIOR: "高中"}
LATEST_ENTRY: Final = 1  # years from now: next autumn's first grade is entered before it comes


class ClassUnread(DeskError):
    """What was typed is no class."""

    typed: str

    def text(self) -> str:
        return _("“{text}” is not read as a class. Write it as 四1, 三(1)班 or 2018级初中一班.").format(text=self.typed)


class ClassUnclear(DeskError):
    """Several stages of the school have such a class; `meanings` are their names today."""

    typed: str
    meanings: tuple[str, ...]

    def text(self) -> str:
        return _("“{text}” may be {classes}. Write which one.").format(text=self.typed, classes=listed(self.meanings))


class ClassAway(DeskError):
    """A class that has left the school, or that is years from coming."""

    name: str

    def text(self) -> str:
        return _("{name} is not at the school now. Write a class of today.").format(name=self.name)


class School(Value):
    """How this school counts its grades, and which stages it has (none named: any)."""

    system: SchoolSystem = SchoolSystem.SIX_THREE
    stages: tuple[Stage, ...] = ()

    @classmethod
    def of(cls, settings: LibrarySettings, in_use: Sequence[str] = ()) -> "School":
        """As the settings say; where they name no stage, the stages of its classes (`in_use`) speak."""
        named = settings.stages or in_use
        return cls(SchoolSystem(settings.school_system), tuple(stage for stage in Stage if stage in named))

    @property
    def only_stage(self) -> Stage | None:
        """The stage of a school that has just one."""
        return self.stages[0] if len(self.stages) == 1 else None

    def show(self, ref: ClassRef, day: date) -> str:
        """A class as it is called on a day: 五(3)班; with its year when not at school."""
        return show_class(ref, day, self.system, school_stage=self.only_stage)

    def show_year(self, ref: ClassRef, day: date) -> str:
        """All classes of one year: 五年级, 高一; 2018级初中 when not at school."""
        grade = grade_of(ref.entry_year, ref.stage, day, self.system)
        if grade is not None:
            return _("Grade {grade}").format(grade=show_grade(grade))
        number = f"{ref.class_no}班"
        shown = self.show(ref, day)
        return shown.removesuffix(number) if shown.endswith(number) else shown.rpartition(" (")[0]

    def example(self, day: date) -> str:
        """How a class may be written here, for who is about to type one: it is a class that would be taken."""
        if self.only_stage is Stage.PRIMARY:
            return "三(1)班"
        stage = Stage.JUNIOR if not self.stages or Stage.JUNIOR in self.stages else Stage.SENIOR
        return f"{school_year_of(day) - 1}级{_STAGE_WORDS[stage]}1班"  # one stage or several: it is told apart

    def at_school(self, ref: ClassRef, day: date) -> bool:
        return grade_of(ref.entry_year, ref.stage, day, self.system) is not None

    def meant(self, text: str, day: date) -> tuple[ClassRef, ...]:
        """Every class that a word may mean here; none when it is no class."""
        allowed = self.stages or tuple(Stage)
        plain = self._read(text, self.only_stage)
        if plain is not None and (plain.stage is None or plain.stage in allowed):
            names = [plain]
        else:  # 一(3)班 of a school without a primary stage is 初一 or 高一
            names = [name for stage in allowed if (name := self._read(text, stage)) is not None]
        refs = (class_ref(name, day, self.system, school_stage=stage) for name in names for stage in allowed)
        return tuple(dict.fromkeys(ref for ref in refs if ref is not None and ref.stage in allowed))

    def one_meant(self, text: str, day: date) -> ClassRef:
        """The class that a person typed. Raises ClassUnread, ClassUnclear, ClassAway."""
        found = self.meant(text, day)
        if not found:
            raise ClassUnread(text.strip())
        here = [ref for ref in found if self.at_school(ref, day)]
        if len(here) > 1:
            raise ClassUnclear(text.strip(), tuple(self.show_with_stage(ref, day) for ref in here))
        if here:
            return here[0]
        coming = [ref for ref in found if day.year <= ref.entry_year <= day.year + LATEST_ENTRY]
        if len(coming) == 1:
            return coming[0]
        raise ClassAway(self.show(found[0], day))

    def show_with_stage(self, ref: ClassRef, day: date) -> str:
        """A class by its year with the stage named, as it is told apart from one of another stage."""
        grade = grade_of(ref.entry_year, ref.stage, day, self.system)
        if grade is not None and grade > 6:
            return self.show(ref, day)
        return f"{ref.entry_year}级{_STAGE_WORDS[ref.stage]}{ref.class_no}班"

    def _read(self, text: str, stage: Stage | None) -> ClassName | None:
        return parse_class(text, system=self.system, school_stage=stage)


def account_name(ref: ClassRef, school: School) -> str:
    """What an account of a class is called for all its years: 2022级3班, with the stage where the school has several.

    Kept in the library as it is, in the notation that rosters use.
    """
    return f"{ref.entry_year}级{'' if school.only_stage else _STAGE_WORDS[ref.stage]}{ref.class_no}班"
