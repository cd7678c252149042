"""The page of lists: which list, its few fields, and its pages as they come out."""
