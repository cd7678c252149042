"""The figures of a term, read for the draft of its summary."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.domain.batches import KIND_NAMES
from libdesk.domain.calendar import Term
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.hours import show_hours
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.readership import Group
from libdesk.domain.rows.helpers import HelperRecord
from libdesk.domain.rows.leaders import hours_text
from libdesk.domain.rows.reports import OfGroup, Period
from libdesk.domain.rows.tasks import PlanEnd
from libdesk.domain.summary_draft import TermFigures
from libdesk.i18n import _
from libdesk.store.queries import calendar, helper_records, leaders, reports
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries import plan as plans
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.ui.reports.readers_here import past_day, readers_between, school_size
from libdesk.ui.reports.stock import stock_of, targets_of
from libdesk.ui.reports.tables.holdings import class_names, letter_name

BEST = 3


def figures_of_term(desk: Desk, term: Term, progress: Progress) -> TermFigures:
    """Up to today, if the term still runs. Raises Cancelled."""
    library = desk.read(Op.SEE_REPORTS)
    first, last = term.first, min(term.last, max(desk.today, term.first))
    period = Period(term.name, first, last)
    done = loans.tally(library, first, last, progress)
    subjects = loans.by_subject(library, first, last, 0, progress)
    came, went = holdings.added(library, first, last), holdings.withdrawn(library, first, last)
    day = past_day(desk, period)
    stock, size = stock_of(desk, day), school_size(desk, day)
    were = readers_between(desk, first, last)
    pupils = were.of_kind("pupil")
    new = holdings.added(library, first, last, serials=False)
    now = reports.standing(library, desk.today)
    papers = work.serials(library, first, last)
    active = work.activities(library, first, last)
    helpers = _helpers(desk, term, last)
    mended = work.repairs(library, first, last)
    asked, answered, said, told = work.service(library, first, last)
    studied = leaders.study(library, first, last)
    things = [row for row in leaders.equipment(library) if row.state != "gone"]
    plan = _plan(desk, term)
    hours = sum(row.hours_tenth or 0 for row in studied)
    return TermFigures(
        term=term.name or _("this term"), first=first, last=last,
        pupils=size.all_pupils, classes=size.classes, staff=size.staff,
        copies=stock.copies, titles=sum(row.titles for row in holdings.by_letter(library, day)),
        hours=show_hours(stock.minutes), added=sum(row.copies for row in came),
        added_fen=sum(row.fen for row in came), new=sum(row.copies for row in new),
        waiting=holdings.added_waiting(library, first, last),
        batches=tuple((_(KIND_NAMES.get(kind, kind)), copies) for kind, _n, copies in work.batches(library, first, last)
                      if copies),
        withdrawn=sum(row.copies for row in went), withdrawn_fen=sum(row.fen for row in went),
        serials=stock.serials, issues=(sum(row.expected for row in papers), sum(row.came for row in papers)),
        bound=sum(row.bound for row in papers),
        loans=done.loans, pupil_loans=done.kinds["pupil"].loans, borrowers=len(done.readers),
        pupils_then=len(pupils), pupil_borrowers=len(done.kinds["pupil"].readers & pupils),
        best_classes=_best_classes(desk, period, done, were.counts), best_subjects=_best_subjects(desk, subjects),
        out=now.out, overdue=now.overdue,
        visits=sum(people.visits_by_month(library, first, last).values()),
        room_uses=sum(people.room_use_by_month(library, first, last).values()),
        questions=(asked, answered), suggestions=(said, told),
        activities=tuple((row.name, row.entrants) for row in active), prizes=sum(row.prizes for row in active),
        spent_fen=sum(row.fen for row in active),
        helpers=len(helpers), shifts=sum(one.kept + one.besides for one in helpers),
        helper_minutes=sum(one.minutes for one in helpers),
        trainings=work.trainings(library, first, last),
        reported=sum(row[1] for row in mended), mended=sum(row[2] for row in mended),
        open_repairs=sum(row[4] for row in mended),
        stocktakes=tuple(work.stocktakes(library, first, last)), aids=work.aids(library, first, last),
        study=tuple(row.topic for row in reversed(studied)), study_hours=hours_text(hours or None),
        equipment=sum(row.quantity for row in things),
        broken=sum(row.quantity for row in things if row.state == "broken"),
        done=plan.done, undone=plan.undone, ahead=plan.ahead, dropped=plan.dropped,
        targets=tuple(targets_of(desk, day)),
    )  # fmt: skip


def _plan(desk: Desk, term: Term) -> PlanEnd:
    """What of the plan is done: ticked off, or reached as the library itself sees it."""
    library = desk.read(Op.SEE_REPORTS)
    known = calendar.terms(library)
    row = next((row for row in known if row.first == term.first), None)
    return plans.done_and_not(library, known, row, desk.today, desk.settings.zone) if row is not None else PlanEnd()


def _helpers(desk: Desk, term: Term, last: date) -> list[HelperRecord]:
    """As in the records of the helpers: a shift that nobody signed off counts no longer than its duty."""
    library = desk.read(Op.SEE_REPORTS)
    row = next((row for row in calendar.terms(library) if row.first == term.first), None)
    people = [one.person for one in helper_queries.helpers_of(library, row)] if row is not None else []
    return helper_records.records(library, people, term.first, last, desk.now())


def _best_classes(
    desk: Desk, period: Period, done: loans.Tally, readers: dict[Group, int]
) -> tuple[tuple[str, float], ...]:
    """The classes with the most loans per reader; no person is named."""
    system = SchoolSystem(desk.settings.school_system)
    found = [
        (OfGroup(*group).group(period.last, system), count / readers[group])
        for group, (count, _borrowers) in done.groups.items()
        if group[0] == "pupil" and group[1] is not None and readers.get(group)
    ]
    return tuple(sorted(found, key=lambda one: -one[1])[:BEST])


def _best_subjects(desk: Desk, subjects: loans.Subjects) -> tuple[tuple[str, int], ...]:
    names = class_names(desk)
    counts: dict[str, int] = {}
    for (letter, _kind), count in subjects.classes.items():
        if letter.isalpha():
            counts[letter] = counts.get(letter, 0) + count
    best = sorted(counts.items(), key=lambda one: -one[1])[:BEST]
    return tuple((letter_name(letter, names), count) for letter, count in best)
