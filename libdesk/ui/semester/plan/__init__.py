"""The plan of a term: its tasks with the months they are due in, their progress, its aims and its papers."""
