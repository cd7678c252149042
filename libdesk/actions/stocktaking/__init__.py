"""Beginning a stocktake, counting in it scan by scan or by file, finishing or dropping it."""
