"""What is printed of an activity: results, who takes part, the record sheet, certificates, ranking and poster.

What others read names people as the school chose; the list for the librarian's own work and the certificate that
goes to the person name them whole.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.activities import kind_name, prize_name
from libdesk.domain.rows.activities import ActivityRow, EntrantRow, Standing
from libdesk.domain.rows.activity_papers import PosterPaper, RecordPaper
from libdesk.domain.rows.documents import Certificate, TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day, show_money
from libdesk.domain.shown_names import NamesShown
from libdesk.i18n import N_, _
from libdesk.store.queries import activities as queries
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.semester.activities import words

Asked = tuple[str, Callable[[], bytes]]
ON_POSTER = 10  # places, with all who share the last one
MOST_ON_POSTER = 14
ON_LIST = 50  # places of readers on a printed ranking

RESULT_COLUMNS = (
    TableColumn(N_("Rank"), right=True),
    TableColumn(N_("Name"), share=3),
    TableColumn(N_("Work"), share=4),
    TableColumn(N_("Result or score"), right=True),
)
ROLL_COLUMNS = (
    TableColumn(N_("Class")),
    TableColumn(N_("Name"), share=2),
    TableColumn(N_("Work"), share=3),
    TableColumn(N_("Works"), right=True),
    TableColumn(N_("Result or score"), right=True),
    TableColumn(N_("Prize")),
)


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
        lines.append((group, name, one.work, str(one.works), one.result, prize_name(one.prize)))
    heading = _("{name}: who takes part").format(name=row.name)
    paper = TablePaper(
        desk.settings.school, heading, _note(desk, row), ROLL_COLUMNS, (TablePart("", tuple(lines)),), words.counts(row)
    )
    return heading, list_maker(paper)


def ranking(desk: Desk, row: ActivityRow, rows: Sequence[Standing]) -> Asked:
    """A ranking with its formula, names as the school chose."""
    assert row.challenge is not None
    how, school = NamesShown(desk.settings.names_shown), school_of(desk)
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
        cells = [str(one.rank), one.shown(how, desk.today, school), f"{one.count:,}"]
        lines.append((*cells, str(one.pupils), one.result()) if by_class else tuple(cells))
    heading = _("{name}: ranking").format(name=row.name)
    note = words.rule(row.challenge).partition("\n")[0]
    formula = words.formula(row.challenge)
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
    lines = tuple(
        (str(one.rank), one.shown(how, desk.today, school), one.result())
        for one in rows
        if one.rank <= ON_POSTER and one.count
    )
    left_out = max(len(lines) - MOST_ON_POSTER, 0)
    note = words.rule(row.challenge).partition("\n")[0]
    paper = PosterPaper(
        desk.settings.school, row.name, note, lines[:MOST_ON_POSTER], words.formula(row.challenge), desk.today, left_out
    )
    heading = _("{name}: poster").format(name=row.name)

    def make() -> bytes:
        from libdesk.documents.poster import poster as draw

        return draw(paper)

    return heading, make


def record_sheet(desk: Desk, row: ActivityRow) -> Asked:
    """活动记录表: what it was, how it went, who won, with photos on the second page."""
    how, school, library = NamesShown(desk.settings.names_shown), school_of(desk), desk.library
    entrants = queries.entrants(library, row.id)
    prizes = [
        (prize_name(prize), "、".join(one.shown(how, row.first, school) for one in group))
        for prize, group in groupby(queries.winners(entrants), key=lambda one: one.prize)
    ]
    fields = (
        (_("Name of the activity"), row.name), (_("Kind"), kind_name(row.kind)), (_("Dates"), words.days(row)),
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
    """One for each who won."""
    school, day = school_of(desk), row.published or max(row.last, desk.today)
    heading = _("Certificate of honour")
    made = []
    for number, one in enumerate(rows, start=1):
        name = one.full(row.first, school)
        group = one.group(row.first, school) if one.kind == "reader" else ""
        line = _("{who}:").format(who=" ".join(part for part in (group, name) if part))
        made.append(
            Certificate(
                desk.settings.school,
                heading,
                line,
                _body(row, one),
                day,
                prize_name(one.prize),
                no=_("No. {no}").format(no=f"{row.first.year}-{row.id:03d}-{number:03d}"),
            )
        )
    title = _("{name}: certificates").format(name=row.name)

    def make() -> bytes:
        from libdesk.documents.certificate import certificate_pages

        return certificate_pages(title, made).pdf()

    return title, make


def _body(row: ActivityRow, one: EntrantRow) -> str:
    if one.work:
        text = _("With “{work}” you have won in “{activity}” ({days}). With this certificate we congratulate you.")
    else:
        text = _("You have won in “{activity}” ({days}). With this certificate we congratulate you.")
    return text.format(work=one.work.strip('《》“”"'), activity=row.name, days=words.days(row))


def _note(desk: Desk, row: ActivityRow) -> str:
    audience = _("for {audience}").format(audience=row.audience.words(row.first, school_of(desk)))
    return "  ·  ".join(part for part in (kind_name(row.kind), words.days(row), row.place, row.host, audience) if part)


def _amount(fen: int | None) -> str:
    return "" if fen is None else show_money(fen)


def _by_class(one: EntrantRow) -> tuple[object, ...]:
    ref = one.class_ref
    return (ref is None, ref.sort_key if ref else (), one.kind != "class", one.id)


def _now(desk: Desk) -> datetime:
    return datetime.fromtimestamp(desk.now() / 1000, ZoneInfo(desk.settings.zone))
