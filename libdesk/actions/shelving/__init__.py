"""What is put back on the shelf, and where which call numbers stand."""
