"""The page of registers: the accession register, the summary register, the opening balance."""
