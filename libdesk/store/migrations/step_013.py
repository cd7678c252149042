"""For the leaders: the staff's study and research, equipment, the summary of a term."""

TITLE = "study log, equipment, term summary, targets"

SQL = """
CREATE TABLE study(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('study','research')),
  topic TEXT NOT NULL, who TEXT, hours_tenth INTEGER CHECK(hours_tenth > 0), outcome TEXT, note TEXT);
CREATE INDEX study_day ON study(day);

CREATE TABLE equipment(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, model TEXT, number TEXT, quantity INTEGER NOT NULL DEFAULT 1
    CHECK(quantity > 0), place_id INTEGER REFERENCES place(id), bought_day TEXT, price_fen INTEGER,
  state TEXT NOT NULL DEFAULT 'good' CHECK(state IN ('good','broken','gone')), gone_day TEXT, note TEXT);

-- The summary of a term as it was edited: its chapters as JSON; figures are written into it when it is drafted.
CREATE TABLE summary(
  id INTEGER PRIMARY KEY AUTOINCREMENT, term_id INTEGER NOT NULL UNIQUE REFERENCES term(id), chapters TEXT NOT NULL,
  made_day TEXT NOT NULL, changed_day TEXT NOT NULL);

-- What the school asks of its library in place of the regulation: a code of domain/reports/targets, in tenths.
CREATE TABLE target(
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, tenths INTEGER NOT NULL CHECK(tenths >= 0));
"""
