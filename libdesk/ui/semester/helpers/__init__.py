"""Student librarians of a term: who they are, their trainings and records, the choice of the best."""
