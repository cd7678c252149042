"""A record as it stands: a leader and its fields in order, each a tag and its text with marks of subfields."""

from dataclasses import dataclass
from typing import Final

FIELD_END: Final = "\x1e"
MARK: Final = "\x1f"  # before each subfield's code

Field = tuple[str, str]  # tag and content: two indicators and subfields, or plain text below 010
Subfields = list[tuple[str, str]]
ByTag = dict[str, list[str]]  # the contents of the fields of each tag, in order


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """A leader of 24 characters and fields in order."""

    leader: str
    fields: tuple[Field, ...]

    def by_tag(self) -> ByTag:
        found: ByTag = {}
        for tag, content in self.fields:
            found.setdefault(tag, []).append(content)
        return found


def subfields(content: str) -> Subfields:
    """The (code, value) pairs of a field, trimmed, blank ones included."""
    return [(part[0], part[1:].strip()) for part in content.split(MARK)[1:] if part]


def parts(content: str) -> dict[str, str]:
    """The values of a field by their codes, trimmed; those of one code are joined, blank ones are left out."""
    found: dict[str, str] = {}
    for part in content.split(MARK)[1:]:
        if value := part[1:].strip():
            code = part[0]
            if code not in found:
                found[code] = value
            elif value not in found[code].split("；"):
                found[code] += "；" + value
    return found


def first(content: str, code: str) -> str:
    """The first value of a code that is not blank, or ""."""
    mark = MARK + code
    at = content.find(mark)
    while at >= 0:
        end = content.find(MARK, at + 2)
        value = (content[at + 2 :] if end < 0 else content[at + 2 : end]).strip()
        if value:
            return value
        at = content.find(mark, at + 2)
    return ""


def every(content: str, code: str) -> list[str]:
    """All values of a code that are not blank."""
    return [value for part in content.split(MARK)[1:] if part[:1] == code and (value := part[1:].strip())]


def field(indicators: str, *pairs: tuple[str, str]) -> str:
    """The content of a field from its subfields; blank ones are left out, "" when none is left."""
    inner = "".join(f"{MARK}{code}{value}" for code, value in pairs if value)
    return indicators + inner if inner else ""


def joined(values: list[str]) -> str:
    """Several values as one text, each once: 长篇小说；美国."""
    return "；".join(dict.fromkeys(values))
