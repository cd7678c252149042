"""The sections of the settings page, one file each; `sections()` names them in their order."""

from libdesk.ui.settings.section import Section


def sections() -> tuple[type[Section], ...]:
    """Every section, as the list at the left shows them."""
    from libdesk.ui.settings.backup import BackupSection
    from libdesk.ui.settings.calendar import CalendarSection
    from libdesk.ui.settings.cataloguing import CataloguingSection
    from libdesk.ui.settings.general import GeneralSection
    from libdesk.ui.settings.helpers import HelpersSection
    from libdesk.ui.settings.holiday_lending import HolidayLendingSection
    from libdesk.ui.settings.hours import HoursSection
    from libdesk.ui.settings.journal import JournalSection
    from libdesk.ui.settings.places import PlacesSection
    from libdesk.ui.settings.printing import PrintingSection
    from libdesk.ui.settings.privacy import PrivacySection
    from libdesk.ui.settings.rules import RulesSection
    from libdesk.ui.settings.sounds import SoundsSection
    from libdesk.ui.settings.staff import StaffSection
    from libdesk.ui.settings.try_loan import TryLoanSection

    return (
        GeneralSection,
        RulesSection,
        HolidayLendingSection,
        TryLoanSection,
        CalendarSection,
        HoursSection,
        PlacesSection,
        CataloguingSection,
        PrivacySection,
        HelpersSection,
        StaffSection,
        SoundsSection,
        BackupSection,
        PrintingSection,
        JournalSection,
    )
