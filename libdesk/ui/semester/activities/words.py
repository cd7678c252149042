"""What the page of activities says of an activity, of who takes part and of a ranking."""

from datetime import date
from typing import Final

from libdesk.actions.activities.entrants import Entered
from libdesk.actions.activities.sheets import SheetPlan
from libdesk.domain.activities import STAND_NAMES, Stand, has_works, kind_name, prize_name
from libdesk.domain.challenges import BY_NAMES, MEASURE_NAMES, WHO_NAMES, Challenge
from libdesk.domain.result_matching import FIT_NAMES, Fit, Matched
from libdesk.domain.rows.activities import ActivityRow, EntrantRow, Standing
from libdesk.domain.school import School
from libdesk.domain.show import show_day, show_money
from libdesk.exchange.result_columns import What
from libdesk.exchange.result_lines import ResultLine, ResultSheet, WhyUnread
from libdesk.i18n import N_, _, listed, ngettext

WHAT_NAMES: Final = {
    What.NAME: N_("Name"), What.GRADE: N_("Grade"), What.NUMBER: N_("School number"), What.CLASS: N_("Class"),
    What.WORK: N_("Work"), What.SCORE: N_("Score"), What.PLACE: N_("Rank"), What.PRIZE: N_("Prize"),
    What.LEVEL: N_("Level"), What.ORDER: N_("No."),
}  # fmt: skip
UNREAD: Final = {
    WhyUnread.NO_NAME: N_("not read: no name in this row"),
    WhyUnread.NO_NAMES: N_("not read: no column of names in this sheet"),
}
ROLES = {
    Stand.RUNNING: "good", Stand.TO_PUBLISH: "warn", Stand.LATE: "bad", Stand.OVER: "", Stand.PUBLISHED: "",
    Stand.DROPPED: "quiet", Stand.PLANNED: "",
}  # fmt: skip


def stand(row: ActivityRow, today: date) -> str:
    """Where it stands, with the day by which the results are due."""
    now = row.stand(today)
    if now in (Stand.TO_PUBLISH, Stand.LATE) and row.publish_by is not None:
        return _("{stand}, due {day}").format(stand=_(STAND_NAMES[now]), day=show_day(row.publish_by, weekday=False))
    return _(STAND_NAMES[now])


def days(row: ActivityRow, *, weekday: bool = True) -> str:
    """One day, with its weekday where that is wanted, or from when to when."""
    if row.first == row.last:
        return show_day(row.first, weekday=weekday, year=True)
    last = show_day(row.last, weekday=False, year=row.first.year != row.last.year)
    return _("{first} until {last}").format(first=show_day(row.first, weekday=False, year=True), last=last)


def facts(row: ActivityRow, today: date, school: School) -> str:
    """What is known of it, a line each."""
    what = [kind_name(row.kind), days(row), stand(row, today)]
    if row.published is not None:
        what.append(show_day(row.published, weekday=False, year=True))
    where = [_("for {audience}").format(audience=row.audience.words(row.first, school)), row.place]
    if row.host:
        where.append(_("run by {who}").format(who=row.host))
    money = []
    if row.budget_fen is not None:
        money.append(_("budget {amount}").format(amount=show_money(row.budget_fen)))
    if row.spent_fen is not None:
        money.append(_("spent {amount}").format(amount=show_money(row.spent_fen)))
    lines = ["  ·  ".join(filter(None, part)) for part in (what, where, money)]
    if row.materials:
        lines.append(_("Materials: {text}").format(text=row.materials))
    lines += [row.note, _("How it went: {text}").format(text=row.record) if row.record else ""]
    return "\n".join(line for line in lines if line)


def counts(row: ActivityRow) -> str:
    """How many take part, with how many works and prizes; no works where none are handed in."""
    if not row.entrants:
        return _("Nobody takes part yet.")
    parts = [_("{who} taking part").format(who=taking_part(row.people, row.classes, row.groups))]
    if has_works(row.kind):
        parts.append(ngettext("{n} work", "{n} works", row.works).format(n=row.works))
    if row.prizes or has_works(row.kind):
        parts.append(ngettext("{n} prize", "{n} prizes", row.prizes).format(n=row.prizes))
    return _(", ").join(parts)


def taking_part(people: int, classes: int, groups: int) -> str:
    """85 people, 2 classes, 1 group: each counted in its own word."""
    parts = [ngettext("{n} person", "{n} people", people).format(n=people)] if people else []
    if classes:
        parts.append(ngettext("{n} class", "{n} classes", classes).format(n=classes))
    if groups:
        parts.append(ngettext("{n} group", "{n} groups", groups).format(n=groups))
    return listed(parts)


