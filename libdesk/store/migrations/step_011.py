"""Teaching aids and wall charts by quantity: a ledger of movements, never loans; boxes of books for class corners."""

TITLE = "teaching aids by quantity, boxes"

SQL = """
-- Kept by quantity. What is kept by piece is a copy with a barcode and goes over the desk.
CREATE TABLE aid(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('book','chart','other')),
  title_id INTEGER REFERENCES title(id), unit TEXT NOT NULL, grade_from INTEGER, grade_to INTEGER, subject TEXT,
  price_fen INTEGER, place_id INTEGER REFERENCES place(id), note TEXT, gone_day TEXT);
CREATE INDEX aid_title ON aid(title_id) WHERE title_id IS NOT NULL;

-- The ledger: `quantity` is always positive, `kind` says which way (domain/aids). Issued and returned name who has them
-- (a teacher, a class, a subject group); missing and damaged do at a recall, without a reader they are of the stock.
CREATE TABLE aid_move(
  id INTEGER PRIMARY KEY AUTOINCREMENT, aid_id INTEGER NOT NULL REFERENCES aid(id), day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('opening','received','issued','returned','missing','damaged','mended',
    'scrapped','found')),
  quantity INTEGER NOT NULL CHECK(quantity > 0), reader_id INTEGER REFERENCES reader(id), voucher TEXT, note TEXT,
  CHECK(reader_id IS NOT NULL OR kind NOT IN ('issued','returned')),
  CHECK(reader_id IS NULL OR kind IN ('issued','returned','missing','damaged','found')));
CREATE INDEX aid_move_aid ON aid_move(aid_id, day);
CREATE INDEX aid_move_reader ON aid_move(reader_id) WHERE reader_id IS NOT NULL;

-- A box is a copy of a title of the kind "box" and bears a barcode; this is what lies in it.
CREATE TABLE box_copy(
  id INTEGER PRIMARY KEY AUTOINCREMENT, box_id INTEGER NOT NULL REFERENCES copy(id),
  copy_id INTEGER NOT NULL REFERENCES copy(id), put_day TEXT NOT NULL, out_day TEXT, CHECK(box_id <> copy_id));
CREATE UNIQUE INDEX box_copy_now ON box_copy(copy_id) WHERE out_day IS NULL;
CREATE INDEX box_copy_box ON box_copy(box_id);
"""
