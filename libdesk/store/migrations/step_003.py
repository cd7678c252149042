"""The catalogue in full: titles of every kind, kept records, what arrives and leaves, registers, the class table."""

TITLE = "cataloguing, the pool of suppliers' records, orders, batches, withdrawals, registers"

SQL = """
-- A record as it came, byte for byte; rows hold its number. Not journalled and never changed; what no row holds goes
-- when the journal is tidied.
CREATE TABLE record(
  id INTEGER PRIMARY KEY AUTOINCREMENT, form TEXT NOT NULL CHECK(form IN ('cnmarc','marc21')),
  encoding TEXT NOT NULL, bytes BLOB NOT NULL);

-- `call_no` is the stem: class number / book number. A copy's own adds volume, edition and copy marks.
-- `shelving` is the group of places within which a book number is given once.
ALTER TABLE title ADD COLUMN call_no TEXT;
ALTER TABLE title ADD COLUMN shelving TEXT NOT NULL DEFAULT '';
ALTER TABLE title ADD COLUMN contributors TEXT;
ALTER TABLE title ADD COLUMN original_title TEXT;
ALTER TABLE title ADD COLUMN edition TEXT;
ALTER TABLE title ADD COLUMN pub_place TEXT;
ALTER TABLE title ADD COLUMN pub_date TEXT;
ALTER TABLE title ADD COLUMN extent TEXT;
ALTER TABLE title ADD COLUMN size TEXT;
ALTER TABLE title ADD COLUMN binding TEXT;
ALTER TABLE title ADD COLUMN accompanying TEXT;
ALTER TABLE title ADD COLUMN series_no TEXT;
ALTER TABLE title ADD COLUMN issn TEXT;
ALTER TABLE title ADD COLUMN unified_no TEXT;
ALTER TABLE title ADD COLUMN cn_no TEXT;
ALTER TABLE title ADD COLUMN post_code TEXT;
ALTER TABLE title ADD COLUMN frequency TEXT;
ALTER TABLE title ADD COLUMN language TEXT;
ALTER TABLE title ADD COLUMN audience TEXT;
ALTER TABLE title ADD COLUMN grade_from INTEGER;
ALTER TABLE title ADD COLUMN grade_to INTEGER;
ALTER TABLE title ADD COLUMN subjects TEXT;
ALTER TABLE title ADD COLUMN summary TEXT;
ALTER TABLE title ADD COLUMN cover TEXT;
ALTER TABLE title ADD COLUMN record_id INTEGER REFERENCES record(id);
CREATE INDEX title_issn ON title(issn) WHERE issn IS NOT NULL;
CREATE INDEX title_call_no ON title(call_no) WHERE call_no IS NOT NULL;
CREATE INDEX title_record ON title(record_id) WHERE record_id IS NOT NULL;
CREATE INDEX title_class ON title(class_no) WHERE class_no IS NOT NULL;

ALTER TABLE volume ADD COLUMN isbn TEXT;
ALTER TABLE volume ADD COLUMN price_fen INTEGER;
ALTER TABLE volume ADD COLUMN extent TEXT;
CREATE INDEX volume_isbn ON volume(isbn) WHERE isbn IS NOT NULL;

ALTER TABLE place ADD COLUMN shelving TEXT NOT NULL DEFAULT '';

CREATE TABLE purchase(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, supplier TEXT, made_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'draft' CHECK(state IN ('draft','ordered','closed')), discount_permille INTEGER,
  budget_fen INTEGER, note TEXT);

-- How books came: one delivery, donation or transfer. NULL discount: not known. Prices of the whole batch.
CREATE TABLE batch(
  id INTEGER PRIMARY KEY AUTOINCREMENT, no TEXT NOT NULL UNIQUE, day TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK(kind IN ('purchase','donation','exchange','transfer','replacement','opening','other')),
  source TEXT, voucher TEXT, list_fen INTEGER, discount_permille INTEGER, paid_fen INTEGER, note TEXT,
  purchase_id INTEGER REFERENCES purchase(id));
CREATE INDEX batch_day ON batch(day);

-- `waiting` is what an arrival still waits for: 1 stamp, 2 label, 4 shelf, added up.
ALTER TABLE copy ADD COLUMN batch_id INTEGER REFERENCES batch(id);
ALTER TABLE copy ADD COLUMN condition TEXT;
ALTER TABLE copy ADD COLUMN note TEXT;
ALTER TABLE copy ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0 CHECK(waiting BETWEEN 0 AND 7);
ALTER TABLE copy ADD COLUMN withdrawn_day TEXT;
-- By which the next accession number is found, however many copies there are; the query repeats the condition.
CREATE INDEX copy_accession_figure ON copy(CAST(accession_no AS INTEGER), length(accession_no))
  WHERE accession_no IS NOT NULL AND accession_no NOT GLOB '*[^0-9]*' AND length(accession_no) BETWEEN 1 AND 9;
CREATE INDEX copy_batch ON copy(batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX copy_waiting ON copy(waiting) WHERE waiting <> 0;

CREATE TABLE content_check(
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), day TEXT NOT NULL,
  by_whom TEXT NOT NULL, outcome TEXT NOT NULL CHECK(outcome IN ('passed','partly','refused')), note TEXT);
CREATE INDEX content_check_batch ON content_check(batch_id);

-- What the education bureau names as not to be kept; each later batch is held against it too.
CREATE TABLE notice(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, day TEXT NOT NULL, note TEXT);
CREATE TABLE notice_line(
  id INTEGER PRIMARY KEY AUTOINCREMENT, notice_id INTEGER NOT NULL REFERENCES notice(id), title TEXT NOT NULL,
  title_key TEXT NOT NULL DEFAULT '', author TEXT, publisher TEXT, isbn TEXT);
CREATE INDEX notice_line_notice ON notice_line(notice_id);
CREATE INDEX notice_line_isbn ON notice_line(isbn) WHERE isbn IS NOT NULL;
CREATE INDEX notice_line_title ON notice_line(title_key);

CREATE TABLE wish(
  id INTEGER PRIMARY KEY AUTOINCREMENT, reader_id INTEGER REFERENCES reader(id), title TEXT NOT NULL, author TEXT,
  publisher TEXT, isbn TEXT, note TEXT, made_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open','ordered','here','declined')), answer TEXT,
  answered_day TEXT, title_id INTEGER REFERENCES title(id));
CREATE INDEX wish_reader ON wish(reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX wish_open ON wish(made_day) WHERE state IN ('open','ordered');

-- `wanted` 0: it came without having been ordered. `booked`: how many of the delivered stand in a batch already, since
-- an order may come in several deliveries.
CREATE TABLE purchase_line(
  id INTEGER PRIMARY KEY AUTOINCREMENT, purchase_id INTEGER NOT NULL REFERENCES purchase(id), seq INTEGER NOT NULL,
  title TEXT NOT NULL, author TEXT, publisher TEXT, year INTEGER, isbn TEXT, price_fen INTEGER, class_no TEXT,
  wanted INTEGER NOT NULL CHECK(wanted >= 0), delivered INTEGER NOT NULL DEFAULT 0 CHECK(delivered >= 0),
  damaged INTEGER NOT NULL DEFAULT 0 CHECK(damaged BETWEEN 0 AND delivered),
  booked INTEGER NOT NULL DEFAULT 0 CHECK(booked BETWEEN 0 AND delivered), note TEXT,
  wish_id INTEGER REFERENCES wish(id), title_id INTEGER REFERENCES title(id));
CREATE INDEX purchase_line_purchase ON purchase_line(purchase_id, seq);
CREATE INDEX purchase_line_isbn ON purchase_line(isbn) WHERE isbn IS NOT NULL;

-- Suppliers' records, apart from the catalogue, until a copy of them arrives.
CREATE TABLE pool_file(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, day TEXT NOT NULL, records INTEGER NOT NULL DEFAULT 0);
CREATE TABLE pool_record(
  id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL REFERENCES pool_file(id),
  record_id INTEGER NOT NULL REFERENCES record(id), isbn TEXT, title TEXT NOT NULL, title_key TEXT NOT NULL,
  author TEXT, publisher TEXT, year INTEGER, price_fen INTEGER, class_no TEXT);
CREATE INDEX pool_record_file ON pool_record(file_id);
CREATE INDEX pool_record_record ON pool_record(record_id);
CREATE INDEX pool_record_isbn ON pool_record(isbn) WHERE isbn IS NOT NULL;
CREATE INDEX pool_record_title ON pool_record(title_key);

-- `approved_copies`: how many stood on the list when it was approved.
CREATE TABLE withdrawal(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, made_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'draft' CHECK(state IN ('draft','approved','done')), approved_by TEXT,
  approved_day TEXT, approval_no TEXT, approved_copies INTEGER, disposal TEXT, done_day TEXT, note TEXT,
  notice_id INTEGER REFERENCES notice(id));
CREATE TABLE withdrawal_copy(
  id INTEGER PRIMARY KEY AUTOINCREMENT, withdrawal_id INTEGER NOT NULL REFERENCES withdrawal(id),
  copy_id INTEGER NOT NULL UNIQUE REFERENCES copy(id), reason TEXT NOT NULL, status_before TEXT);
CREATE INDEX withdrawal_copy_withdrawal ON withdrawal_copy(withdrawal_id);

-- What was in the library before libdesk and is not in its catalogue, by the first letter of the class.
CREATE TABLE opening_balance(
  id INTEGER PRIMARY KEY AUTOINCREMENT, class_letter TEXT NOT NULL UNIQUE, titles INTEGER NOT NULL DEFAULT 0,
  copies INTEGER NOT NULL DEFAULT 0, amount_fen INTEGER NOT NULL DEFAULT 0);

-- The lines of a closed year as they were printed, as JSON; registers of open years are derived.
CREATE TABLE register_year(
  id INTEGER PRIMARY KEY AUTOINCREMENT, year INTEGER NOT NULL UNIQUE, closed_day TEXT NOT NULL);
CREATE TABLE register_line(
  id INTEGER PRIMARY KEY AUTOINCREMENT, year_id INTEGER NOT NULL REFERENCES register_year(id),
  register TEXT NOT NULL CHECK(register IN ('copies','batches')), seq INTEGER NOT NULL,
  row_id INTEGER, line TEXT NOT NULL);
CREATE INDEX register_line_year ON register_line(year_id, register, seq);
CREATE INDEX register_line_row ON register_line(register, row_id);

-- A school's own class table in place of the outline that libdesk brings.
CREATE TABLE class_entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

-- Book numbers that a title gave up: not given again, unless the school refills gaps.
CREATE TABLE spent_number(
  id INTEGER PRIMARY KEY AUTOINCREMENT, class_no TEXT NOT NULL, shelving TEXT NOT NULL DEFAULT '',
  call_no TEXT NOT NULL);
CREATE INDEX spent_number_class ON spent_number(class_no, shelving);

-- Titles that look like one and are two, the smaller id first.
CREATE TABLE distinct_titles(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL REFERENCES title(id),
  other_id INTEGER NOT NULL REFERENCES title(id), UNIQUE(title_id, other_id), CHECK(title_id < other_id));
CREATE INDEX distinct_titles_other ON distinct_titles(other_id);

CREATE TABLE recommendation(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL REFERENCES title(id), grade_from INTEGER,
  grade_to INTEGER, interest TEXT, note TEXT, from_day TEXT NOT NULL, to_day TEXT);
CREATE INDEX recommendation_title ON recommendation(title_id);

-- Worked out from the rows like the search index, kept with it and made anew with it: narrow, so that sorting is fast.
CREATE TABLE title_order(id INTEGER PRIMARY KEY, by_title BLOB NOT NULL, by_shelf BLOB);
CREATE INDEX title_order_title ON title_order(by_title);
CREATE INDEX title_order_shelf ON title_order(by_shelf) WHERE by_shelf IS NOT NULL;
CREATE TABLE copy_order(id INTEGER PRIMARY KEY, by_shelf BLOB NOT NULL);
CREATE INDEX copy_order_shelf ON copy_order(by_shelf);

-- The words of titles in a quarter of the room: no place of a word is kept, since none is ever asked for; one and
-- two letters of pinyin (behind their mark) are looked up at once. A list of 50,000 titles is written in one go.
DROP TABLE title_index;
CREATE VIRTUAL TABLE title_index USING fts5(
  words, content='', tokenize='ascii', detail=none, prefix='3 4');
INSERT INTO title_index(title_index, rank) VALUES ('hashsize', 16777216);
DELETE FROM title_words;

-- Where the copies of a title are, and the titles of a range of call numbers, read from the index alone.
DROP INDEX copy_title;
CREATE INDEX copy_title ON copy(title_id, status, place_id);
DROP INDEX copy_call_no;
CREATE INDEX copy_call_no ON copy(call_no, title_id) WHERE call_no IS NOT NULL;

-- Titles of older files: the call number that their copies bear.
UPDATE title SET call_no =
  (SELECT min(c.call_no) FROM copy c WHERE c.title_id = title.id AND c.call_no IS NOT NULL AND c.call_no <> '');
-- Without the volume's mark: I247.5/12(1) and K86/1:0 are copies of I247.5/12 and K86/1.
UPDATE title SET call_no =
  substr(call_no, 1, instr(call_no, '/') + instr(substr(call_no, instr(call_no, '/') + 1), '(') - 1)
  WHERE instr(call_no, '/') > 0 AND instr(substr(call_no, instr(call_no, '/') + 1), '(') > 1;
UPDATE title SET call_no =
  substr(call_no, 1, instr(call_no, '/') + instr(substr(call_no, instr(call_no, '/') + 1), ':') - 1)
  WHERE instr(call_no, '/') > 0 AND instr(substr(call_no, instr(call_no, '/') + 1), ':') > 1;
"""
