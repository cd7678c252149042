"""The stocktake: a snapshot of what should be there, what was seen of it and by whom, and what came of it."""

TITLE = "stocktakes in several sittings"

SQL = """
-- A part: NULL place: every place; from_no and to_no as of a shelf, NULL: all classes; `kinds` of copies apart by
-- commas, NULL: all. `figures`: what it came to, as JSON, once it is done.
CREATE TABLE stocktake(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, place_id INTEGER REFERENCES place(id), from_no TEXT,
  to_no TEXT, kinds TEXT, began INTEGER NOT NULL, began_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open','done','dropped')), ended INTEGER, ended_day TEXT,
  figures TEXT, note TEXT);

-- The snapshot, in the order of copies: what stood in the catalogue for this part when the stocktake began.
CREATE TABLE stocktake_copy(
  id INTEGER PRIMARY KEY AUTOINCREMENT, stocktake_id INTEGER NOT NULL REFERENCES stocktake(id),
  copy_id INTEGER NOT NULL REFERENCES copy(id), status TEXT NOT NULL);
CREATE UNIQUE INDEX stocktake_copy_once ON stocktake_copy(stocktake_id, copy_id);
CREATE INDEX stocktake_copy_copy ON stocktake_copy(copy_id);
CREATE INDEX stocktake_copy_odd ON stocktake_copy(stocktake_id, copy_id) WHERE status <> 'shelf';

CREATE TABLE sitting(
  id INTEGER PRIMARY KEY AUTOINCREMENT, stocktake_id INTEGER NOT NULL REFERENCES stocktake(id), began INTEGER NOT NULL,
  ended INTEGER, staff_id INTEGER REFERENCES staff(id), shift_id INTEGER REFERENCES shift(id));
CREATE UNIQUE INDEX sitting_now ON sitting(stocktake_id) WHERE ended IS NULL;

-- Each copy once, in whatever order. `place_id`: where it was seen, if that was said; `before`: its status until then.
CREATE TABLE seen_copy(
  id INTEGER PRIMARY KEY AUTOINCREMENT, stocktake_id INTEGER NOT NULL REFERENCES stocktake(id),
  copy_id INTEGER NOT NULL REFERENCES copy(id), sitting_id INTEGER REFERENCES sitting(id), at INTEGER NOT NULL,
  place_id INTEGER REFERENCES place(id), by_file INTEGER NOT NULL DEFAULT 0, before TEXT NOT NULL);
CREATE UNIQUE INDEX seen_copy_once ON seen_copy(stocktake_id, copy_id);
CREATE INDEX seen_copy_copy ON seen_copy(copy_id);
CREATE INDEX seen_copy_sitting ON seen_copy(sitting_id, at);
CREATE INDEX seen_copy_odd ON seen_copy(stocktake_id) WHERE before <> 'shelf';
CREATE INDEX seen_copy_file ON seen_copy(stocktake_id) WHERE by_file = 1;

-- A code that was scanned and is on no copy of this library.
CREATE TABLE stray_code(
  id INTEGER PRIMARY KEY AUTOINCREMENT, stocktake_id INTEGER NOT NULL REFERENCES stocktake(id),
  sitting_id INTEGER REFERENCES sitting(id), code TEXT NOT NULL, at INTEGER NOT NULL);
CREATE UNIQUE INDEX stray_code_once ON stray_code(stocktake_id, code);
CREATE INDEX stray_code_sitting ON stray_code(sitting_id, at);

-- What a finished stocktake missed, with the status before and after; `times`: so many stocktakes in a row by now.
CREATE TABLE missed_copy(
  id INTEGER PRIMARY KEY AUTOINCREMENT, stocktake_id INTEGER NOT NULL REFERENCES stocktake(id),
  copy_id INTEGER NOT NULL REFERENCES copy(id), before TEXT NOT NULL, after TEXT NOT NULL,
  times INTEGER NOT NULL);
CREATE INDEX missed_copy_stocktake ON missed_copy(stocktake_id);
CREATE INDEX missed_copy_copy ON missed_copy(copy_id);
"""
