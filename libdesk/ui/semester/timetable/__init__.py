"""The timetable of reading lessons."""
