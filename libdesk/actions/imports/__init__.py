"""Lists become rows: a plan compares them with the library, then all is written in one transaction or not at all."""
