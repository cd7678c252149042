"""Calendar: the week, terms with their overview, public holidays and single days, and the loans that an edit moves."""

from libdesk.ui.settings.calendar.section import CalendarSection

__all__ = ("CalendarSection",)
