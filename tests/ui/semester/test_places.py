"""Every line of the plan and of today leads to a page that is there."""

from libdesk.domain.tasks.sights import SIGHTS
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tabs import tab_kinds

# The pages of the semester that stand in this tab, in their order.
SEMESTER = {
    "today_page", "calendar_page", "plan_page", "helpers_page", "roster_page", "practice_page", "activities_page",
    "aids_page", "timetable_page", "service_page", "publish_page", "term_end_page", "summary_page",
}  # fmt: skip


def test_every_sight_names_a_tab_and_a_page_of_it() -> None:
    tabs = {kind.NAME: kind for kind in tab_kinds()}
    assert {sight.tab for sight in SIGHTS.values()} <= tabs.keys()
    for code, sight in SIGHTS.items():
        kind = tabs[sight.tab]
        if issubclass(kind, PagedTab):
            pages = {page.NAME for page in kind.page_kinds(None)}  # type: ignore[arg-type]  # it asks nothing of itself
            assert sight.page in (SEMESTER if sight.tab == "semester_tab" else pages), code
