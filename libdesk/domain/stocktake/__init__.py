"""The stocktake: parts of the library, where each copy stands in the count, and what it all came to."""
