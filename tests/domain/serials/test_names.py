"""An issue is called as the trade calls it, with what its periodical bears and no more."""

import pytest

from libdesk.domain.serials.names import IssueKind, IssueName
from libdesk.i18n import set_language

VOLUME = IssueName(2026, "3", volume="5")
WHOLE = IssueName(2026, "3", volume="5", total_no="123")
COMBINED = IssueName(2026, "7-8", IssueKind.COMBINED, total_no="127-128")


@pytest.mark.parametrize(
    ("name", "chinese", "english"),
    [
        (IssueName(2026, "3"), "2026年第3期", "2026 no. 3"),
        (VOLUME, "2026年第5卷第3期", "2026 vol. 5 no. 3"),
        (WHOLE, "2026年第5卷第3期（总第123期）", "2026 vol. 5 no. 3 (no. 123 in all)"),
        (COMBINED, "2026年第7–8期（总第127–128期）", "2026 no. 7–8 (no. 127–128 in all)"),
        (IssueName(2026, "1", IssueKind.SUPPLEMENT), "2026年增刊1", "2026 supplement 1"),
        (IssueName(2026, "", IssueKind.SUPPLEMENT), "2026年增刊", "2026 supplement"),
    ],
)
def test_an_issue_has_a_name_in_both_languages(name: IssueName, chinese: str, english: str) -> None:
    set_language("zh_CN")
    assert name.text == chinese
    set_language("en")
    assert name.text == english
