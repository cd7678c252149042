"""The figures of one benchmark run, printed at its end as a table that the README can take over."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, the value with its unit, the bound it must keep, and the `-k` words that measure it again."""

    what: str
    value: str
    bound: str
    words: str


@dataclass(slots=True)
class Figures:
    """Collected during a run by the tests, read at its end."""

    rows: list[Figure] = field(default_factory=list)

    def note(self, what: str, value: str, bound: str, words: str) -> None:
        self.rows.append(Figure(what, value, bound, words))

    def table(self) -> str:
        """A Markdown table; empty when nothing was measured."""
        if not self.rows:
            return ""
        head = ("| measured | figure | bound | command |", "|---|---|---|---|")
        command = "python3 -m tests --benchmark -k"
        lines = (f'| {row.what} | {row.value} | {row.bound} | `{command} "{row.words}"` |' for row in self.rows)
        return "\n".join((*head, *lines))


FIGURES = Figures()
