"""What the import page says about a plan and about what was done."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from libdesk.actions.imports.cards import PrefixOffer, PrefixReceipt
from libdesk.actions.imports.plans import BookPlan, ClassMoves, Plan, ReaderPlan
from libdesk.domain.errors import DeskError
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import Op
from libdesk.domain.rows.imports import FATE_LABELS, Counts, Fate, ImportReceipt
from libdesk.domain.show import show_day
from libdesk.exchange.fields import ListKind
from libdesk.i18n import N_, _, listed, ngettext, sentences
from libdesk.store.errors import BackupFault
from libdesk.store.queries.journal import Entry

NAMED: Final = 8  # numbers in a sentence
NEEDS: Final = {
    ListKind.BOOKS: N_(
        "A list of books needs a column with the titles; all others may be there or not. MARC files are taken too."
    ),
    ListKind.READERS: N_("A class roster needs names and classes; card and school numbers if there are any."),
    ListKind.LOANS: N_("Open loans need the book's barcode and who has it; bring in books and readers first."),
}
MISSING: Final = {
    ListKind.BOOKS: N_("Say above which column holds the titles."),
    ListKind.READERS: N_("Say above which column holds the names."),
    ListKind.LOANS: N_("Say above which columns hold the book's barcode and the reader."),
}


def counts_text(counts: Counts) -> str:
    """950 rows read: New 948, Faulty 2."""
    parts = [f"{_(FATE_LABELS[fate])} {counts.count(fate):,}" for fate in Fate if counts.count(fate)]
    head = ngettext("{count} row read", "{count} rows read", counts.read).format(count=f"{counts.read:,}")
    return _("{head}: {parts}").format(head=head, parts=_(", ").join(parts)) if parts else head


def span_of(first: str, last: str) -> str:
    """The numbers that are given; one alone by itself."""
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def brings(plan: Plan) -> str:
    """What comes into the library, in a sentence or two; "" when there is nothing to say."""
    said = []
    if isinstance(plan, BookPlan):
        if plan.copies or plan.titles:
            text = _("Brings {titles} titles and {copies} copies.")
            said.append(text.format(titles=f"{len(plan.titles):,}", copies=f"{len(plan.copies):,}"))
        if plan.given:
            said.append(_("Copies without a barcode get {codes}.").format(codes=span_of(*plan.given)))
        said.append(same_numbers_text(plan.same_numbers))
    elif isinstance(plan, ReaderPlan):
        if plan.given:
            said.append(_("Readers without a card number get {codes}.").format(codes=span_of(*plan.given)))
        if plan.seats_of_numbers:
            said.append(_("The short numbers that every class has are taken as seats, not as school numbers."))
        if plan.sex_passed_over:
            said.append(_("The column of sexes is passed over: by its settings the school does not keep them."))
    elif plan.loans:
        said.append(_("Brings {loans} open loans.").format(loans=f"{len(plan.loans):,}"))
    return sentences(*said)


def same_numbers_text(count: int) -> str:
    """How many titles come with a call number that another has; "" for none."""
    text = ngettext(
        "{count} title brings a call number that another title has; the remarks say which.",
        "{count} titles bring a call number that another title has; the remarks say which.",
        count,
    )
    return text.format(count=f"{count:,}") if count else ""


def classes_text(plan: ReaderPlan) -> str:
    """12 classes: 三(1)班 45, 三(2)班 44, … · 3 teachers and other staff; "" where nobody is on the list."""
    count = len(plan.classes)
    parts = []
    if count:
        text = ngettext("{count} class: {classes}", "{count} classes: {classes}", count)
        each = _(", ").join(f"{one.name}\u00a0{one.total:,}" for one in plan.classes)
        parts.append(text.format(count=f"{count:,}", classes=each))
    if plan.staff:
        text = ngettext("{count} teacher or other staff", "{count} teachers and other staff", plan.staff)
        parts.append(text.format(count=f"{plan.staff:,}"))
    return " · ".join(parts)


def missing_text(count: int) -> str:
    """How many of the classes on the list are not on it; "" when all are."""
    text = ngettext(
        "{count} reader of these classes is not on the list",
        "{count} readers of these classes are not on the list",
        count,
    )
    return text.format(count=f"{count:,}") if count else ""


def lead_text(plan: Plan) -> str:
    """What stands further down on the page: the counts, and those who are missing."""
    counts = plan.counts
    told = [f"{_(FATE_LABELS[fate])} {counts.count(fate):,}" for fate in Fate if counts.count(fate)]
    if isinstance(plan, ReaderPlan) and plan.missing:
        told.append(missing_text(len(plan.missing)))
    return _("Below: {told}").format(told=_(", ").join(told)) if told else ""


def emptied_text(plan: ReaderPlan) -> str:
    """Which classes nobody on the list is in any more; "" where there are none."""
    text = _("Nobody on the list is in {classes} any more.")
    return text.format(classes=listed(plan.emptied)) if plan.emptied else ""


def moves_text(classes: Sequence[ClassMoves]) -> str:
    """38 stay in their class, 402 come from another …; "" where nobody changes class."""
    if not any(one.came or one.repeat or one.unclear for one in classes):
        return ""
    parts = (
        (_("{count} stay in their class"), sum(one.stay for one in classes)),
        (_("{count} come from another class"), sum(one.came for one in classes)),
        (_("{count} new"), sum(one.new for one in classes)),
        (_("{count} repeat the year"), sum(one.repeat for one in classes)),
        (_("{count} unclear"), sum(one.unclear for one in classes)),
    )
    told = _(", ").join(text.format(count=f"{count:,}") for text, count in parts if count)
    return _("Pupils by class: {told}.").format(told=told)


def namesakes_text(rows: int) -> str:
    """What is to be ticked where rows have the name and class of another and nothing tells them apart."""
    text = ngettext(
        "{count} row of the same name and class is a reader of their own",
        "{count} rows of the same name and class are readers of their own",
        rows,
    )
    return text.format(count=f"{rows:,}")


def apart_text(tables: int, sheets: int) -> str:
    """That names which stand side by side are read one column after the other; "" where there are no such."""
    text = _("Names stand side by side on the sheet: they are read as {count} tables, one after the other.")
    return text.format(count=tables) if tables > sheets else ""


def hidden_text(rows: int) -> str:
    """That rows which the spreadsheet hides are read too; "" where none are hidden."""
    text = ngettext(
        "{count} row that is hidden in the spreadsheet is read too. If it is not meant, delete it there.",
        "{count} rows that are hidden in the spreadsheet are read too. If they are not meant, delete them there.",
        rows,
    )
    return text.format(count=f"{rows:,}") if rows else ""


def carried_text(rows: int) -> str:
    """That a class or a grade was carried down to rows which leave it empty; "" where none do."""
    text = ngettext(
        "{count} row leaves the class or grade empty and is given the one above it.",
        "{count} rows leave the class or grade empty and are given the one above them.",
        rows,
    )
    return text.format(count=f"{rows:,}") if rows else ""


def unread_text(columns: Sequence[tuple[int, str]]) -> str:
    """Which columns are full of names that nobody reads; "" when none is."""
    text = _("Full of names, and not read: {columns}. If these are readers too, put all names into one column.")
    return text.format(columns=_columns(columns)) if columns else ""


def passed_over_text(sheets: Sequence[str]) -> str:
    """Which sheets are not read, since no known heading stands in them; "" when all are."""
    text = _("Not read, as nothing there stands under known headings: {sheets}. Choose a sheet if it holds books.")
    return text.format(sheets=listed(sheets)) if sheets else ""


def dropped_text(columns: Sequence[tuple[int, str]]) -> str:
    """Which columns are left out as personal; "" when none is."""
    text = _("Left out and not kept, to protect the pupils: {columns}.")
    return text.format(columns=_columns(columns)) if columns else ""


def _columns(columns: Sequence[tuple[int, str]]) -> str:
    return listed(heading or _("column {number}").format(number=at + 1) for at, heading in columns)


def start_words(plan: Plan | None) -> str:
    """What the button says: "" while nothing would be written."""
    if isinstance(plan, BookPlan):
        if plan.copies:
            text = ngettext("Import {count} copy", "Import {count} copies", len(plan.copies))
            return text.format(count=f"{len(plan.copies):,}")
        return _("Write the changes") if plan.fills or plan.titles else ""
    if isinstance(plan, ReaderPlan):
        return readers_start(len(plan.new), len(plan.changed), len(plan.leaving))
    if plan is None or not plan.loans:
        return ""
    text = ngettext("Import {count} loan", "Import {count} loans", len(plan.loans))
    return text.format(count=f"{len(plan.loans):,}")


def readers_start(new: int, changed: int, left: int) -> str:
    """Import 5 new readers, change 83, mark 3 as left: all that the button does."""
    parts = (
        (new, ngettext("import {count} new reader", "import {count} new readers", new)),
        (changed, ngettext("change {count} reader", "change {count} readers", changed)),
        (left, ngettext("mark {count} as left", "mark {count} as left", left)),
    )
    told = _(", ").join(text.format(count=f"{count:,}") for count, text in parts if count)
    return told[:1].upper() + told[1:]


def done_words(receipt: ImportReceipt) -> str:
    """What was written."""
    added = {name: f"{number:,}" for name, number in receipt.added.items()}
    if receipt.op is Op.IMPORT_BOOKS:
        return _("Imported: {titles} titles, {copies} copies.").format(**added)
    if receipt.op is Op.IMPORT_LOANS:
        return _("Imported: {loans} open loans.").format(**added)
    changed = f"{receipt.counts.changed:,}"
    if receipt.added["left"]:
        text = _("Imported: {readers} new readers; {changed} changed, {left} marked as left.")
    else:
        text = _("Imported: {readers} new readers; {changed} changed.")
    return text.format(changed=changed, **added)


def clash_text(clash: PrefixOffer) -> str:
    """Which numbers are both card and book, and what a prefix would do about it."""
    head = ngettext(
        "{count} number is both a reader card and a book: {codes}.",
        "{count} numbers are both reader cards and books: {codes}.",
        len(clash.codes),
    ).format(count=f"{len(clash.codes):,}", codes=_some(clash.codes))
    return sentences(head, _("With a prefix before card numbers both can stay; only these cards are printed anew."))


def prefix_words(receipt: PrefixReceipt) -> str:
    """What a prefix before card numbers means for the cards."""
    if not receipt.anew:
        return _("Card numbers have {prefix} before them from now on; printed cards still count.").format(
            prefix=receipt.prefix
        )
    text = ngettext(
        "{count} card has left its number to a book. Print it anew: {codes}. All others still count.",
        "{count} cards have left their numbers to books. Print them anew: {codes}. All others still count.",
        len(receipt.anew),
    )
    return text.format(count=f"{len(receipt.anew):,}", codes=_some(receipt.anew))


def _some(codes: Sequence[str]) -> str:
    """The first few of them."""
    return _(", ").join(codes[:NAMED]) + (" …" if len(codes) > NAMED else "")


def last_words(entry: Entry, at: datetime, today: date) -> str:
    """What the last import brought, and when; the day only if it was another."""
    when = at.strftime("%H:%M")
    if at.date() != today:
        when = _("{day} {time}").format(day=show_day(at.date(), weekday=False, year=True), time=when)
    return _("Last import: {what}, {when}").format(what=_brought(entry), when=when)


def _brought(entry: Entry) -> str:
    counts = {name: f"{number:,}" for name, number in entry.args.items() if isinstance(number, int)}
    if entry.op == Op.IMPORT_BOOKS and "copies" in counts:
        return _("books, {copies} copies").format(**counts)
    if entry.op == Op.IMPORT_READERS and "readers" in counts:
        return _("readers, {readers} new, {changed} changed").format(**counts)
    if entry.op == Op.IMPORT_LOANS and "loans" in counts:
        return _("open loans, {loans}").format(**counts)
    return _(OP_LABELS[Op(entry.op)])


def sentence(error: Exception) -> str:
    """What went wrong, for the person at the desk."""
    if isinstance(error, BackupFault):
        return _("{fault} Nothing was changed, since there has to be a backup first.").format(fault=error.text())
    if isinstance(error, DeskError):
        return error.text()
    return _("Something went wrong in the program; nothing was written. The details are in the log.")
