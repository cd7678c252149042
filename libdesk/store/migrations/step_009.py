"""Student librarians: for how long they are appointed, training and drills, the duty roster, the choice of the best."""

TITLE = "student librarians: roster, training, drills"

SQL = """
-- The last day that was meant when somebody was appointed; NULL: until dismissed.
-- A next term's appointment may stand beside the one that runs.
ALTER TABLE appointment ADD COLUMN until TEXT;
DROP INDEX appointment_now;
CREATE UNIQUE INDEX appointment_open ON appointment(reader_id, from_day, until) WHERE to_day IS NULL;

-- A slot of the duty roster, each week of a term; times are HH:MM. `wanted`: how many helpers.
CREATE TABLE duty_slot(
  id INTEGER PRIMARY KEY AUTOINCREMENT, term_id INTEGER NOT NULL REFERENCES term(id), place_id INTEGER
    REFERENCES place(id), weekday INTEGER NOT NULL CHECK(weekday BETWEEN 0 AND 6), from_time TEXT NOT NULL,
  to_time TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', wanted INTEGER NOT NULL DEFAULT 2 CHECK(wanted >= 1),
  CHECK(to_time > from_time));
CREATE INDEX duty_slot_term ON duty_slot(term_id, weekday);

-- Which slots a helper cannot take; without a row every slot is free.
CREATE TABLE busy_slot(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id),
  slot_id INTEGER NOT NULL REFERENCES duty_slot(id), UNIQUE(reader_id, slot_id));
CREATE INDEX busy_slot_slot ON busy_slot(slot_id);

-- The roster: who is on duty each week, or each odd or even week, counted from the first week of the term.
CREATE TABLE duty(
  id INTEGER PRIMARY KEY AUTOINCREMENT, slot_id INTEGER NOT NULL REFERENCES duty_slot(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id), weeks TEXT NOT NULL DEFAULT 'all'
    CHECK(weeks IN ('all','odd','even')), UNIQUE(slot_id, reader_id, weeks));
CREATE INDEX duty_reader ON duty(reader_id);

-- What is otherwise on one day: somebody swapped (with whom), was excused, came or stayed away as somebody noted.
CREATE TABLE duty_day(
  id INTEGER PRIMARY KEY AUTOINCREMENT, slot_id INTEGER NOT NULL REFERENCES duty_slot(id), day TEXT NOT NULL,
  reader_id INTEGER NOT NULL REFERENCES reader(id), state TEXT NOT NULL
    CHECK(state IN ('kept','missed','excused','swapped','extra')), instead_id INTEGER REFERENCES reader(id),
  UNIQUE(slot_id, day, reader_id));
CREATE INDEX duty_day_reader ON duty_day(reader_id);
CREATE INDEX duty_day_instead ON duty_day(instead_id) WHERE instead_id IS NOT NULL;
CREATE INDEX duty_day_day ON duty_day(day);
CREATE INDEX shift_reader ON shift(reader_id, started);

CREATE TABLE training(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, topic TEXT NOT NULL, minutes INTEGER CHECK(minutes > 0),
  trainer TEXT, note TEXT);
CREATE TABLE trainee(
  id INTEGER PRIMARY KEY AUTOINCREMENT, training_id INTEGER NOT NULL REFERENCES training(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id), state TEXT NOT NULL CHECK(state IN ('there','excused','missed')),
  UNIQUE(training_id, reader_id));
CREATE INDEX trainee_reader ON trainee(reader_id);

-- A drill of the practice mode: its code, whether it was mastered, what went wrong as codes apart by commas.
CREATE TABLE drill(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id), day TEXT NOT NULL,
  code TEXT NOT NULL, passed INTEGER NOT NULL, seconds INTEGER NOT NULL, slips TEXT NOT NULL DEFAULT '');
CREATE INDEX drill_reader ON drill(reader_id);

-- The best of a term, with the reasons that the school gives.
CREATE TABLE best_helper(
  id INTEGER PRIMARY KEY AUTOINCREMENT, term_id INTEGER NOT NULL REFERENCES term(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id), why TEXT, day TEXT NOT NULL, UNIQUE(term_id, reader_id));
CREATE INDEX best_helper_reader ON best_helper(reader_id);
"""
