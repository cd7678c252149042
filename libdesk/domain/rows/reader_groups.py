"""Which readers a list shows: everybody, student librarians, a grade, a class, a department, a kind, who has left."""

from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.school import School
from libdesk.domain.show import show_reader_kind
from libdesk.domain.value import Value
from libdesk.i18n import _


class ReaderGroup(Value):
    """`which` is all, helper, year, class, kind, department or left; the other fields belong to it."""

    which: str = "all"
    stage: str = ""
    entry_year: int = 0
    class_no: int = 0
    kind: str = ""
    department: str = ""

    @property
    def whole(self) -> bool:
        """Whether such a group is small enough to be shown whole: a class, a grade, a department, the helpers."""
        return self.which in ("helper", "year", "class", "department", "kind")

    @property
    def class_ref(self) -> ClassRef | None:
        """The class, or the year by any of its classes."""
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no) if self.stage else None

    @classmethod
    def of_class(cls, ref: ClassRef) -> "ReaderGroup":
        return cls("class", ref.stage.value, ref.entry_year, ref.class_no)

    @classmethod
    def of_year(cls, ref: ClassRef) -> "ReaderGroup":
        return cls("year", ref.stage.value, ref.entry_year)

    def words(self, school: School, today: date) -> str:
        """What the group is called today."""
        ref = self.class_ref
        if ref is not None:
            return school.show(ref, today) if self.which == "class" else school.show_year(ref, today)
        if self.which == "kind":
            return _kind_words(self.kind)
        if self.which == "department":
            return self.department
        if self.which == "helper":
            return _("Student librarians")
        return _("Has left") if self.which == "left" else _("Everybody")


def _kind_words(kind: str) -> str:
    return {
        "teacher": _("All teachers"),
        "staff": _("All staff"),
        "class": _("Class accounts"),
        "department": _("Department accounts"),
    }.get(kind, show_reader_kind(kind))


EVERYBODY: Final = ReaderGroup()
HELPERS: Final = ReaderGroup("helper")
LEFT: Final = ReaderGroup("left")
