"""The kind of a title from its leader and codes, and back; the words of frequencies that records give as a letter."""

from typing import Final

_BY_TYPE: Final = {
    "e": "chart",
    "f": "chart",
    "k": "chart",
    "g": "av",
    "i": "av",
    "j": "av",
    "l": "av",
    "m": "av",
    "r": "aid",
    "o": "aid",
}
TYPE_OF: Final = {"chart": "km", "av": "im", "aid": "rm", "periodical": "as", "newspaper": "as"}  # else am

FREQUENCIES: Final = {
    "a": "日刊", "b": "半周刊", "c": "周刊", "d": "双周刊", "e": "半月刊", "f": "月刊", "g": "双月刊", "h": "季刊",
    "i": "三期/年", "j": "半年刊", "k": "年刊",
}  # fmt: skip


def kind_of(leader: str, *, newspaper: bool = False) -> str:
    """The code of a kind; a book unless the leader says otherwise."""
    kind, level = leader[6:7], leader[7:8]
    if level == "s":
        return "newspaper" if newspaper else "periodical"
    return _BY_TYPE.get(kind, "book")
