"""The page of the sheets of barcodes that lie at the desk, one a class."""
