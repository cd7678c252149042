"""MARC: records read from whatever arrives, and written so that others can read them.

`read.read_marc` streams a file, `read.read_one` reads a kept record, `write` makes records and files.
"""
