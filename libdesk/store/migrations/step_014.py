"""The roster remembers: a slot and a place in it hold from a day to a day, so that a change leaves what was."""

TITLE = "from when to when a duty holds"

SQL = """
-- NULL: from the first day of the term, to its last. A line with a last day is what was; those without are the roster.
ALTER TABLE duty_slot ADD COLUMN from_day TEXT;
ALTER TABLE duty_slot ADD COLUMN to_day TEXT;

-- Made anew, since one helper may have a place, leave it and come back. Older lines hold the whole term, as they did.
CREATE TABLE duty_kept(
  id INTEGER PRIMARY KEY AUTOINCREMENT, slot_id INTEGER NOT NULL REFERENCES duty_slot(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id), weeks TEXT NOT NULL DEFAULT 'all'
    CHECK(weeks IN ('all','odd','even')), from_day TEXT, to_day TEXT, CHECK(to_day >= from_day));
INSERT INTO duty_kept(id, slot_id, reader_id, weeks) SELECT id, slot_id, reader_id, weeks FROM duty;
INSERT INTO sqlite_sequence(name, seq) SELECT 'duty_kept', 0
  WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'duty_kept');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'duty'), 0))
  WHERE name = 'duty_kept';
DROP TABLE duty;
ALTER TABLE duty_kept RENAME TO duty;
CREATE UNIQUE INDEX duty_open ON duty(slot_id, reader_id, weeks) WHERE to_day IS NULL;
CREATE INDEX duty_reader ON duty(reader_id);
"""
