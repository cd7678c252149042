"""What goes on paper from the window: looked at first, then printed, saved as a PDF or shown by the system."""
