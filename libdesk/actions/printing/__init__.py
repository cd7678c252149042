"""What printing keeps in the library."""
