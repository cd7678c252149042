"""What is said of a title beside the list: what it is, where it stands, what hangs on it."""

from datetime import date

from libdesk.domain.identifiers import hyphenated
from libdesk.domain.rows.catalogue import BarcodeLine, CopyRow, TitleNow
from libdesk.domain.show import show_day, show_item_kind, show_money
from libdesk.domain.titles import KIND_NAMES, TitleFields
from libdesk.i18n import N_, _, ngettext

BARCODE_STATES = {"active": N_("counts"), "replaced": N_("replaced"), "lost": N_("label lost")}


def kind_name(kind: str) -> str:
    return _(KIND_NAMES[kind]) if kind in KIND_NAMES else show_item_kind(kind)


def whole_name(fields: TitleFields) -> str:
    return f"{fields.title} : {fields.subtitle}" if fields.subtitle else fields.title


def facts(now: TitleNow) -> str:
    """Who made it, when and where; its call number, what it is, its numbers, how often it was lent: two lines."""
    fields = now.fields
    published = " ".join(part for part in (fields.publisher, str(fields.year or "")) if part)
    lines = (
        (fields.author, fields.contributors, published),
        (fields.call_no or fields.class_no, kind_name(fields.kind), _numbers(fields), counts(now)),
    )
    return "\n".join(line for parts in lines if (line := "  ·  ".join(part for part in parts if part)))


def _numbers(fields: TitleFields) -> str:
    found = [f"ISBN {hyphenated(fields.isbn)}"] if fields.isbn else []
    found += [f"ISSN {fields.issn}"] if fields.issn else []
    found += [fields.cn_no] if fields.cn_no else []
    found += [_("post code {code}").format(code=fields.post_code)] if fields.post_code else []
    found += [fields.frequency] if fields.frequency else []
    found += [show_money(fields.price_fen)] if fields.price_fen is not None else []
    return "  ·  ".join(found)


def counts(now: TitleNow) -> str:
    """How often it was lent, who waits, what it still waits for."""
    parts = []
    if now.loans:
        parts.append(ngettext("lent {n} time", "lent {n} times", now.loans).format(n=now.loans))
    if now.holds:
        parts.append(ngettext("{n} reader is waiting", "{n} readers are waiting", now.holds).format(n=now.holds))
    if now.volumes:
        parts.append(_("volumes: {labels}").format(labels=_(", ").join(volume.label for volume in now.volumes)))
    if now.queued:
        parts.append(_("lent at the desk before it was catalogued"))
    return "  ·  ".join(parts)


def about_copy(copy: CopyRow, barcodes: list[BarcodeLine]) -> str:
    """What the table has no room for: how often it was lent, its note, the numbers that it bore before."""
    parts = []
    if copy.loans:
        parts.append(ngettext("this copy lent {n} time", "this copy lent {n} times", copy.loans).format(n=copy.loans))
    if copy.entered:
        parts.append(_("entered {day}").format(day=_day(copy.entered)))
    if copy.note:
        parts.append(copy.note)
    old = [f"{line.printed} ({_(BARCODE_STATES[line.state])})" for line in barcodes if line.state != "active"]
    if old:
        parts.append(_("earlier barcodes: {codes}").format(codes=_(", ").join(old)))
    return "  ·  ".join(parts)


def _day(text: str) -> str:
    """A day as it is said everywhere; what an older list gave that is none stays as it is."""
    try:
        return show_day(date.fromisoformat(text), weekday=False, year=True)
    except ValueError:
        return text
