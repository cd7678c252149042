"""Reading activities and challenges: who takes part, with what, and what came of it."""
