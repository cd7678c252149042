"""What a task of the plan is about; the codes are stored, the school may use any of them for anything."""

from typing import Final

from libdesk.i18n import N_, _

OTHER: Final = "other"
KIND_NAMES: Final[dict[str, str]] = {
    "plan": N_("plan and report"),
    "lending": N_("lending and readers"),
    "books": N_("books and catalogue"),
    "serials": N_("periodicals"),
    "care": N_("repairs and shelving"),
    "helpers": N_("student librarians"),
    "activity": N_("reading activity"),
    "aids": N_("teaching aids"),
    "service": N_("service and recommending"),
    "study": N_("study and research"),
    OTHER: N_("other"),
}


def show_kind(code: str) -> str:
    """The name of a kind; one of another version is shown as it is."""
    return _(KIND_NAMES.get(code, code))
