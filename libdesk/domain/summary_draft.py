"""The chapters of a term's summary as they follow from figures: what there is nothing to say of is left out."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from libdesk.domain.reports.targets import UNITS, TargetLine, number
from libdesk.domain.show import show_day, show_money
from libdesk.domain.summaries import Chapter, drafted
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, ngettext

MOST_NAMED: Final = 12  # tasks, activities, titles that are named in a sentence


class TermFigures(Value):
    """All that the draft tells. Pairs are (name, count); fen are money; `hours` in words."""

    term: str
    first: date
    last: date
    pupils: int = 0
    classes: int = 0
    staff: int = 0
    copies: int = 0
    titles: int = 0
    hours: str = "0"
    added: int = 0
    added_fen: int = 0
    new: int = 0  # of those added, books: neither periodicals nor volumes bound of them
    waiting: int = 0  # of those added, what still waits for stamp, label or shelf
    batches: tuple[tuple[str, int], ...] = ()
    withdrawn: int = 0
    withdrawn_fen: int = 0
    serials: int = 0
    issues: tuple[int, int] = (0, 0)  # expected, came
    bound: int = 0
    loans: int = 0
    pupil_loans: int = 0
    borrowers: int = 0
    pupils_then: int = 0  # who were here in the term, those who left in it among them
    pupil_borrowers: int = 0  # of these
    best_classes: tuple[tuple[str, float], ...] = ()  # loans per reader
    best_subjects: tuple[tuple[str, int], ...] = ()
    out: int = 0
    overdue: int = 0
    visits: int = 0
    room_uses: int = 0
    questions: tuple[int, int] = (0, 0)  # asked, answered
    suggestions: tuple[int, int] = (0, 0)
    activities: tuple[tuple[str, int], ...] = ()  # entrants
    prizes: int = 0
    spent_fen: int = 0
    helpers: int = 0
    shifts: int = 0
    helper_minutes: int = 0
    trainings: int = 0
    reported: int = 0
    mended: int = 0
    open_repairs: int = 0
    stocktakes: tuple[tuple[str, int, int], ...] = ()  # name, should be there, missed
    aids: tuple[int, int, int] = (0, 0, 0)  # issued, returned, missing or damaged
    study: tuple[str, ...] = ()
    study_hours: str = ""
    equipment: int = 0
    broken: int = 0
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    ahead: int = 0  # tasks of the term whose last day is still to come
    dropped: tuple[str, ...] = ()
    targets: tuple[TargetLine, ...] = ()


Draft = Callable[[TermFigures], list[str]]


def draft_chapters(f: TermFigures) -> tuple[Chapter, ...]:
    """Every chapter of which there is something to say, in the order in which a summary is read."""
    found = []
    for code, heading, make in CHAPTERS:
        paragraphs = make(f)
        if paragraphs:
            found.append(drafted(code, _(heading), "\n".join(paragraphs)))
    return tuple(found)


def _overview(f: TermFigures) -> list[str]:
    days = {"term": f.term, "first": show_day(f.first, weekday=False, year=True),
            "last": show_day(f.last, weekday=False, year=True)}  # fmt: skip
    text = _(
        "This summary covers {term}, from {first} to {last}. The library served {pupils} pupils of {classes} classes "
        "and {staff} teachers and staff. It holds {copies} copies of {titles} titles, {each} copies per pupil (copies "
        "÷ pupils)."
    ).format(
        **days, pupils=f"{f.pupils:,}", classes=f.classes, staff=f"{f.staff:,}", copies=f"{f.copies:,}",
        titles=f"{f.titles:,}", each=_each(f.copies, f.pupils),
    )  # fmt: skip
    found = [text]
    if f.hours != "0":
        found.append(_("By its opening hours the library was open {hours} hours a week.").format(hours=f.hours))
    return found


def _stock(f: TermFigures) -> list[str]:
    found = []
    if f.added:
        text = _(
            "{copies} copies were taken in and catalogued, worth {money}; {new} of them are books, {each} new books "
            "per pupil (books ÷ pupils)."
        )
        found.append(
            text.format(copies=f"{f.added:,}", money=show_money(f.added_fen), new=f"{f.new:,}",
                        each=_each(f.new, f.pupils_then))
        )  # fmt: skip
        if f.waiting:
            found.append(_("{n} of them still wait for stamp, label or shelf.").format(n=f"{f.waiting:,}"))
    if f.batches:
        found.append(_("They came as follows: {list}.").format(list=_counted(f.batches, _("{name} {n} copies"))))
    if f.withdrawn:
        text = _("After approval {copies} copies were withdrawn from the stock, worth {money}.")
        found.append(text.format(copies=f"{f.withdrawn:,}", money=show_money(f.withdrawn_fen)))
    if f.serials:
        text = _("{titles} newspapers and periodicals are subscribed to; of {expected} issues expected {came} came.")
        found.append(text.format(titles=f.serials, expected=f"{f.issues[0]:,}", came=f"{f.issues[1]:,}"))
    if f.bound:
        found.append(
            ngettext(
                "{n} volume of back issues was bound and catalogued.",
                "{n} volumes of back issues were bound and catalogued.", f.bound,
            ).format(n=f.bound)
        )  # fmt: skip
    return found


def _lending(f: TermFigures) -> list[str]:
    if not f.loans:
        return []
    text = _(
        "{loans} loans were made this term by {borrowers} different readers, {pupil} of them by pupils: {each} loans "
        "per pupil (loans of pupils ÷ pupils). {share} of the pupils borrowed at least once."
    )
    share = f"{100 * f.pupil_borrowers / f.pupils_then:.1f}%" if f.pupils_then else "–"
    found = [
        text.format(
            loans=f"{f.loans:,}", borrowers=f"{f.borrowers:,}", pupil=f"{f.pupil_loans:,}",
            each=_each(f.pupil_loans, f.pupils_then), share=share,
        )
    ]  # fmt: skip
    if f.best_classes:
        named = _("; ").join(_("{name} ({n})").format(name=name, n=f"{each:.2f}") for name, each in f.best_classes)
        found.append(_("The classes that read most, by loans per reader: {list}.").format(list=named))
    if f.best_subjects:
        found.append(_("Most asked for were: {list}.").format(list=_counted(f.best_subjects, _("{name} {n} loans"))))
    if f.out:
        text = _("At the time of writing {out} copies are still out, {overdue} of them overdue; they are called in.")
        found.append(text.format(out=f"{f.out:,}", overdue=f"{f.overdue:,}"))
    return found


def _service(f: TermFigures) -> list[str]:
    found = []
    if f.visits or f.room_uses:
        text = _("{visits} visits were counted, and {uses} uses in the reading rooms.")
        found.append(text.format(visits=f"{f.visits:,}", uses=f"{f.room_uses:,}"))
    if f.questions[0]:
        found.append(
            _("{asked} questions were asked and {answered} of them answered.").format(
                asked=f.questions[0], answered=f.questions[1]
            )
        )
    if f.suggestions[0]:
        found.append(
            _("{said} suggestions were received and {answered} of them answered.").format(
                said=f.suggestions[0], answered=f.suggestions[1]
            )
        )
    return found


def _activities(f: TermFigures) -> list[str]:
    if not f.activities:
        return []
    entrants = sum(count for _name, count in f.activities)
    text = ngettext(
        "{n} reading activity was held, with {entrants} entrants and {prizes} prizes: {list}.",
        "{n} reading activities were held, with {entrants} entrants and {prizes} prizes: {list}.",
        len(f.activities),
    )
    named = _names([_quoted(name) for name, _count in f.activities])
    found = [text.format(n=len(f.activities), entrants=f"{entrants:,}", prizes=f.prizes, list=named)]
    if f.spent_fen:
        found.append(_("{money} was spent on them.").format(money=show_money(f.spent_fen)))
    return found


def _helpers(f: TermFigures) -> list[str]:
    if not f.helpers:
        return []
    text = _(
        "{n} student librarians were appointed. They kept {shifts} shifts, {hours} hours in all, and took part in "
        "{trainings} training sessions."
    )
    hours = number(round(f.helper_minutes / 60, 1))
    return [text.format(n=f.helpers, shifts=f"{f.shifts:,}", hours=hours, trainings=f.trainings)]


def _care(f: TermFigures) -> list[str]:
    found = []
    if f.reported or f.mended:
        text = _("{reported} damaged copies were reported and {mended} mended; {open} are still being worked on.")
        found.append(text.format(reported=f.reported, mended=f.mended, open=f.open_repairs))
    for name, wanted, missed in f.stocktakes:
        text = _("The stocktake “{name}” looked for {wanted} copies and missed {missed}, {share} of them.")
        share = f"{100 * missed / wanted:.2f}%" if wanted else "0%"
        found.append(text.format(name=name, wanted=f"{wanted:,}", missed=f"{missed:,}", share=share))
    issued, returned, lost = f.aids
    if issued or returned:
        text = _("{issued} pieces of teaching aids were issued, {returned} came back, {lost} are missing or damaged.")
        found.append(text.format(issued=f"{issued:,}", returned=f"{returned:,}", lost=lost))
    return found


def _staff(f: TermFigures) -> list[str]:
    found = []
    if f.study:
        text = _("The staff studied and did research: {list}.")
        found.append(text.format(list=_names([_quoted(topic) for topic in f.study])))
        if f.study_hours:
            found.append(_("{hours} hours went into it.").format(hours=f.study_hours))
    if f.equipment:
        text = _("The library has {n} pieces of equipment, {broken} of them broken.")
        found.append(text.format(n=f.equipment, broken=f.broken))
    return found


def _plan(f: TermFigures) -> list[str]:
    whole = len(f.done) + len(f.undone)
    if not whole and not f.ahead:
        return []
    found = []
    if whole:
        found.append(_("Of {all} tasks of the plan {done} are done.").format(all=whole, done=len(f.done)))
        if whole > len({*f.done, *f.undone}):
            found.append(_("A task that comes back counts each time."))
    if f.ahead:
        text = ngettext("{n} task of the term is not due yet.", "{n} tasks of the term are not due yet.", f.ahead)
        found.append(text.format(n=f.ahead))
    if f.done:
        found.append(_("Done: {list}.").format(list=_tasks(f, f.done)))
    if f.undone:
        found.append(_("Not done yet: {list}.").format(list=_tasks(f, f.undone)))
    if f.dropped:
        found.append(_("Given up: {list}.").format(list=_tasks(f, f.dropped)))
    return found


def _next(f: TermFigures) -> list[str]:
    found = []
    if f.undone:
        names = [_quoted(name) for name in dict.fromkeys(f.undone)]
        found.append(_("Next term carries on with: {list}.").format(list=_names(names)))
    missing = [line for line in f.targets if line.known and not line.part and not line.reached and line.unit != "%"]
    if missing:
        named = _("; ").join(
            _("{name}: {n} {unit} missing").format(name=line.name, n=number(line.missing), unit=_(UNITS[line.what]))
            for line in missing
        )
        found.append(_("Against the targets of the regulation: {list}.").format(list=named))
    if f.open_repairs:
        found.append(_("{n} copies wait to be mended.").format(n=f.open_repairs))
    return found


CHAPTERS: Final[tuple[tuple[str, str, Draft], ...]] = (
    ("overview", N_("The library at a glance"), _overview),
    ("stock", N_("Building the collection"), _stock),
    ("lending", N_("Lending and reading"), _lending),
    ("service", N_("Reading rooms and service"), _service),
    ("activities", N_("Reading activities"), _activities),
    ("helpers", N_("Student librarians"), _helpers),
    ("care", N_("Repairs, stocktake, teaching aids"), _care),
    ("staff", N_("Study, research, equipment"), _staff),
    ("plan", N_("The plan and what became of it"), _plan),
    ("next", N_("What comes next"), _next),
)


def _tasks(f: TermFigures, names: Sequence[str]) -> str:
    """Each task in quotes, since its name may be a list itself, with its times; of many how many there are in all.

    The times are those that the numbers of the plan count, so that the list adds up to them.
    """
    times = Counter([*f.done, *f.undone, *f.dropped])
    counts = Counter(names)
    named = [_task(name, n, times[name]) for name, n in counts.items()]
    shown = _("; ").join(named[:MOST_NAMED])
    if len(named) <= MOST_NAMED:
        return shown
    return ngettext("{names} and others, {n} in all", "{names} and others, {n} in all", len(names)).format(
        names=shown, n=len(names)
    )


def _task(name: str, n: int, times: int) -> str:
    if times > n:
        return _("{task} ({n} of {all} times)").format(task=_quoted(name), n=n, all=times)
    if times > 1:
        return ngettext("{task} ({n} time)", "{task} ({n} times)", n).format(task=_quoted(name), n=n)
    return _quoted(name)


def _each(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def _quoted(name: str) -> str:
    """A name that quotes something itself has the inner marks inside."""
    return _("“{name}”").format(name=name.replace("“", "‘").replace("”", "’"))


def _counted(pairs: Sequence[tuple[str, int]], words: str) -> str:
    return _("; ").join(words.format(name=name, n=f"{count:,}") for name, count in pairs)


def _names(names: Sequence[str]) -> str:
    """The first of them; of many how many more there are."""
    shown = _("; ").join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return (
        ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=shown, n=more)
        if more > 0
        else shown
    )
