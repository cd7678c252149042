"""What an issue is called on the screen and on paper: 2026年第3期, 第5卷第3–4期, 增刊1."""

from enum import StrEnum

from libdesk.domain.value import Value
from libdesk.i18n import _


class IssueKind(StrEnum):
    ISSUE = "issue"
    COMBINED = "combined"  # two or more numbers in one: 3–4
    SUPPLEMENT = "supplement"  # bears a label of its own and moves no number


class IssueName(Value):
    """The numbers of one issue as they are kept: `number` is "3", "3-4" or a supplement's own label."""

    year: int
    number: str
    kind: IssueKind = IssueKind.ISSUE
    volume: str = ""
    total_no: str = ""

    @property
    def short(self) -> str:
        """Within its year and title."""
        number = self.number.replace("-", "–")
        if self.kind is IssueKind.SUPPLEMENT:
            return _("supplement {number}").format(number=number).strip()
        return _("no. {number}").format(number=number)

    @property
    def text(self) -> str:
        """With the year, and with volume and number in all where the periodical bears them."""
        words = _("{year} vol. {volume} {issue}") if self.volume else _("{year} {issue}")
        text = words.format(year=self.year, volume=self.volume, issue=self.short)
        if self.total_no:
            text = _("{issue} (no. {number} in all)").format(issue=text, number=self.total_no.replace("-", "–"))
        return text

    @property
    def label(self) -> str:
        """What its copies that bear barcodes are called behind the title: 2026年第3期."""
        return _("{year} {issue}").format(year=self.year, issue=self.short)
