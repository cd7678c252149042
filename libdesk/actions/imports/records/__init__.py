"""Files of MARC records become titles and copies, or suppliers' records of the pool.

A file is streamed twice, once to look and once to write; of each record only what tells it from others is kept.
"""
