"""The first schema. What must never happen is refused here, whatever a program above gets wrong.

Days are ISO text in the library's own zone, instants UTC milliseconds, money fen, kinds and states codes.
Journalled tables use AUTOINCREMENT: SQLite otherwise gives a removed row's number to the next one, and an undo would
bring the wrong row back.
"""

TITLE = "the desk: readers, books, loans, holds, journal"

SQL = """
CREATE TABLE setting(
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);

CREATE TABLE staff(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, role TEXT NOT NULL CHECK(role IN ('librarian','viewer')),
  pin_hash TEXT, recovery_hash TEXT, wrong_tries INTEGER NOT NULL DEFAULT 0, wait_until INTEGER NOT NULL DEFAULT 0,
  since INTEGER NOT NULL, until INTEGER);

CREATE TABLE reader(
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, sort_name TEXT NOT NULL DEFAULT '',
  sex TEXT, school_no TEXT, department TEXT, responsible_id INTEGER REFERENCES reader(id),
  state TEXT NOT NULL DEFAULT 'active' CHECK(state IN ('active','stopped','left','erased')), stopped_why TEXT,
  expires TEXT, suspended_until TEXT, joined TEXT);
CREATE INDEX reader_school_no ON reader(school_no) WHERE school_no IS NOT NULL;
CREATE INDEX reader_name ON reader(name);

CREATE TABLE enrolment(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id), stage TEXT NOT NULL,
  entry_year INTEGER NOT NULL, class_no INTEGER NOT NULL, seat INTEGER, from_day TEXT NOT NULL, to_day TEXT);
CREATE UNIQUE INDEX enrolment_now ON enrolment(reader_id) WHERE to_day IS NULL;
CREATE INDEX enrolment_class ON enrolment(stage, entry_year, class_no) WHERE to_day IS NULL;

CREATE TABLE appointment(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id),
  from_day TEXT NOT NULL, to_day TEXT);
CREATE UNIQUE INDEX appointment_now ON appointment(reader_id) WHERE to_day IS NULL;

CREATE TABLE shift(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id),
  started INTEGER NOT NULL, ended INTEGER);
CREATE UNIQUE INDEX shift_now ON shift((1)) WHERE ended IS NULL;

CREATE TABLE place(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, reading_room INTEGER NOT NULL DEFAULT 0);

CREATE TABLE title(
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL DEFAULT 'book', title TEXT NOT NULL, subtitle TEXT,
  author TEXT, publisher TEXT, year INTEGER, isbn TEXT, price_fen INTEGER, class_no TEXT, series TEXT, note TEXT,
  queued INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL);
CREATE INDEX title_isbn ON title(isbn) WHERE isbn IS NOT NULL;
CREATE INDEX title_name ON title(title);
CREATE INDEX title_queued ON title(queued) WHERE queued = 1;

CREATE TABLE volume(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL REFERENCES title(id), label TEXT NOT NULL,
  ordinal INTEGER NOT NULL, UNIQUE(title_id, label));

CREATE TABLE copy(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL REFERENCES title(id),
  volume_id INTEGER REFERENCES volume(id), item_kind TEXT NOT NULL DEFAULT 'book', accession_no TEXT UNIQUE,
  place_id INTEGER REFERENCES place(id), call_no TEXT, price_fen INTEGER, source TEXT, entered TEXT,
  status TEXT NOT NULL DEFAULT 'shelf'
    CHECK(status IN ('shelf','loan','in_house','hold','lost','missing','repair','withdrawn')),
  damage TEXT);
CREATE INDEX copy_title ON copy(title_id);
CREATE INDEX copy_call_no ON copy(call_no) WHERE call_no IS NOT NULL;

-- One space for everything that can be scanned: a code has one owner for ever, so a replaced card is still known.
CREATE TABLE barcode(
  id INTEGER PRIMARY KEY AUTOINCREMENT, code_key TEXT NOT NULL UNIQUE CHECK(length(code_key) BETWEEN 1 AND 64),
  printed TEXT NOT NULL, reader_id INTEGER REFERENCES reader(id), copy_id INTEGER REFERENCES copy(id), command TEXT,
  state TEXT NOT NULL DEFAULT 'active' CHECK(state IN ('active','replaced','lost')), since INTEGER NOT NULL,
  until INTEGER, CHECK((reader_id IS NOT NULL) + (copy_id IS NOT NULL) + (command IS NOT NULL) = 1));
CREATE INDEX barcode_reader ON barcode(reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX barcode_copy ON barcode(copy_id) WHERE copy_id IS NOT NULL;

-- reader_kind, stage, entry_year and class_no are a snapshot: a pupil who moves does not rewrite last month's figures.
CREATE TABLE loan(
  id INTEGER PRIMARY KEY AUTOINCREMENT, copy_id INTEGER NOT NULL REFERENCES copy(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id), in_house INTEGER NOT NULL DEFAULT 0, lent INTEGER NOT NULL,
  lent_day TEXT NOT NULL, due TEXT NOT NULL, renewals INTEGER NOT NULL DEFAULT 0, returned INTEGER, returned_day TEXT,
  outcome TEXT CHECK(outcome IN ('returned','lost')), claimed_day TEXT, override_why TEXT,
  reader_kind TEXT NOT NULL, stage TEXT, entry_year INTEGER, class_no INTEGER,
  CHECK((returned IS NULL) = (outcome IS NULL)), CHECK(due >= lent_day));
CREATE UNIQUE INDEX loan_open ON loan(copy_id) WHERE returned IS NULL;
CREATE INDEX loan_reader_open ON loan(reader_id, due) WHERE returned IS NULL;
CREATE INDEX loan_reader ON loan(reader_id, lent);
CREATE INDEX loan_copy ON loan(copy_id, lent);
CREATE INDEX loan_day ON loan(lent_day);
CREATE INDEX loan_due_open ON loan(due) WHERE returned IS NULL;
CREATE INDEX loan_returned_day ON loan(returned_day) WHERE returned_day IS NOT NULL;

CREATE TABLE house_use(
  id INTEGER PRIMARY KEY AUTOINCREMENT, copy_id INTEGER NOT NULL REFERENCES copy(id),
  reader_id INTEGER REFERENCES reader(id), used INTEGER NOT NULL, used_day TEXT NOT NULL);
CREATE INDEX house_use_day ON house_use(used_day);

CREATE TABLE hold(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL REFERENCES title(id),
  volume_id INTEGER REFERENCES volume(id), reader_id INTEGER NOT NULL REFERENCES reader(id), placed INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK(state IN ('waiting','ready','done','cancelled','expired')),
  copy_id INTEGER REFERENCES copy(id), expires TEXT, CHECK(state <> 'ready' OR copy_id IS NOT NULL));
CREATE UNIQUE INDEX hold_once ON hold(reader_id, title_id, coalesce(volume_id, 0)) WHERE state IN ('waiting','ready');
CREATE UNIQUE INDEX hold_copy ON hold(copy_id) WHERE state = 'ready';
CREATE INDEX hold_queue ON hold(title_id, placed) WHERE state IN ('waiting','ready');

CREATE TABLE damage(
  id INTEGER PRIMARY KEY AUTOINCREMENT, copy_id INTEGER NOT NULL REFERENCES copy(id),
  reader_id INTEGER REFERENCES reader(id), loan_id INTEGER REFERENCES loan(id), degree TEXT NOT NULL,
  note TEXT, reported INTEGER NOT NULL);

CREATE TABLE suspension(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER NOT NULL REFERENCES reader(id),
  loan_id INTEGER REFERENCES loan(id), from_day TEXT NOT NULL, until TEXT NOT NULL, overdue_days INTEGER NOT NULL);

CREATE TABLE lending_rule(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_kind TEXT NOT NULL, item_kind TEXT NOT NULL, rule TEXT NOT NULL,
  UNIQUE(reader_kind, item_kind));

CREATE TABLE term(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  CHECK(last_day >= first_day));

CREATE TABLE calendar_day(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL UNIQUE, open INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '');

-- The journal holds no personal text and is only ever added to. Images are the rows before a change or a removal.
CREATE TABLE journal(
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, op TEXT NOT NULL, role TEXT NOT NULL,
  staff_id INTEGER, shift_id INTEGER, typed INTEGER NOT NULL DEFAULT 0, undoes INTEGER REFERENCES journal(id),
  args TEXT NOT NULL DEFAULT '{}', version INTEGER NOT NULL);
CREATE INDEX journal_undoes ON journal(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX journal_at ON journal(at);
CREATE TRIGGER journal_is_kept_1 BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_kept_2 BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TABLE journal_image(
  journal_id INTEGER NOT NULL REFERENCES journal(id), seq INTEGER NOT NULL, tbl TEXT NOT NULL,
  first_id INTEGER NOT NULL, last_id INTEGER NOT NULL, before TEXT, removed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(journal_id, seq)) WITHOUT ROWID;

-- Search: single characters, bigrams and pinyin, split before; contentless, so the words are kept for their removal.
CREATE TABLE title_words(id INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE VIRTUAL TABLE title_index USING fts5(words, content='', tokenize='unicode61', prefix='1 2 3');
CREATE TABLE reader_words(id INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE VIRTUAL TABLE reader_index USING fts5(words, content='', tokenize='unicode61', prefix='1 2 3');

INSERT INTO place(name, reading_room)
  VALUES('stacks', 0), ('pupils_room', 1), ('teachers_room', 1), ('class_corner', 0);
"""
