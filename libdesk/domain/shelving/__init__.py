"""The trolley, shelf reading, and which call numbers stand on which shelf."""
