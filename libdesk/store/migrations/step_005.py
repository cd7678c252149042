"""Repairs step by step, the trolley, and which call numbers stand on which shelf."""

TITLE = "repairs with their steps, the trolley, shelves"

SQL = """
-- A damage is a case: one copy from the report to its end. At most one of a copy is open; older reports are closed, and
-- what no copy bears any more was put right before libdesk kept repairs.
ALTER TABLE damage ADD COLUMN kind TEXT NOT NULL DEFAULT 'other';
ALTER TABLE damage ADD COLUMN cause TEXT;
ALTER TABLE damage ADD COLUMN photo TEXT;
ALTER TABLE damage ADD COLUMN state TEXT NOT NULL DEFAULT 'reported'
  CHECK(state IN ('reported','in_repair','bindery','proposed','shelved','withdrawn','dropped'));
ALTER TABLE damage ADD COLUMN material TEXT;
ALTER TABLE damage ADD COLUMN cost_fen INTEGER;
ALTER TABLE damage ADD COLUMN closed_day TEXT;
UPDATE damage SET state = 'shelved' WHERE id NOT IN (SELECT max(id) FROM damage GROUP BY copy_id)
  OR NOT EXISTS (SELECT 1 FROM copy c WHERE c.id = damage.copy_id AND c.damage IS NOT NULL AND c.status <> 'withdrawn');
UPDATE damage SET state = 'withdrawn' WHERE state = 'shelved' AND id IN (SELECT max(id) FROM damage GROUP BY copy_id)
  AND EXISTS (SELECT 1 FROM copy c WHERE c.id = damage.copy_id AND c.damage IS NOT NULL AND c.status = 'withdrawn');
UPDATE damage SET closed_day = date(reported / 1000, 'unixepoch', '+8 hours') WHERE state <> 'reported';
UPDATE damage SET state = 'in_repair'
  WHERE state = 'reported' AND EXISTS (SELECT 1 FROM copy c WHERE c.id = damage.copy_id AND c.status = 'repair');
-- A copy that was put into repair by hand or by a list has no report yet.
INSERT INTO damage(copy_id, degree, reported, state)
  SELECT c.id, coalesce(c.damage, 'medium'), CAST(strftime('%s', 'now') AS INTEGER) * 1000, 'in_repair' FROM copy c
  WHERE c.status = 'repair'
    AND NOT EXISTS (SELECT 1 FROM damage d WHERE d.copy_id = c.id AND d.state IN ('reported', 'in_repair'));
UPDATE copy SET damage = 'medium' WHERE status = 'repair' AND damage IS NULL;
CREATE UNIQUE INDEX damage_open ON damage(copy_id) WHERE state IN ('reported','in_repair','bindery','proposed');
CREATE INDEX damage_copy ON damage(copy_id);
CREATE INDEX damage_reported ON damage(reported);

-- Who took a repair a step further is a librarian or a shift: their names follow from the rows, and go with them.
CREATE TABLE repair_step(
  id INTEGER PRIMARY KEY AUTOINCREMENT, damage_id INTEGER NOT NULL REFERENCES damage(id), day TEXT NOT NULL,
  state TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id), shift_id INTEGER REFERENCES shift(id), note TEXT);
CREATE INDEX repair_step_damage ON repair_step(damage_id);

-- A range of the shelves that was looked through for what needs care.
CREATE TABLE care_check(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, place_id INTEGER REFERENCES place(id), from_no TEXT,
  to_no TEXT, looked INTEGER NOT NULL DEFAULT 0, marked INTEGER NOT NULL DEFAULT 0,
  staff_id INTEGER REFERENCES staff(id), shift_id INTEGER REFERENCES shift(id));

-- The instant since which a copy that came back waits on the trolley; set and emptied with its status.
ALTER TABLE copy ADD COLUMN trolley INTEGER;
CREATE INDEX copy_trolley ON copy(trolley) WHERE trolley IS NOT NULL;

-- What stands where: from the first call number of a shelf up to its last one, which may be a class alone. `room`: so
-- many books find room on it, if that is known.
CREATE TABLE shelf(
  id INTEGER PRIMARY KEY AUTOINCREMENT, place_id INTEGER NOT NULL REFERENCES place(id), name TEXT NOT NULL,
  from_no TEXT NOT NULL, to_no TEXT NOT NULL, room INTEGER, note TEXT, UNIQUE(place_id, name));
"""
