"""The tabs of the main window, in their order: one file each. The window asks `tab_kinds()` once it is painted."""

from collections.abc import Iterator

from libdesk.ui.tab import Tab


def tab_kinds() -> Iterator[type[Tab]]:
    """Every tab after lending, which the window makes itself; each is imported when it is its turn."""
    from libdesk.ui.tabs.find_tab import FindTab

    yield FindTab
    from libdesk.ui.tabs.readers_tab import ReadersTab

    yield ReadersTab
    from libdesk.ui.tabs.catalogue_tab import CatalogueTab

    yield CatalogueTab
    from libdesk.ui.tabs.shelving_tab import ShelvingTab

    yield ShelvingTab
    from libdesk.ui.tabs.semester_tab import SemesterTab

    yield SemesterTab
    from libdesk.ui.tabs.print_tab import PrintTab

    yield PrintTab
    from libdesk.ui.tabs.import_tab import ImportTab

    yield ImportTab
    from libdesk.ui.tabs.reports_tab import ReportsTab

    yield ReportsTab
    from libdesk.ui.tabs.settings_tab import SettingsTab

    yield SettingsTab
