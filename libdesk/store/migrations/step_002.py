"""The school year: photos, leaving and erasure, suspensions that end early, what is owed and paid, hours, holidays."""

TITLE = "readers through the years, what is owed, opening hours, holiday lending"

SQL = """
-- Photos by the hash of their bytes; rows and images of the journal hold the hash, so that erasing is one place.
CREATE TABLE blob(sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64), bytes BLOB NOT NULL) WITHOUT ROWID;

ALTER TABLE reader ADD COLUMN photo TEXT;
ALTER TABLE reader ADD COLUMN left_day TEXT;

-- Bare numbers of readers whose personal data was erased: replayed after a restore, which may have brought it back.
CREATE TABLE erased(reader_id INTEGER PRIMARY KEY, erased_day TEXT NOT NULL) WITHOUT ROWID;

-- `reckoned` holds the numbers that a suspension or a charge was worked out from, as JSON; never a name.
ALTER TABLE suspension ADD COLUMN reckoned TEXT NOT NULL DEFAULT '{}';
ALTER TABLE suspension ADD COLUMN lifted_day TEXT;
CREATE INDEX suspension_reader ON suspension(reader_id);

CREATE TABLE charge(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id),
  loan_id INTEGER REFERENCES loan(id), copy_id INTEGER REFERENCES copy(id),
  kind TEXT NOT NULL CHECK(kind IN ('fine','loss','damage')), amount_fen INTEGER NOT NULL CHECK(amount_fen >= 0),
  reckoned TEXT NOT NULL DEFAULT '{}', made_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open','paid','waived','replaced','cancelled')),
  settled_day TEXT, why TEXT, new_copy_id INTEGER REFERENCES copy(id),
  CHECK((state = 'open') = (settled_day IS NULL)), CHECK((state = 'replaced') = (new_copy_id IS NOT NULL)));
CREATE INDEX charge_reader ON charge(reader_id, state);
CREATE INDEX charge_open ON charge(made_day) WHERE state = 'open';
CREATE INDEX charge_loan ON charge(loan_id) WHERE loan_id IS NOT NULL;
CREATE INDEX charge_copy ON charge(copy_id) WHERE copy_id IS NOT NULL;

CREATE TABLE payment(
  id INTEGER PRIMARY KEY AUTOINCREMENT, charge_id INTEGER NOT NULL REFERENCES charge(id),
  amount_fen INTEGER NOT NULL CHECK(amount_fen > 0), receipt_no TEXT, paid_day TEXT NOT NULL, handed_over_day TEXT);
CREATE INDEX payment_charge ON payment(charge_id);
CREATE INDEX payment_kept ON payment(paid_day) WHERE handed_over_day IS NULL;

-- When a room is open in an ordinary week; times are HH:MM of the library's own zone, Monday is 0.
CREATE TABLE opening(
  id INTEGER PRIMARY KEY AUTOINCREMENT, place_id INTEGER NOT NULL REFERENCES place(id),
  weekday INTEGER NOT NULL CHECK(weekday BETWEEN 0 AND 6), from_time TEXT NOT NULL, to_time TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '', CHECK(to_time > from_time));

-- Lent from … to … for the holidays: due between due_first and due_last, a day of its own for each class; quotas by
-- lending kind as JSON.
CREATE TABLE holiday_lending(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  due_first TEXT NOT NULL, due_last TEXT NOT NULL, quotas TEXT NOT NULL DEFAULT '{}',
  CHECK(to_day >= from_day), CHECK(due_first > to_day), CHECK(due_last >= due_first));

-- Leavers of older files: since when is not known, so the time until they are erased begins now.
UPDATE reader SET left_day = date('now') WHERE state = 'left';
UPDATE enrolment SET to_day = max(from_day, date('now')) WHERE to_day IS NULL
  AND reader_id IN (SELECT id FROM reader WHERE state = 'left');
CREATE INDEX reader_left ON reader(left_day) WHERE state = 'left';
-- The class of a leaver is the last one, which has ended.
CREATE INDEX enrolment_reader ON enrolment(reader_id);
"""
