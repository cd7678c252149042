"""What a person types to find a periodical among those that run: title, pinyin, ISSN or post office code."""

from functools import lru_cache

from libdesk.domain.names import name_key, whole_tokens
from libdesk.domain.rows.serials import IssueRow, SubscriptionRow
from libdesk.domain.value import Value


class AwaitedLine(Value):
    """One line of what may come: an issue, or the next one of a periodical that appears without a rule."""

    owner: SubscriptionRow
    issue: IssueRow | None = None

    @property
    def key(self) -> tuple[int, int]:
        return self.owner.id, self.issue.id if self.issue is not None else 0


def fits(owner: SubscriptionRow, typed: str) -> bool:
    """Whether what was typed means this periodical."""
    wanted = name_key(typed).replace("-", "")
    if not wanted:
        return True
    title, spoken = _keys(owner.title)
    codes = (owner.issn.replace("-", "").casefold(), owner.post_code.replace("-", "").casefold())
    return (
        wanted in title
        or any(word.startswith(wanted) for word in spoken)
        or any(code.startswith(wanted) for code in codes if code)
    )


@lru_cache(maxsize=2000)
def _keys(title: str) -> tuple[str, tuple[str, ...]]:
    """The title as it is compared, and its pinyin: initials and whole."""
    return name_key(title), tuple(token[2:] for token in whole_tokens(title).split())
