"""Service: visits, questions, suggestions, announcements, lists of books to recommend."""

TITLE = "visits, questions, suggestions, announcements, lists of books"

SQL = """
-- `how`: a key (one each), a class, a card, or a day's tally on paper. The class is a snapshot.
CREATE TABLE visit(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, at INTEGER, place_id INTEGER REFERENCES place(id),
  how TEXT NOT NULL CHECK(how IN ('key','class','card','tally')), people INTEGER NOT NULL CHECK(people > 0),
  reader_id INTEGER REFERENCES reader(id), reader_kind TEXT, stage TEXT, entry_year INTEGER, class_no INTEGER);
CREATE INDEX visit_day ON visit(day);
CREATE INDEX visit_reader ON visit(reader_id) WHERE reader_id IS NOT NULL;

-- A reference question and what was found. Who asked is kept as a kind of reader only.
CREATE TABLE question(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, asked TEXT NOT NULL, reader_kind TEXT, subject TEXT,
  answer TEXT, answered_day TEXT, minutes INTEGER CHECK(minutes > 0));
CREATE INDEX question_day ON question(day);

CREATE TABLE suggestion(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, said TEXT NOT NULL, reader_id INTEGER REFERENCES reader(id),
  answer TEXT, answered_day TEXT, shown INTEGER NOT NULL DEFAULT 0);
CREATE INDEX suggestion_reader ON suggestion(reader_id) WHERE reader_id IS NOT NULL;

CREATE TABLE announcement(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, body TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT,
  CHECK(to_day IS NULL OR to_day >= from_day));

-- A list of books by grade, theme or interest, to print and to publish.
CREATE TABLE book_list(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, theme TEXT, grade_from INTEGER, grade_to INTEGER,
  intro TEXT, made_day TEXT NOT NULL, shown INTEGER NOT NULL DEFAULT 0);
CREATE TABLE book_list_line(
  id INTEGER PRIMARY KEY AUTOINCREMENT, list_id INTEGER NOT NULL REFERENCES book_list(id),
  title_id INTEGER NOT NULL REFERENCES title(id), ordinal INTEGER NOT NULL, note TEXT, UNIQUE(list_id, title_id));
CREATE INDEX book_list_line_title ON book_list_line(title_id);
"""
