"""Periodicals and newspapers: what is subscribed to, which issues are expected and came, what is bound of them."""

TITLE = "subscriptions, issues, claims, binding"

SQL = """
-- One title for one year or a part of it. `frequency` and `numbering` as domain/serials writes them. `with_codes`: each
-- piece gets a barcode when it arrives and can be lent; else pieces are counted. NULL prices: not known.
CREATE TABLE subscription(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title_id INTEGER NOT NULL REFERENCES title(id), year INTEGER NOT NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, frequency TEXT NOT NULL, numbering TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK(copies >= 1), place_id INTEGER REFERENCES place(id), issue_fen INTEGER,
  year_fen INTEGER, supplier TEXT, with_codes INTEGER NOT NULL DEFAULT 0, stopped_day TEXT, note TEXT,
  CHECK(last_day >= first_day));
CREATE INDEX subscription_title ON subscription(title_id, year);
CREATE INDEX subscription_year ON subscription(year);

-- What is expected, in the order of its appearance. A supplement bears a label of its own and moves no number. NULL
-- expected: nobody knows the day. `skipped`: it will never appear, or is given up. `copies`: where they are others than
-- those of the subscription, which had so many then.
CREATE TABLE issue(
  id INTEGER PRIMARY KEY AUTOINCREMENT, subscription_id INTEGER NOT NULL REFERENCES subscription(id),
  seq INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT 'issue' CHECK(kind IN ('issue','combined','supplement')),
  volume TEXT, number TEXT NOT NULL, total_no TEXT, expected TEXT, skipped INTEGER NOT NULL DEFAULT 0,
  copies INTEGER CHECK(copies >= 1), note TEXT);
CREATE INDEX issue_subscription ON issue(subscription_id, seq);
CREATE INDEX issue_expected ON issue(expected) WHERE expected IS NOT NULL;

CREATE TABLE claim(
  id INTEGER PRIMARY KEY AUTOINCREMENT, issue_id INTEGER NOT NULL REFERENCES issue(id), day TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK(copies >= 1), note TEXT);
CREATE INDEX claim_issue ON claim(issue_id);

-- The list that goes to the bindery with what it is to bind, and a volume of it: a copy of its own once it is made.
CREATE TABLE binding(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, made_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'draft' CHECK(state IN ('draft','sent','back','done')), bindery TEXT, sent_day TEXT,
  back_day TEXT, note TEXT);
CREATE TABLE bound_volume(
  id INTEGER PRIMARY KEY AUTOINCREMENT, binding_id INTEGER NOT NULL REFERENCES binding(id),
  title_id INTEGER NOT NULL REFERENCES title(id), year INTEGER NOT NULL, label TEXT NOT NULL, gaps TEXT,
  copy_id INTEGER NOT NULL REFERENCES copy(id), cost_fen INTEGER, shelved_day TEXT);
CREATE INDEX bound_volume_binding ON bound_volume(binding_id);
CREATE UNIQUE INDEX bound_volume_copy ON bound_volume(copy_id);

-- One copy of an issue that came. `copy_id`: its copy, where it bears a barcode.
CREATE TABLE piece(
  id INTEGER PRIMARY KEY AUTOINCREMENT, issue_id INTEGER NOT NULL REFERENCES issue(id), arrived_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'here' CHECK(state IN ('here','lost','gone')), copy_id INTEGER REFERENCES copy(id),
  bound_id INTEGER REFERENCES bound_volume(id), CHECK(bound_id IS NULL OR state = 'here'));
CREATE INDEX piece_issue ON piece(issue_id);
CREATE UNIQUE INDEX piece_copy ON piece(copy_id) WHERE copy_id IS NOT NULL;
CREATE INDEX piece_bound ON piece(bound_id) WHERE bound_id IS NOT NULL;

-- A copy that is one issue is no line of the registers: the bound volume is. `bound_into_id`: the copy it is part of.
ALTER TABLE copy ADD COLUMN issue_id INTEGER REFERENCES issue(id);
ALTER TABLE copy ADD COLUMN bound_into_id INTEGER REFERENCES copy(id);
CREATE INDEX copy_issue ON copy(issue_id) WHERE issue_id IS NOT NULL;
CREATE INDEX copy_bound_into ON copy(bound_into_id) WHERE bound_into_id IS NOT NULL;

-- A book that goes to the bindery to be repaired stands on its list too.
ALTER TABLE damage ADD COLUMN binding_id INTEGER REFERENCES binding(id);
CREATE INDEX damage_binding ON damage(binding_id) WHERE binding_id IS NOT NULL;

-- Reading in the room, counted by hand: papers bear no barcode.
CREATE TABLE room_use(
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, title_id INTEGER REFERENCES title(id),
  place_id INTEGER REFERENCES place(id), uses INTEGER NOT NULL CHECK(uses >= 1));
CREATE INDEX room_use_day ON room_use(day);
"""
