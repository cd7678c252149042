"""What the import page says of a file of records, before and after it is written."""

from typing import Final

from libdesk.actions.imports.records.plans import RecordPlan
from libdesk.actions.imports.records.pool import PoolPlan
from libdesk.domain.drafts import BookDraft
from libdesk.domain.ops import Op
from libdesk.domain.rows.imports import FATE_LABELS, Counts, Fate, ImportReceipt
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui.imports.file_panel import ENCODING_LABELS
from libdesk.ui.imports.words import same_numbers_text, span_of

Plan = RecordPlan | PoolPlan
FORM_LABELS: Final = {"cnmarc": "CNMARC", "marc21": "MARC 21"}
_ENCODINGS: Final = {"marc-8": N_("MARC-8"), **ENCODING_LABELS}
_CODES: Final = 3  # barcodes that stand in a row of the sample


def facts_text(plan: Plan) -> str:
    """1,204 records · CNMARC · GBK 1,200, UTF-8 4."""
    text = ngettext("{count} record", "{count} records", plan.records)
    forms = _(", ").join(FORM_LABELS.get(form, form) for form, _count in plan.forms.most_common())
    return " · ".join((text.format(count=f"{plan.records:,}"), forms, _encodings(plan)))


def _encodings(plan: Plan) -> str:
    found = plan.encodings.most_common()
    names = [(_(_ENCODINGS.get(name, name)), count) for name, count in found]
    if len(names) == 1:
        return names[0][0]
    return _(", ").join(f"{name} {count:,}" for name, count in names)


def counts_text(counts: Counts) -> str:
    """1,204 records read: New 1,200, Faulty 4."""
    head = ngettext("{count} record read", "{count} records read", counts.read).format(count=f"{counts.read:,}")
    parts = [f"{_(FATE_LABELS[fate])} {counts.count(fate):,}" for fate in Fate if counts.count(fate)]
    return _("{head}: {parts}").format(head=head, parts=_(", ").join(parts)) if parts else head


def brings(plan: Plan) -> str:
    """What comes into the library, in a few sentences; "" when nothing does."""
    if isinstance(plan, PoolPlan):
        return _("They stand apart from the catalogue, for looking books up as they arrive.") if plan.counts.new else ""
    said = []
    if plan.titles or plan.copies:
        text = _("Brings {titles} titles and {copies} copies.")
        said.append(text.format(titles=f"{plan.titles:,}", copies=f"{plan.copies:,}"))
    if plan.given:
        said.append(_("Copies without a barcode get {codes}.").format(codes=span_of(*plan.given)))
    if plan.places:
        said.append(_("New places: {places}.").format(places=_(", ").join(plan.places)))
    said.append(same_numbers_text(plan.same_numbers))
    return sentences(*said)


def start_words(plan: Plan | None) -> str:
    """What the button says: "" while nothing would be written."""
    if plan is None or not plan.counts.written:
        return ""
    if isinstance(plan, PoolPlan):
        text = ngettext("Take {count} record into the pool", "Take {count} records into the pool", plan.counts.new)
        return text.format(count=f"{plan.counts.new:,}")
    if plan.copies:
        text = ngettext("Import {count} copy", "Import {count} copies", plan.copies)
        return text.format(count=f"{plan.copies:,}")
    return _("Write the changes")


def done_words(receipt: ImportReceipt) -> str:
    """What was written."""
    added = {name: f"{number:,}" for name, number in receipt.added.items()}
    if receipt.op is Op.IMPORT_POOL:
        return _("Taken into the pool: {records} records.").format(**added)
    return _("Imported: {titles} titles, {copies} copies.").format(**added)


def copies_text(draft: BookDraft) -> str:
    """2: 0010201, 0010202; "" for a record that names no copies."""
    codes = [item.barcode for item in draft.items if item.barcode] or list(draft.barcodes)
    count = max(len(draft.items), len(codes), draft.copies if draft.copies != 1 else 0)
    if not count:
        return ""
    shown = _(", ").join(codes[:_CODES]) + ("…" if len(codes) > _CODES else "")
    return f"{count}: {shown}" if shown else f"{count}"
