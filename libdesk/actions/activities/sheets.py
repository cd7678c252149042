"""A sheet of results against the entrants: what each row would do, told before anything is written."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from libdesk.actions.activities.activities import known
from libdesk.actions.activities.results import SheetKept, SheetResult, keep_sheet
from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef, class_number
from libdesk.domain.ops import Op
from libdesk.domain.result_matching import Candidate, Fit, Matched, Sought, match
from libdesk.exchange.result_lines import ResultLine, ResultSheet
from libdesk.exchange.result_sheets import read_results
from libdesk.exchange.tables import read_file, read_tables
from libdesk.store.queries import activities as queries
from libdesk.store.queries import readers


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The rows of a sheet and whose they are, in their order."""

    sheet: ResultSheet
    rows: tuple[tuple[ResultLine, Matched], ...]

    def count(self, fit: Fit) -> int:
        return sum(matched.fit is fit for _line, matched in self.rows)


def look_at(desk: Desk, activity_id: int, path: Path) -> SheetPlan:
    """What a file says and whose it is; nothing is written. Raises FileError, ActivityGone."""
    desk.require(Op.ENTER_RESULTS)
    return plan(desk, activity_id, read_results(read_tables(read_file(path), path.name)))


def plan(desk: Desk, activity_id: int, sheet: ResultSheet) -> SheetPlan:
    """Whose each row is."""
    row, school, today = known(desk, activity_id), school_of(desk), desk.today
    entrants = [
        Candidate(one.name, one.group(row.first, school), one.reader_id, one.id)
        for one in queries.entrants(desk.library, activity_id)
        if not one.erased and one.kind != "class"
    ]
    found = [
        one for one in readers.everybody(desk.library)
        if one.kind not in ("class", "department") and one.state in ("active", "stopped")
    ]  # fmt: skip
    numbers = {one.id: one.school_no for one in found}
    entrants = [
        replace(one, number=numbers.get(one.reader_id, "")) if one.reader_id is not None else one for one in entrants
    ]
    people = [
        Candidate(one.name, one.group(today, school.system, school.only_stage), one.id, number=one.school_no)
        for one in found
    ]
    classes = {one.class_ref for one in found if one.class_ref is not None}
    groups = {text: _groups(desk, text, classes) for text in {line.class_text for line in sheet.lines}}
    sought = [Sought(one.name, groups[one.class_text], one.number, one.several) for one in sheet.lines]
    return SheetPlan(sheet, tuple(zip(sheet.lines, match(sought, entrants, people), strict=True)))


def keep_plan(
    desk: Desk, activity_id: int, made: SheetPlan, *, guests: bool = False, same: Collection[int] = (),
    apart: Collection[int] = (),
) -> SheetKept:  # fmt: skip
    """Write what the rows say of those who were found; `guests`: who is nobody's in the library is entered by name.

    Of rows about which a person decides, by their places in `made.rows`: `same` are theirs all the same, `apart` of
    somebody else, who is entered by name; never of one who takes part already. The others stay out.
    Raises ActivityGone, EntrantGone.
    """
    results: dict[int, SheetResult] = {}
    new: dict[int, SheetResult] = {}
    named: list[tuple[str, ClassRef | None, SheetResult]] = []
    for at, (line, matched) in enumerate(made.rows):
        said = SheetResult(line.work, line.score, line.prize, line.place)
        fit, who = matched.fit, matched.who[0] if matched.who else None
        theirs = fit in (Fit.ENTRANT, Fit.READER) or (matched.is_open and at in same)
        if theirs and who is not None and who.entrant_id is not None:
            results[who.entrant_id] = said
        elif theirs and who is not None and who.reader_id is not None:
            new[who.reader_id] = said
        elif (fit is Fit.NOBODY and guests) or (matched.may_be_another and at in apart):
            named.append((line.name, _class(desk, line.class_text), said))
    return keep_sheet(desk, activity_id, results, new, named)


def _class(desk: Desk, text: str) -> ClassRef | None:
    """The class at school today that a word means, if it is just one."""
    school = school_of(desk)
    found = [ref for ref in school.meant(text, desk.today) if school.at_school(ref, desk.today)] if text else []
    return found[0] if len(found) == 1 else None


def _groups(desk: Desk, text: str, classes: Collection[ClassRef]) -> frozenset[str]:
    """The classes that a word may mean, as they are called today; a word that is no class (a department) as it is.

    2班 without a grade may be the second class of any.
    """
    school, today = school_of(desk), desk.today
    refs = [ref for ref in school.meant(text, today) if school.at_school(ref, today)] if text else []
    if not refs and (number := class_number(text)):
        refs = [ref for ref in classes if ref.class_no == number]
    return frozenset(school.show(ref, today) for ref in refs) or frozenset(filter(None, [text.strip()]))