def entered(done: Entered, kind: str = "reader") -> str:
    """How many were entered, and how many were in already; `kind` is what was entered."""
    classes, groups = done.entered * (kind == "class"), done.entered * (kind == "group")
    who = taking_part(done.entered - classes - groups, classes, groups)
    if done.already:
        return _("Entered: {who}; {more} took part already.").format(who=who, more=done.already)
    return _("Entered: {who}.").format(who=who)


def prize(row: EntrantRow) -> str:
    return prize_name(row.prize)


def fit(line: ResultLine, matched: Matched, *, same: bool = False) -> str:
    """Whose a row is, with the class where it was found by name alone; where the classes differ, both of them.

    `same`: a person has said that it is them all the same.
    """
    groups = listed(dict.fromkeys(one.group for one in matched.who if one.group))
    if matched.fit is Fit.OTHER_CLASS and not same:
        text = _("{name} is in {group}, the table says {other}")
        return text.format(name=matched.who[0].name, group=groups, other=line.class_text)
    if matched.fit is Fit.OTHER_NUMBER and not same:
        return _("school number {number} is that of {name}").format(number=line.number, name=matched.number_of)
    if matched.fit is Fit.NOBODY and groups:
        text = _("nobody of this name in {group}; those of this name: {others}")
        return text.format(group=line.class_text, others=groups)
    kind = matched.fit
    if matched.is_open:
        kind = Fit.ENTRANT if matched.who[0].entrant_id is not None else Fit.READER
    words = _(FIT_NAMES[kind])
    return _("{what}: {who}").format(what=words, who=groups) if groups else words


def read(plan: SheetPlan) -> str:
    """What a sheet holds: the counts add up to its rows."""
    parts = [_("{what} {n}").format(what=_(FIT_NAMES[kind]), n=plan.count(kind)) for kind in Fit if plan.count(kind)]
    if plan.sheet.passed_over:
        parts.append(_("blank, headings, sums {n}").format(n=plan.sheet.passed_over))
    if plan.sheet.unread:
        parts.append(_("not read {n}").format(n=len(plan.sheet.unread)))
    text = ngettext("{n} row was read: {parts}", "{n} rows were read: {parts}", plan.sheet.rows)
    return text.format(n=plan.sheet.rows, parts=_(", ").join(parts))


def columns(sheet: ResultSheet) -> str:
    """Which columns were read as what, and which were not."""
    headings: dict[What, list[str]] = {}
    for what, heading in sheet.columns:
        if heading not in headings.setdefault(what, []):
            headings[what].append(heading)
    read = [
        _("{what} ({heading})").format(what=_(WHAT_NAMES[what]), heading=listed(filter(None, said)))
        if any(said) and said != [_(WHAT_NAMES[what])]
        else _(WHAT_NAMES[what])
        for what, said in headings.items()
    ]
    if sheet.left:
        return _("Columns read: {read}. Not read: {left}").format(read=listed(read), left=listed(sheet.left))
    return _("Columns read: {read}").format(read=listed(read))


def prizes_told(sheet: ResultSheet) -> str:
    """What was made of earlier rounds, and of cells without a prize below one that has it; "" where there are none."""
    told = (
        (sheet.earlier, ngettext(
            "{n} row is of an earlier round: the last round counts, of this one only who took part.",
            "{n} rows are of an earlier round: the last round counts, of these only who took part.", sheet.earlier,
        )),
        (sheet.carried, ngettext(
            "In {n} row the prize is that of the row above, where it is written once for all.",
            "In {n} rows the prize is that of the row above, where it is written once for all.", sheet.carried,
        )),
        (sheet.open, ngettext(
            "In {n} row no prize stands below one that does; it is taken as none.",
            "In {n} rows no prize stands below one that does; they are taken as none.", sheet.open,
        )),
    )  # fmt: skip
    return "\n".join(text.format(n=count) for count, text in told if count)


def rule(challenge: Challenge) -> str:
    """What is counted, for whom and by which rule."""
    what = _("From {first} to {last}: {measure}, by {by}, {who}.").format(
        first=show_day(challenge.first, weekday=False, year=True),
        last=show_day(challenge.last, weekday=False, year=True), measure=_(MEASURE_NAMES[challenge.measure]),
        by=_(BY_NAMES[challenge.by]), who=_(WHO_NAMES[challenge.who]),
    )  # fmt: skip
    return f"{what}\n{challenge.rule()}"


def formula(challenge: Challenge) -> str:
    """How the number of a ranking comes about, printed beside it."""
    if challenge.by != "class":
        return challenge.rule()
    text = _("Per pupil = {measure} of all pupils of the class ÷ pupils of the class. {rule}")
    return text.format(measure=_(MEASURE_NAMES[challenge.measure]), rule=challenge.rule())


def number(row: Standing) -> str:
    """The number by which a row is ranked."""
    return row.result()
