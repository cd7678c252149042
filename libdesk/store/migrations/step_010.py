"""Reading activities: what is on, who takes part with which work, what came of it."""

TITLE = "reading activities"

SQL = """
-- `kind` is a code of domain/activities. `audience`: grades and classes as JSON, NULL: the whole school. `challenge`:
-- what is counted from loans, and between which days, as JSON; NULL: results are entered.
CREATE TABLE activity(
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, first_day TEXT NOT NULL,
  last_day TEXT NOT NULL, audience TEXT, place TEXT, host TEXT, budget_fen INTEGER, spent_fen INTEGER, materials TEXT,
  note TEXT, record TEXT, challenge TEXT, state TEXT NOT NULL DEFAULT 'planned'
    CHECK(state IN ('planned','dropped')), publish_by TEXT, published_day TEXT, CHECK(last_day >= first_day));
CREATE INDEX activity_days ON activity(last_day, first_day);

-- A reader, or a name by itself (a class, a group, a guest). The class is a snapshot. `works`: how many were handed in,
-- `work` what they are called. `result` is a score or said in words; `rank` 1 is first; `prize` is a code of
-- domain/activities or the school's own word.
CREATE TABLE entrant(
  id INTEGER PRIMARY KEY AUTOINCREMENT, activity_id INTEGER NOT NULL REFERENCES activity(id),
  kind TEXT NOT NULL DEFAULT 'reader' CHECK(kind IN ('reader','class','group','guest')),
  reader_id INTEGER REFERENCES reader(id), name TEXT, stage TEXT, entry_year INTEGER, class_no INTEGER, work TEXT,
  works INTEGER NOT NULL DEFAULT 1 CHECK(works >= 0), result TEXT, rank INTEGER, prize TEXT,
  CHECK((reader_id IS NULL) <> (name IS NULL)), CHECK((kind = 'reader') = (reader_id IS NOT NULL)));
CREATE UNIQUE INDEX entrant_once ON entrant(activity_id, reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX entrant_activity ON entrant(activity_id);
CREATE INDEX entrant_reader ON entrant(reader_id) WHERE reader_id IS NOT NULL;

CREATE TABLE activity_photo(
  id INTEGER PRIMARY KEY AUTOINCREMENT, activity_id INTEGER NOT NULL REFERENCES activity(id), photo TEXT NOT NULL,
  caption TEXT);
CREATE INDEX activity_photo_activity ON activity_photo(activity_id);
"""
