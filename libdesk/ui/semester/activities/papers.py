"""What is printed of an activity: results, who takes part, the record sheet, certificates, ranking and poster.

What others read names people as the school chose; the list for the librarian's own work and the certificate that
goes to the person name them whole.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.activities import has_works, kind_name, prize_name
from libdesk.domain.rows.activities import ActivityRow, EntrantRow, Standing
from libdesk.domain.rows.activity_papers import PosterPaper, RecordPaper
from libdesk.domain.rows.documents import Certificate, TableColumn, TablePaper, TablePart
from libdesk.domain.school import School
from libdesk.domain.show import show_day, show_money
from libdesk.domain.shown_names import NamesShown
from libdesk.i18n import N_, _, listed, sentences
from libdesk.store.queries import activities as queries
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.semester.activities import words

T = TypeVar("T")
Asked = tuple[str, Callable[[], bytes]]
ON_POSTER = 10  # places, with all who share the last one
MOST_ON_POSTER = 14
ON_LIST = 50  # places of readers on a printed ranking

RESULT_COLUMNS = (
    TableColumn(N_("Rank"), right=True),
    TableColumn(N_("Name")),
    TableColumn(N_("Work"), share=1),
    TableColumn(N_("Result or score"), right=True),
)
ROLL_COLUMNS = (
    TableColumn(N_("Class")),
    TableColumn(N_("Name")),
    TableColumn(N_("Work"), share=1),
    TableColumn(N_("Works"), right=True),
    TableColumn(N_("Result or score"), right=True),
    TableColumn(N_("Prize")),
)
WORKS = 3  # its place among them; where nobody hands anything in it is left out


def results(desk: Desk, row: ActivityRow, rows: Sequence[EntrantRow]) -> Asked:
    """The prizes, the highest first, as they are hung up; without any, a sheet that says so."""
    how, school = NamesShown(desk.settings.names_shown), school_of(desk)
    won = queries.winners(rows)
    parts = [
        TablePart(
            prize_name(prize),
            tuple((str(one.rank or ""), one.shown(how, row.first, school), one.work, one.result) for one in group),
        )
        for prize, group in groupby(won, key=lambda one: one.prize)
    ]
    foot = words.counts(row) if won else _("No prize has been given.")
    heading = _("{name}: results").format(name=row.name)
    note = _note(desk, row)
    if row.published is not None:
        day = show_day(row.published, weekday=False, year=True)
        note = "  ·  ".join((note, _("published on {day}").format(day=day)))
    paper = TablePaper(
        desk.settings.school, heading, note, RESULT_COLUMNS, tuple(parts), foot, signed=(_("The library"),),
    )  # fmt: skip
    return heading, list_maker(paper)


def roll(desk: Desk, row: ActivityRow, rows: Sequence[EntrantRow]) -> Asked:
    """Everybody who takes part, by class, with whole names: the librarian's own list."""
    school = school_of(desk)
    lines = []
    for one in sorted(rows, key=_by_class):
        group = one.group(row.first, school) if one.kind not in ("class", "group") else ""
        name = one.full(row.first, school)
        cells = [group, name, one.work, str(one.works), one.result, prize_name(one.prize)]
        lines.append(tuple(_without_works(row, cells)))
    heading = _("{name}: who takes part").format(name=row.name)
    columns = tuple(_without_works(row, ROLL_COLUMNS))
    paper = TablePaper(
        desk.settings.school, heading, _note(desk, row), columns, (TablePart("", tuple(lines)),), words.counts(row)
    )
    return heading, list_maker(paper)


def _without_works(row: ActivityRow, cells: Sequence[T]) -> list[T]:
    return [cell for place, cell in enumerate(cells) if place != WORKS or has_works(row.kind)]


def ranking(desk: Desk, row: ActivityRow, rows: Sequence[Standing]) -> Asked:
    """A ranking with its formula, names as the school chose."""
    assert row.challenge is not None
    how, school = NamesShown(desk.settings.names_shown), school_of(desk)
    day = row.challenge.counted_until(desk.today)
    by_class = row.challenge.by == "class"
    columns = [
        TableColumn(N_("Rank"), right=True),
        TableColumn(N_("Name"), share=1),
        TableColumn(N_("Read in all"), right=True),
    ]
    if by_class:
        columns += [TableColumn(N_("Pupils"), right=True), TableColumn(N_("Per pupil"), right=True)]
    lines = []
    # A ranking names who read most; the list of all down to the last is nobody's to read.
    shown = [one for one in rows if by_class or one.rank <= ON_LIST]
    for one in shown:
        cells = [str(one.rank), one.shown(how, day, school), f"{one.count:,}"]
        lines.append((*cells, str(one.pupils), one.result()) if by_class else tuple(cells))
    heading = _("{name}: ranking").format(name=row.name)
    note = words.rule(row.challenge).partition("\n")[0]
    formula = words.formula(row.challenge)
    if not by_class and how is NamesShown.NONE:
        formula = sentences(_not_shown(), formula)
    if len(shown) < len(rows):
        note = "  ·  ".join((note, _("the first {n} places").format(n=ON_LIST)))
    paper = TablePaper(
        desk.settings.school, heading, note, tuple(columns), (TablePart("", tuple(lines)),), formula,
        at=_now(desk),
    )  # fmt: skip
    return heading, list_maker(paper)


