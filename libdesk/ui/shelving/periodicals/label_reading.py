"""Labels that were printed before, read one by one for the copies of an issue that came: each is judged at once."""

from libdesk.actions.cataloguing.new_copies import free_label
from libdesk.actions.desk import Desk
from libdesk.domain.rows.serials import SubscriptionRow
from libdesk.domain.serials.lines import AwaitedLine
from libdesk.i18n import _
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.shelving.periodicals.columns import issue_text

_KEY = "serials_scan_labels"  # this PC's note of how pieces get their barcodes


def labels_are_scanned(pc: PcSettings) -> bool:
    """Whether this PC asks for labels; else the next barcodes are given."""
    return pc.text(_KEY) == "1"


def keep_labels_scanned(pc: PcSettings, on: bool) -> None:
    pc.keep_text(_KEY, "1" if on else "0")


def asks_labels(pc: PcSettings, owner: SubscriptionRow) -> bool:
    """Whether a copy of this periodical is here only once its label is read, from whatever list it is checked in."""
    return owner.with_codes and labels_are_scanned(pc)


def one_by_one_words(owner: SubscriptionRow) -> str:
    """Why several issues are not checked in together."""
    return _("Each copy of “{title}” needs its label. Choose its issues one at a time.").format(title=owner.title)


class LabelReading:
    """Whose labels, of how many copies, and those that are read."""

    def __init__(self, line: AwaitedLine, copies: int) -> None:
        self.line, self.copies = line, copies
        self.codes: list[str] = []

    @property
    def full(self) -> bool:
        return len(self.codes) >= self.copies

    def take(self, desk: Desk, raw: str) -> None:
        """One label more. Raises BarcodeUnusable, LabelIsIsbn, LabelIsIssn, LabelTaken, LabelTwice: the others stay."""
        self.codes.append(free_label(desk, raw, self.codes).text)

    @property
    def question(self) -> str:
        text = _("“{title}” {issue}: scan the label of copy {nth} of {n}. Esc leaves it.")
        return text.format(
            title=self.line.owner.title, issue=issue_text(self.line), nth=min(len(self.codes) + 1, self.copies),
            n=self.copies,
        )  # fmt: skip
