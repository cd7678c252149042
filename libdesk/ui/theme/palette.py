"""Every colour of the program has one role, and every scheme gives each role a colour."""

from typing import Final, NamedTuple

from libdesk.domain.outcome import Outcome


class Ground(NamedTuple):
    """A coloured ground and what stands on it."""

    ground: str
    text: str
    edge: str


class Colours(NamedTuple):
    """The roles. Text roles reach 4.5:1 on window, surface and soft; edge and focus reach 3:1 on window and surface."""

    window: str
    surface: str
    soft: str
    text: str
    quiet: str
    faint: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    select: str
    on_select: str
    progress: str
    focus: str
    good: str
    warn: str
    bad: str
    disabled: str
    strong: str
    on_strong: str
    outcomes: dict[Outcome, Ground]


def _outcomes(done: Ground, notice: Ground, refused: Ground, not_found: Ground) -> dict[Outcome, Ground]:
    return {
        Outcome.LENT: done,
        Outcome.RETURNED: done,
        Outcome.RENEWED: done,
        Outcome.DONE: done,
        Outcome.NOTICE: notice,
        Outcome.REFUSED: refused,
        Outcome.NOT_FOUND: not_found,
    }


LIGHT: Final = Colours(
    window="#F2F5F5",
    surface="#FFFFFF",
    soft="#E7EDED",
    text="#17211F",
    quiet="#4B5856",
    faint="#5C6967",
    line="#D3DBDA",
    edge="#7B8987",
    accent="#11695E",
    accent_hover="#0C564D",
    on_accent="#FFFFFF",
    accent_text="#0E6157",
    select="#CDE6E1",
    on_select="#0B2A26",
    progress="#BFE0DA",
    focus="#0A7A6C",
    good="#1B5E2F",
    warn="#7A4A00",
    bad="#A8001F",
    disabled="#87928F",
    strong="#2B3A38",
    on_strong="#FFFFFF",
    outcomes=_outcomes(
        done=Ground("#DDF0E1", "#12401F", "#7DB48C"),
        notice=Ground("#FFE08A", "#3B2500", "#C79A1E"),
        refused=Ground("#B00020", "#FFFFFF", "#7E0017"),
        not_found=Ground("#CDD3D6", "#1D2528", "#8A9499"),
    ),
)

DARK: Final = Colours(
    window="#171C1C",
    surface="#1F2626",
    soft="#2A3333",
    text="#EAF0EF",
    quiet="#B4C0BE",
    faint="#A3B0AE",
    line="#374140",
    edge="#7F8E8B",
    accent="#7CCFC0",
    accent_hover="#9ADFD2",
    on_accent="#06231F",
    accent_text="#86D6C8",
    select="#1F4C46",
    on_select="#F1FAF8",
    progress="#235A52",
    focus="#86D6C8",
    good="#8FD6A2",
    warn="#F0C264",
    bad="#FF9C9C",
    disabled="#72807D",
    strong="#DCE6E4",
    on_strong="#131A19",
    outcomes=_outcomes(
        done=Ground("#A5D6B2", "#08230F", "#A5D6B2"),
        notice=Ground("#F0C04C", "#2A1B00", "#F0C04C"),
        refused=Ground("#A8102A", "#FFFFFF", "#FF9C9C"),
        not_found=Ground("#AEB8BC", "#141B1E", "#AEB8BC"),
    ),
)

CONTRAST: Final = Colours(
    window="#000000",
    surface="#000000",
    soft="#1A1A1A",
    text="#FFFFFF",
    quiet="#FFFFFF",
    faint="#E0E0E0",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#5CF2DA",
    accent_hover="#FFFFFF",
    on_accent="#000000",
    accent_text="#5CF2DA",
    select="#FFFFFF",
    on_select="#000000",
    progress="#00594C",
    focus="#FFE500",
    good="#7CFF9B",
    warn="#FFE500",
    bad="#FF9A9A",
    disabled="#A8A8A8",
    strong="#FFFFFF",
    on_strong="#000000",
    outcomes=_outcomes(
        done=Ground("#B9FFC8", "#000000", "#FFFFFF"),
        notice=Ground("#FFE500", "#000000", "#FFFFFF"),
        refused=Ground("#C00020", "#FFFFFF", "#FFFFFF"),
        not_found=Ground("#C8C8C8", "#000000", "#FFFFFF"),
    ),
)

SCHEMES: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
