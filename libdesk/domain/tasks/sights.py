"""What the library can see of a task for itself: a code is stored with the task, and a query answers for it.

Each says what counts as done in the days of the task, what is left as it stands now, and where it is worked on. The
queries stand in store/queries/plan_sights.py under the same codes; a test holds the two together.
"""

from typing import Final, NamedTuple

from libdesk.domain.activities import KIND_NAMES, kind_name
from libdesk.domain.value import Value
from libdesk.i18n import N_, _


class Sight(NamedTuple):
    """`done` and `left` are what the figures count, "" where there is no such figure; `tab` and `page` are names.

    `activity`: only activities of this kind are counted, "" for those of any.
    """

    label: str
    done: str
    left: str
    tab: str
    page: str = ""
    activity: str = ""


class Seen(Value):
    """What was found: None for a figure that this sight does not have or that is not asked for."""

    done: int | None = None
    left: int | None = None

    def meets(self, goal: int | None) -> bool:
        """Whether the task is done as far as the library sees: the goal is reached, or work was done and none left."""
        if goal is not None:
            return self.done is not None and self.done >= goal
        return bool(self.done) and self.left == 0


def is_seen_done(code: str) -> bool:
    """Whether without a goal the library can see when a task is done: something was done, and nothing of it is left."""
    sight = SIGHTS.get(code)
    return sight is not None and bool(sight.done and sight.left) and code not in COUNT_OTHERS


_CATALOGUE: Final = "catalogue_tab"
_SHELVING: Final = "shelving_tab"
_SEMESTER: Final = "semester_tab"
_READERS: Final = "readers_tab"

