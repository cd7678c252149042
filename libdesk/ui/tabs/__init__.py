"""The tabs of the main window, in their order: one file each. The window asks `tab_kinds()` when it is built."""

from libdesk.ui.tab import Tab


def tab_kinds() -> tuple[type[Tab], ...]:
    """Every tab after lending, which the window makes itself. Imported when the window is built, not at start."""
    from libdesk.ui.tabs.find_tab import FindTab
    from libdesk.ui.tabs.import_tab import ImportTab
    from libdesk.ui.tabs.readers_tab import ReadersTab
    from libdesk.ui.tabs.reports_tab import ReportsTab
    from libdesk.ui.tabs.settings_tab import SettingsTab

    return (FindTab, ReadersTab, ImportTab, ReportsTab, SettingsTab)
