"""The parts of the import page, from top to bottom: the file, the guesses about it, what would be done, the outcome."""
