"""The stocktake: begun for a part, counted by scans and files, finished with its lists and its report."""
