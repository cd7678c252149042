"""The plan of a term: tasks, repeated ones, what the library can see of them, templates."""
