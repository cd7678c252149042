"""The pages of the wizard in their order."""

from libdesk.ui.wizard.calendar_page import CalendarPage
from libdesk.ui.wizard.list_pages import BooksPage, RosterPage
from libdesk.ui.wizard.page import WizardPage
from libdesk.ui.wizard.rules_page import RulesPage
from libdesk.ui.wizard.safety_page import SafetyPage
from libdesk.ui.wizard.scan_page import ScanPage
from libdesk.ui.wizard.school_page import SchoolPage

PAGES: tuple[type[WizardPage], ...] = (SchoolPage, CalendarPage, RulesPage, RosterPage, BooksPage, SafetyPage, ScanPage)
