"""The calendar beside its closures, and the timetable: events, special days, periods and reading lessons."""