SIGHTS: Final[dict[str, Sight]] = {
    "catalogued": Sight(
        N_("books catalogued"), N_("catalogued"), N_("waiting for the catalogue"), _CATALOGUE, "adding_page"
    ),
    "stamped": Sight(N_("new books stamped"), N_("stamped"), N_("waiting for the stamp"), _CATALOGUE, "arrivals_page"),
    "labelled": Sight(
        N_("new books labelled"), N_("labelled"), N_("waiting for the label"), _CATALOGUE, "arrivals_page"
    ),
    "shelved": Sight(
        N_("new books on the shelf"), N_("shelved"), N_("waiting for the shelf"), _CATALOGUE, "arrivals_page"
    ),
    "withdrawn": Sight(
        N_("withdrawal"), N_("books withdrawn"), N_("lists not finished"), _CATALOGUE, "withdrawals_page"
    ),
    "mended": Sight(N_("repairs"), N_("mended"), N_("repairs open"), _SHELVING, "repairs_page"),
    "checked": Sight(N_("regular checks of the shelves"), N_("books looked at"), "", _SHELVING, "repairs_page"),
    "trolley": Sight(N_("returned books to shelve"), "", N_("on the trolley"), _SHELVING, "trolley_page"),
    "stocktake": Sight(
        N_("stocktake"), N_("stocktakes finished"), N_("stocktakes running"), _SHELVING, "stocktake_page"
    ),
    "bound": Sight(
        N_("binding lists"), N_("volumes bound and shelved"), N_("volumes at the bindery or on a list"), _SHELVING,
        "binding_page",
    ),
    "issues": Sight(N_("periodicals arrived"), N_("pieces arrived"), N_("issues late"), _SHELVING, "periodicals_page"),
    "claims": Sight(N_("claims of late issues"), N_("issues claimed"), N_("late and not claimed"), _SHELVING,
                    "periodicals_page"),
    "holiday_papers": Sight(
        N_("papers of the holidays"), N_("issues of the holidays put in order"), N_("issues of the holidays missing"),
        _SHELVING, "periodicals_page",
    ),
    "cards": Sight(N_("reader cards printed"), N_("cards printed"), N_("readers without a printed card"), "print_tab",
                   "cards_page"),
    "lent": Sight(N_("loans"), N_("lent"), "", "reports_tab", "lending_report_page"),
    "overdue": Sight(N_("overdue books"), "", N_("overdue books"), "print_tab", "lists_page"),
    "recalled": Sight(N_("recall of books"), N_("returned"), N_("still lent"), _SEMESTER, "term_end_page"),
    "leavers": Sight(N_("final classes cleared"), N_("left"), N_("of the final classes still here"), _SEMESTER,
                     "term_end_page"),
    "holds": Sight(N_("hold shelf"), "", N_("on the hold shelf"), _READERS, "holds_page"),
    "backup": Sight(N_("backups"), N_("backups in the second place"), "", "settings_tab", "BackupSection"),
    "appointed": Sight(
        N_("student librarians appointed"), N_("student librarians"), N_("classes without one"), _SEMESTER,
        "helpers_page",
    ),
    "trained": Sight(N_("training of student librarians"), N_("trainings held"), "", _SEMESTER, "helpers_page"),
    "drilled": Sight(N_("drills of the practice mode"), N_("drills passed"), "", _SEMESTER, "practice_page"),
    "roster": Sight(N_("duty roster"), N_("slots filled"), N_("slots that lack somebody"), _SEMESTER, "roster_page"),
    "best": Sight(N_("best student librarians"), N_("chosen"), "", _SEMESTER, "helpers_page"),
    "activities": Sight(
        N_("reading activities"), N_("activities held"), N_("activities to come"), _SEMESTER, "activities_page"
    ),
    "published": Sight(
        N_("results published"), N_("results published"), N_("results to be published"), _SEMESTER, "activities_page"
    ),
    "aids_out": Sight(N_("teaching aids issued"), N_("issued"), "", _SEMESTER, "aids_page"),
    "aids_back": Sight(N_("teaching aids recalled"), N_("brought back"), N_("still out"), _SEMESTER, "aids_page"),
    "lessons": Sight(N_("reading lessons"), N_("lessons in the timetable"), "", _SEMESTER, "timetable_page"),
    "visits": Sight(N_("visits"), N_("visits"), "", _SEMESTER, "service_page"),
    "questions": Sight(
        N_("reference questions"), N_("questions answered"), N_("questions open"), _SEMESTER, "service_page"
    ),
    "suggestions": Sight(
        N_("suggestions"), N_("suggestions answered"), N_("suggestions not answered"), _SEMESTER, "service_page"
    ),
    "book_lists": Sight(N_("lists of recommended books"), N_("lists made"), "", _SEMESTER, "service_page"),
    "study": Sight(N_("study and research"), N_("entries of the log"), "", _SEMESTER, "service_page"),
    "report": Sight(N_("report to the school's leaders"), "", "", "reports_tab", "leaders_report_page"),
    "summary": Sight(N_("term summary"), N_("summary written"), "", _SEMESTER, "summary_page"),
}  # fmt: skip


HELD: Final = "activities"
HELD_OF: Final[dict[str, str]] = {kind: f"{HELD}:{kind}" for kind in KIND_NAMES}
"""The code for the activities of one kind; the task of a salon is not done because an essay contest was held."""
SIGHTS.update({code: SIGHTS[HELD]._replace(activity=kind) for kind, code in HELD_OF.items()})

COUNT_OTHERS: Final = frozenset({HELD})
"""What is counted may be another one than the task means, where it does not say of what kind that is."""


def show_sight(code: str) -> str:
    """What a task touches; a code of another version is shown as it is."""
    sight = SIGHTS.get(code)
    if sight is None:
        return code
    if sight.activity:
        return _("{what}: {kind}").format(what=_(sight.label), kind=kind_name(sight.activity))
    return _(sight.label)


def show_seen(code: str, seen: Seen, goal: int | None) -> str:
    """labelled 314 of 300, waiting for the label 26."""
    sight = SIGHTS.get(code)
    if sight is None:
        return ""
    parts = []
    if seen.done is not None and sight.done:
        if goal is None:
            parts.append(_("{what} {n}").format(what=_(sight.done), n=f"{seen.done:,}"))
        else:
            text = _("{what} {n} of {goal}")
            parts.append(text.format(what=_(sight.done), n=f"{seen.done:,}", goal=f"{goal:,}"))
    if seen.left is not None and sight.left:
        parts.append(_("{what} {n}").format(what=_(sight.left), n=f"{seen.left:,}"))
    return _(", ").join(parts)