def poster(desk: Desk, row: ActivityRow, rows: Sequence[Standing]) -> Asked:
    """The first places in large type, for the wall; names as the school chose."""
    assert row.challenge is not None
    how, school = NamesShown(desk.settings.names_shown), school_of(desk)
    day = row.challenge.counted_until(desk.today)
    lines = tuple(
        (str(one.rank), one.shown(how, day, school), one.result())
        for one in rows
        if one.rank <= ON_POSTER and one.count
    )
    left_out = max(len(lines) - MOST_ON_POSTER, 0)
    note = words.rule(row.challenge).partition("\n")[0]
    names = _not_shown() if how is NamesShown.NONE and row.challenge.by != "class" else ""
    formula = words.formula(row.challenge)
    paper = PosterPaper(
        desk.settings.school, row.name, note, lines[:MOST_ON_POSTER], formula, desk.today, left_out, names
    )
    heading = _("{name}: poster").format(name=row.name)

    def make() -> bytes:
        from libdesk.documents.poster import poster as draw

        return draw(paper)

    return heading, make


def _not_shown() -> str:
    return _("Each line is one reader; as the school has chosen, the class stands for the name.")


def record_sheet(desk: Desk, row: ActivityRow) -> Asked:
    """活动记录表: what it was, how it went, who won, with photos on the second page."""
    how, school, library = NamesShown(desk.settings.names_shown), school_of(desk), desk.library
    entrants = queries.entrants(library, row.id)
    prizes = [
        (prize_name(prize), listed(one.shown(how, row.first, school) for one in group))
        for prize, group in groupby(queries.winners(entrants), key=lambda one: one.prize)
    ]
    fields = (
        (_("Name of the activity"), row.name), (_("Kind"), kind_name(row.kind)),
        (_("Dates"), words.days(row, weekday=False)),
        (_("Venue"), row.place), (_("Run by"), row.host), (_("For whom"), row.audience.words(row.first, school)),
        (_("Taking part"), words.counts(row)), (_("Budget"), _amount(row.budget_fen)),
        (_("Spent"), _amount(row.spent_fen)),
    )  # fmt: skip
    texts = ((_("Materials"), row.materials), (_("How it went"), row.record), (_("Note"), row.note))
    photos = tuple(
        (data, one.caption)
        for one in queries.photos(library, row.id)
        if (data := queries.photo_bytes(library, one.sha256)) is not None
    )
    heading = _("Record sheet of a reading activity")
    paper = RecordPaper(desk.settings.school, heading, fields, texts, tuple(prizes), photos, desk.today)

    def make() -> bytes:
        from libdesk.documents.record_sheet import record_sheet as draw

        return draw(paper)

    return _("{name}: record sheet").format(name=row.name), make


def honoured(rows: Sequence[EntrantRow]) -> tuple[list[EntrantRow], int]:
    """Who gets a certificate, the highest prize first, and how many of those who won are named nowhere any more."""
    won = queries.winners(rows)
    return [one for one in won if not one.erased], sum(one.erased for one in won)


def certificates(desk: Desk, row: ActivityRow, rows: Sequence[EntrantRow]) -> Asked:
    """One for each who won; its number is the entrant's own, whoever else wins."""
    school, day = school_of(desk), row.published or max(row.last, desk.today)
    heading = _("Certificate of honour")
    made = [
        Certificate(
            desk.settings.school, heading, _("{who}:").format(who=_addressed(row, one, school)), _body(row, one), day,
            no=_("No. {no}").format(no=f"{row.first.year}-{row.id:03d}-{one.id:04d}"),
        )
        for one in rows
    ]  # fmt: skip
    title = _("{name}: certificates").format(name=row.name)

    def make() -> bytes:
        from libdesk.documents.certificate import certificate_pages

        return certificate_pages(title, made).pdf()

    return title, make


def _addressed(row: ActivityRow, one: EntrantRow, school: School) -> str:
    """三(1)班 许雅静同学, 语文组 王芳老师; a class, a group and a guest as they are called."""
    name = one.full(row.first, school)
    if one.kind in ("class", "group") or one.person_kind == "guest":
        return name
    if one.person_kind == "pupil":
        name = _("Pupil {name}").format(name=name)
    elif not name.endswith("老师"):
        name = _("Teacher {name}").format(name=name)
    return " ".join(part for part in (one.group(row.first, school), name) if part)


def _body(row: ActivityRow, one: EntrantRow) -> str:
    """The prize stands in the sentence; a star is a title rather than a prize."""
    star = one.prize == "star" or one.prize.endswith("之星")
    if one.work and star:
        text = _("With “{work}” you have been named {prize} in “{activity}” ({days}). We congratulate you.")
    elif one.work:
        text = _("With “{work}” you have won the {prize} in “{activity}” ({days}). We congratulate you.")
    elif star:
        text = _("You have been named {prize} in “{activity}” ({days}). We congratulate you.")
    else:
        text = _("You have won the {prize} in “{activity}” ({days}). We congratulate you.")
    return text.format(
        work=_inner(one.work.strip('《》“”"')), activity=_inner(row.name), days=words.days(row, weekday=False),
        prize=prize_name(one.prize),
    )  # fmt: skip


def _inner(text: str) -> str:
    """Quotation marks inside quotation marks are single ones."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})


def _note(desk: Desk, row: ActivityRow) -> str:
    audience = _("for {audience}").format(audience=row.audience.words(row.first, school_of(desk)))
    parts = (kind_name(row.kind), words.days(row, weekday=False), row.place, row.host, audience)
    return "  ·  ".join(part for part in parts if part)


def _amount(fen: int | None) -> str:
    return "" if fen is None else show_money(fen)


def _by_class(one: EntrantRow) -> tuple[object, ...]:
    ref = one.class_ref
    return (ref is None, ref.sort_key if ref else (), one.kind != "class", one.id)


def _now(desk: Desk) -> datetime:
    return datetime.fromtimestamp(desk.now() / 1000, ZoneInfo(desk.settings.zone))
