"""The plan of a term with its tasks, events of the calendar, and the timetable of reading lessons."""

TITLE = "plan, events, reading lessons"

SQL = """
-- What the plan of a term says beside its tasks: its aims, and a note.
CREATE TABLE plan(
  id INTEGER PRIMARY KEY AUTOINCREMENT, term_id INTEGER NOT NULL UNIQUE REFERENCES term(id), aims TEXT, note TEXT);

-- `kind` is a code of domain/tasks; `touches` the code of what the library can see of it for itself, `goal` how much of
-- it is meant (300 new books). `series_id`: the first task of those that were made by one repetition.
CREATE TABLE task(
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, first_day TEXT NOT NULL,
  last_day TEXT NOT NULL, who TEXT, touches TEXT, goal INTEGER CHECK(goal > 0), note TEXT,
  series_id INTEGER REFERENCES task(id), state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open','done','dropped')),
  done_day TEXT, CHECK(last_day >= first_day));
CREATE INDEX task_days ON task(last_day, first_day);
CREATE INDEX task_series ON task(series_id) WHERE series_id IS NOT NULL;
CREATE INDEX task_open ON task(first_day) WHERE state = 'open';
-- A task of "300 new books labelled" is counted by the day on which they were entered.
CREATE INDEX copy_entered ON copy(entered) WHERE entered IS NOT NULL;

-- Of the school's calendar or another program's; times are HH:MM, NULL: the whole day. `uid` as iCalendar has it.
CREATE TABLE event(
  id INTEGER PRIMARY KEY AUTOINCREMENT, first_day TEXT NOT NULL, last_day TEXT NOT NULL, from_time TEXT, to_time TEXT,
  name TEXT NOT NULL, place TEXT, note TEXT, uid TEXT UNIQUE, CHECK(last_day >= first_day));
CREATE INDEX event_days ON event(last_day, first_day);

-- A day that goes otherwise than its weekday: like another weekday (a make-up day like a Friday: `as_weekday`), open
-- only from one time to another (until noon: HH:MM), or both. Whether it is open at all is said by `calendar_day`.
CREATE TABLE special_day(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL UNIQUE, as_weekday INTEGER CHECK(as_weekday BETWEEN 0 AND 6),
  from_time TEXT, to_time TEXT, name TEXT NOT NULL DEFAULT '', CHECK(to_time > from_time),
  CHECK((from_time IS NULL) = (to_time IS NULL)));

-- The lessons of a school day, for the timetable: 1 第一节 08:00–08:40.
CREATE TABLE period(
  id INTEGER PRIMARY KEY AUTOINCREMENT, ordinal INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, from_time TEXT NOT NULL,
  to_time TEXT NOT NULL, CHECK(to_time > from_time));

-- A class's reading lesson in a term; `weeks`: counted from the first week of the term.
CREATE TABLE lesson(
  id INTEGER PRIMARY KEY AUTOINCREMENT, term_id INTEGER NOT NULL REFERENCES term(id), stage TEXT NOT NULL,
  entry_year INTEGER NOT NULL, class_no INTEGER NOT NULL, weekday INTEGER NOT NULL CHECK(weekday BETWEEN 0 AND 6),
  period_id INTEGER NOT NULL REFERENCES period(id), weeks TEXT NOT NULL DEFAULT 'all'
    CHECK(weeks IN ('all','odd','even')), place_id INTEGER REFERENCES place(id), teacher TEXT);
CREATE INDEX lesson_term ON lesson(term_id, weekday);
CREATE INDEX lesson_period ON lesson(period_id);
CREATE INDEX lesson_place ON lesson(place_id) WHERE place_id IS NOT NULL;
"""
