"""Which call numbers stand on which shelf."""
