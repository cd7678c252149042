"""What is done with readers: one, several, a whole year that leaves."""
