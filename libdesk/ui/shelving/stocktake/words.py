"""What a scan in a stocktake is told as, and how stocktakes, figures and files are said."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.stocktake import Counted, FilePreview, Preview, StocktakeRow, Told
from libdesk.domain.show import show_day, show_money
from libdesk.domain.stocktake.endings import ODDS, Odds
from libdesk.domain.stocktake.parts import part_words
from libdesk.domain.stocktake.stands import Stand, Tally
from libdesk.i18n import N_, _, ngettext, sentences

_PLAIN: Final = {
    Told.READER: (Outcome.REFUSED, N_("{code} is a reader’s card. Scan the label of the book.")),
    Told.COMMAND: (Outcome.REFUSED, N_("{code} is a command card. Here only books are scanned.")),
    Told.ISBN: (Outcome.REFUSED, N_("{code} is the ISBN, which all copies share. Scan the library’s own label.")),
    Told.TOO_LONG: (Outcome.REFUSED, N_("That is too long for a barcode. Scan the label of the book again.")),
    Told.STRAY: (
        Outcome.NOT_FOUND,
        N_("{code} is on no book of the library. The code is kept; put the book aside to look at it later."),
    ),
    Told.STRAY_BEFORE: (Outcome.NOT_FOUND, N_("{code} is on no book of the library, and is kept already.")),
}


def when(at: int, zone: ZoneInfo, today: date) -> str:
    """10:32, or the day with it where that is not today."""
    moment = datetime.fromtimestamp(at / 1000, zone)
    if moment.date() == today:
        return f"{moment:%H:%M}"
    return f"{show_day(moment.date(), weekday=False, year=moment.year != today.year)} {moment:%H:%M}"


def told(counted: Counted, tally: Tally, place: str, *, seen_when: str = "", box: str = "") -> tuple[Outcome, str]:
    """A scan in one or more short sentences. `place`: where the copy belongs, `box`: in which it lies."""
    if counted.told in _PLAIN:
        outcome, words = _PLAIN[counted.told]
        return outcome, _(words).format(code=counted.code)
    copy, standing = counted.copy, counted.standing
    assert copy is not None
    assert standing is not None
    if counted.told is Told.BEFORE:
        by = _("a file of codes") if standing.by_file else standing.seen_by
        text = _("“{title}” was seen before: {when}, {who}.") if by else _("“{title}” was seen before: {when}.")
        remarks = [text.format(title=copy.name, when=seen_when, who=by)]
        remarks += _remarks(counted)
        return Outcome.NOTICE, sentences(*remarks)
    head = _("Seen: “{title}”").format(title=copy.name)
    if standing.stand is not None and tally.to_see:
        head = _("Seen, {n} of {m}: “{title}”").format(
            n=f"{tally.seen:,}", m=f"{tally.to_see:,}", title=copy.name
        )  # fmt: skip
    remarks = _remarks(counted)
    belongs = " · ".join(part for part in (place, copy.call_no or "") if part)
    if box:
        remarks.append(_("It belongs in {box}: put it there.").format(box=box))
    elif counted.wrong_place:
        remarks.append(_("Wrong place: it belongs in {where}.").format(where=belongs))
    elif standing.stand is None and copy.status != "withdrawn" and not standing.bound_into:
        words = _("It is not in this part: it belongs in {where}.") if belongs else _("It is not in this part.")
        remarks.append(words.format(where=belongs))
    if not remarks:
        return Outcome.DONE, head
    return Outcome.NOTICE, _("{seen}. {remarks}").format(seen=head, remarks=sentences(*remarks))


def _remarks(counted: Counted) -> list[str]:
    """What is to be looked at: where the copy should be by the catalogue."""
    copy, standing = counted.copy, counted.standing
    assert copy is not None
    found: list[str] = []
    if counted.is_found:
        lost = _("It was believed lost and is found again.") if copy.status == "lost" else ""
        found.append(lost or _("It was missing and is found again."))
    if counted.loss is not None:
        found.append(_("{reader} owes nothing for it any more.").format(reader=counted.loss.reader_name))
        if counted.loss.paid_fen:
            text = _("{money} was paid for it and is to be given back.")
            found.append(text.format(money=show_money(counted.loss.paid_fen)))
    waits = counted.hold_for or (copy.ready_for_name if copy.status == "hold" else "")
    if waits:
        found.append(_("{reader} waits for it: put it on the hold shelf.").format(reader=waits))
    if copy.loan is not None:
        text = _("It is still on loan to {reader}: its return was missed.")
        found.append(text.format(reader=copy.loan.reader_name))
    elif copy.status == "repair":
        found.append(_("It is in repair: put it with the repairs."))
    elif copy.status == "withdrawn":
        found.append(_("It was withdrawn: take it off the shelf."))
    if standing is not None and standing.bound_into:
        found.append(_("It was bound into {barcode}.").format(barcode=standing.bound_into))
    return found


def named(row: StocktakeRow) -> str:
    """A stocktake in the list of all."""
    if row.is_open:
        return row.name
    day = show_day(row.ended_day, weekday=False, year=True) if row.ended_day else ""
    return _("{name} (finished {day})").format(name=row.name, day=day)


def part_of(row: StocktakeRow) -> str:
    return part_words(row.part, row.place)


def figures(tally: Tally, odds: Odds, *, done: bool = False) -> str:
    """The line of counts that runs along, or that a stocktake has come to."""
    parts = [_("seen {n} of {m}").format(n=f"{tally.seen:,}", m=f"{tally.to_see:,}")]
    counts = (
        (tally.left, _("{n} not seen") if done else _("{n} to find")),
        (tally.of(Stand.DESK), _("{n} of them at the desk")),
        (tally.of(Stand.LOAN), _("{n} on loan")),
        (tally.of(Stand.HELD, Stand.REPAIR, Stand.IN_HAND), _("{n} elsewhere")),
        (tally.of(Stand.MISSING, Stand.LOST), _("{n} missing or lost before")),
    )  # fmt: skip
    parts += [words.format(n=f"{count:,}") for count, words in counts if count]
    parts += [f"{_(words)} {getattr(odds, name):,}" for name, words in ODDS.items() if getattr(odds, name)]
    return " · ".join(parts)


def preview(found: Preview) -> str:
    """What a stocktake would begin with."""
    copies = ngettext("{n} copy", "{n} copies", found.copies).format(n=f"{found.copies:,}")
    states = [f"{_(STATUS_NAMES[status])} {count:,}" for status, count in found.by_status]
    if found.in_hand:
        states.append(_("of these not yet on the shelf {n}").format(n=f"{found.in_hand:,}"))
    return _("{copies}: {states}").format(copies=copies, states=_(", ").join(states))


def file_lines(found: FilePreview) -> list[tuple[str, int]]:
    """(words, lines) of what a file of codes holds; those that add up come first."""
    return [
        (_("lines with something in them"), found.lines),
        (_("seen now"), found.fresh),
        (_("seen now, of another part or withdrawn"), found.other),
        (_("counted already"), found.before),
        (_("the same copy or code again"), found.doubles),
        (_("on no book of the library: kept as unknown codes"), found.strays),
        (_("readers’ cards"), found.readers),
        (_("ISBNs, which all copies share"), found.isbns),
        (_("no barcodes: too long, spoilt by a spreadsheet, command cards"), found.odd),
    ]


def file_remarks(found: FilePreview) -> str:
    """What is worth a word besides."""
    parts = []
    if found.found:
        parts.append(_("{n} that were missing or lost are found again").format(n=f"{found.found:,}"))
    if found.on_loan:
        parts.append(_("{n} are still on loan").format(n=f"{found.on_loan:,}"))
    if found.blanks:
        parts.append(_("{n} blank lines are passed over").format(n=f"{found.blanks:,}"))
    return " · ".join(parts)
