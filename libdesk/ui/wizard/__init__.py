"""The first day: the window of a PC that knows no library, and the wizard that puts one together."""
