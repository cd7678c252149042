"""Files of MARC records become titles and copies, or suppliers' records of the pool.

A file is read and judged once; what was found waits in a temporary file until it is written, and of each record only
what tells it from others stays in memory.
"""
