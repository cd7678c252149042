"""The page of reading activities."""
