"""What is printed: sheets of the school's own, which cards and labels were printed, codes kept for labels."""

TITLE = "sheets of labels, marks of what was printed, barcodes printed before the copies are there"

SQL = """
-- Millimetres, as in domain/sheets.py.
CREATE TABLE sheet(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, page_width REAL NOT NULL,
  page_height REAL NOT NULL, label_width REAL NOT NULL, label_height REAL NOT NULL, columns INTEGER NOT NULL,
  rows INTEGER NOT NULL, margin_left REAL NOT NULL DEFAULT 0, margin_top REAL NOT NULL DEFAULT 0,
  gap_x REAL NOT NULL DEFAULT 0, gap_y REAL NOT NULL DEFAULT 0);

-- One printing that came out, and what was on it. `face` is a hash of what a card or label showed, by which a changed
-- one is known. No reference: a mark binds neither a reader nor a copy, and their numbers are never given twice.
CREATE TABLE print_run(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('card','spine','barcode','strip')), count INTEGER NOT NULL);
CREATE TABLE printed(
  id INTEGER PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL REFERENCES print_run(id), reader_id INTEGER,
  copy_id INTEGER, face TEXT NOT NULL);
CREATE INDEX printed_reader ON printed(reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX printed_copy ON printed(copy_id) WHERE copy_id IS NOT NULL;
CREATE INDEX printed_run ON printed(run_id);

-- Codes printed on labels before there are copies: numbers from first to last that are given to no copy by libdesk.
CREATE TABLE barcode_run(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, prefix TEXT NOT NULL, width INTEGER NOT NULL,
  first_no INTEGER NOT NULL, last_no INTEGER NOT NULL CHECK(last_no >= first_no), note TEXT);
"""
