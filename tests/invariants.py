"""What must hold in every library, whatever was done in it: told as sentences, one for each row that breaks a rule."""

import sqlite3
from contextlib import closing
from typing import Final

from libdesk.store import search
from libdesk.store.tables import JOURNALLED

# A rule in words, and a query for the ids that break it.
RULES: Final = {
    "a copy is on loan if and only if an open loan says so": """
        SELECT c.id FROM copy c LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
        WHERE (c.status = 'loan') <> (l.id IS NOT NULL AND l.in_house = 0)""",
    "a copy is in use in the reading room if and only if an open loan says so": """
        SELECT c.id FROM copy c LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
        WHERE (c.status = 'in_house') <> (l.id IS NOT NULL AND l.in_house = 1)""",
    "a copy waits on the hold shelf if and only if a hold is ready for it": """
        SELECT c.id FROM copy c LEFT JOIN hold h ON h.copy_id = c.id AND h.state = 'ready'
        WHERE (c.status = 'hold') <> (h.id IS NOT NULL)""",
    "what is on the trolley is neither out nor set aside nor gone": """
        SELECT id FROM copy WHERE trolley IS NOT NULL AND status <> 'shelf'""",
    "a copy has one open loan at most": """
        SELECT copy_id FROM loan WHERE returned IS NULL GROUP BY copy_id HAVING count(*) > 1""",
    "a loan ends after it began": """
        SELECT id FROM loan WHERE returned < lent OR returned_day < lent_day OR due < lent_day""",
    "a returned loan has a day and an outcome, an open one has neither": """
        SELECT id FROM loan
        WHERE (returned IS NULL) <> (returned_day IS NULL) OR (returned IS NULL) <> (outcome IS NULL)""",
    "a hold names a volume of its own title": """
        SELECT h.id FROM hold h JOIN volume v ON v.id = h.volume_id WHERE v.title_id <> h.title_id""",
    "the copy set aside is one that the hold asks for": """
        SELECT h.id FROM hold h JOIN copy c ON c.id = h.copy_id WHERE h.state = 'ready'
        AND (c.title_id <> h.title_id OR (h.volume_id IS NOT NULL AND c.volume_id IS NOT h.volume_id))""",
    "a hold that is not ready has no last day": """
        SELECT id FROM hold WHERE (state = 'ready') <> (expires IS NOT NULL)""",
    "a waiting hold has no copy": "SELECT id FROM hold WHERE state = 'waiting' AND copy_id IS NOT NULL",
    "a copy is of a volume of its own title": """
        SELECT c.id FROM copy c JOIN volume v ON v.id = c.volume_id WHERE v.title_id <> c.title_id""",
    "who owes a lost copy owes one that is lost": """
        SELECT ch.id FROM charge ch JOIN copy c ON c.id = ch.copy_id
        WHERE ch.kind = 'loss' AND ch.state = 'open' AND c.status <> 'lost'""",
    "a charge is paid if and only if all of it was paid": """
        SELECT ch.id FROM charge ch WHERE ch.state IN ('open', 'paid') AND ch.amount_fen > 0 AND (ch.state = 'paid')
        <> (ch.amount_fen <= (SELECT coalesce(sum(p.amount_fen), 0) FROM payment p WHERE p.charge_id = ch.id))""",
    "a copy that replaced a lost one is of the same title": """
        SELECT ch.id FROM charge ch JOIN copy c ON c.id = ch.copy_id JOIN copy n ON n.id = ch.new_copy_id
        WHERE n.title_id <> c.title_id OR n.volume_id IS NOT c.volume_id""",
    "an issue that is bound into a volume is on no shelf, and what is not bound points at none": """
        SELECT p.id FROM piece p JOIN copy c ON c.id = p.copy_id LEFT JOIN bound_volume v ON v.id = p.bound_id
        WHERE c.bound_into_id IS NOT v.copy_id OR (p.bound_id IS NOT NULL AND c.status <> 'withdrawn')""",
    "a bound volume is a copy of the title whose issues are in it": """
        SELECT v.id FROM bound_volume v JOIN copy c ON c.id = v.copy_id WHERE c.title_id <> v.title_id""",
    "a copy is in repair if and only if an open case says so, or it is a volume that is being bound": """
        SELECT c.id FROM copy c WHERE (c.status = 'repair') <> EXISTS (
          SELECT 1 FROM damage d WHERE d.copy_id = c.id AND d.state IN ('in_repair', 'bindery', 'proposed'))
          AND NOT (c.status = 'repair' AND EXISTS (SELECT 1 FROM bound_volume v WHERE v.copy_id = c.id))""",
    "a copy that is here is damaged as its open case says": """
        SELECT c.id FROM copy c WHERE c.status <> 'withdrawn' AND c.damage IS NOT (
          SELECT d.degree FROM damage d WHERE d.copy_id = c.id
            AND d.state IN ('reported', 'in_repair', 'bindery', 'proposed'))""",
    "a case has a last day if and only if it is closed": """
        SELECT id FROM damage WHERE (closed_day IS NOT NULL) <> (state IN ('shelved', 'withdrawn', 'dropped'))""",
    "what is proposed for withdrawal stands on a list": """
        SELECT id FROM damage WHERE state = 'proposed' AND copy_id NOT IN (SELECT copy_id FROM withdrawal_copy)""",
    "a copy that is an issue is of the title that is subscribed to": """
        SELECT c.id FROM copy c JOIN issue i ON i.id = c.issue_id JOIN subscription s ON s.id = i.subscription_id
        WHERE c.title_id <> s.title_id""",
    "a piece with a barcode is a copy of its issue": """
        SELECT p.id FROM piece p JOIN copy c ON c.id = p.copy_id WHERE c.issue_id IS NOT p.issue_id""",
    "whoever is on duty in a slot is so no longer than the slot is on the roster": """
        SELECT d.id FROM duty d JOIN duty_slot s ON s.id = d.slot_id
        WHERE s.to_day IS NOT NULL AND (d.to_day IS NULL OR d.to_day > s.to_day)""",
    "nobody has two places in one slot on one day": """
        SELECT d.id FROM duty d JOIN duty o ON o.slot_id = d.slot_id AND o.reader_id = d.reader_id AND o.id > d.id
        WHERE (d.weeks = 'all' OR o.weeks IN ('all', d.weeks)) AND coalesce(d.to_day, '9') >= coalesce(o.from_day, '0')
          AND coalesce(o.to_day, '9') >= coalesce(d.from_day, '0')""",
    "what somebody cannot take is a slot that is on the roster": """
        SELECT b.id FROM busy_slot b JOIN duty_slot s ON s.id = b.slot_id WHERE s.to_day IS NOT NULL""",
    "the same time and room is on the roster of a term once": """
        SELECT a.id FROM duty_slot a JOIN duty_slot b ON a.term_id = b.term_id AND a.id < b.id
        WHERE (a.weekday, a.from_time, a.to_time) = (b.weekday, b.from_time, b.to_time) AND a.place_id IS b.place_id
          AND a.to_day IS NULL AND b.to_day IS NULL""",
    "whoever has left waits for no book": """
        SELECT h.id FROM hold h JOIN reader r ON r.id = h.reader_id
        WHERE r.state IN ('left', 'erased') AND h.state IN ('waiting', 'ready')""",
    "no term runs into another one": """
        SELECT a.id FROM term a JOIN term b ON a.id < b.id
        WHERE a.first_day <= b.last_day AND b.first_day <= a.last_day""",
    "the hours of a room do not overlap": """
        SELECT a.id FROM opening a JOIN opening b ON a.id < b.id AND (a.place_id, a.weekday) = (b.place_id, b.weekday)
        WHERE a.from_time < b.to_time AND b.from_time < a.to_time""",
    "no period runs into another one": """
        SELECT a.id FROM period a JOIN period b ON a.id < b.id
        WHERE a.from_time < b.to_time AND b.from_time < a.to_time""",
    "no day lends for two holidays": """
        SELECT a.id FROM holiday_lending a JOIN holiday_lending b ON a.id < b.id
        WHERE a.from_day <= b.to_day AND b.from_day <= a.to_day""",
    "a class and a room have one lesson at a time": """
        SELECT a.id FROM lesson a JOIN lesson b ON a.id < b.id
          AND (a.term_id, a.weekday, a.period_id) = (b.term_id, b.weekday, b.period_id)
        WHERE (a.weeks = b.weeks OR 'all' IN (a.weeks, b.weeks)) AND (a.place_id = b.place_id
          OR (a.stage, a.entry_year, a.class_no) = (b.stage, b.entry_year, b.class_no))""",
    "no two aids that are kept bear one name": """
        SELECT a.id FROM aid a JOIN aid b ON a.id < b.id AND lower(a.name) = lower(b.name)
        WHERE a.gone_day IS NULL AND b.gone_day IS NULL""",
    "what lies in a box is neither out nor set aside": """
        SELECT b.id FROM box_copy b JOIN copy c ON c.id = b.copy_id
        WHERE b.out_day IS NULL AND c.status IN ('loan', 'in_house', 'hold')""",
    "nothing has come of an order that was not sent": """
        SELECT l.id FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
        WHERE p.state = 'draft' AND l.delivered > 0""",
    "a journal image belongs to an entry": """
        SELECT journal_id FROM journal_image WHERE journal_id NOT IN (SELECT id FROM journal)""",
}


def broken(connection: sqlite3.Connection) -> list[str]:
    """Every rule that does not hold, with the ids that break it; empty in a sound library."""
    found = []
    for rule, query in RULES.items():
        ids = [row[0] for row in connection.execute(query)]
        if ids:
            found.append(f"not true that {rule}: {ids[:10]}")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        found.append("a foreign key points nowhere")
    return found + stale_words(connection)


def stale_words(connection: sqlite3.Connection) -> list[str]:
    """Where the search index does not hold the words of its rows, and only those; looked at in a copy in memory."""
    found = []
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        for table, index in search.INDEXES.items():
            rows = copy.execute(f"SELECT id, {', '.join(index.columns)} FROM {table}").fetchall()
            wanted = {row[0]: index.split(row[1:]) for row in rows}
            kept = dict(copy.execute(f"SELECT id, words FROM {index.words_table}"))
            if kept != wanted:
                found.append(f"words of {table}: {sorted(set(kept.items()) ^ set(wanted.items()))[:2]}")
            made = "SELECT sql FROM sqlite_master WHERE name = ?"
            (sql,) = copy.execute(made, (index.index_table,)).fetchone()
            copy.execute(sql.replace(index.index_table, "again", 1))
            copy.executemany("INSERT INTO again(rowid, words) VALUES (?, ?)", sorted(wanted.items()))
            if _vocabulary(copy, index.index_table) != _vocabulary(copy, "again"):
                found.append(f"the index of {table} holds other words than a new one would")
            copy.execute("DROP TABLE again")
    return found


def _vocabulary(connection: sqlite3.Connection, index_table: str) -> list[tuple[object, ...]]:
    """Every word of an index with the numbers of rows and places it stands in."""
    connection.execute(f"CREATE VIRTUAL TABLE vocabulary USING fts5vocab({index_table}, row)")
    words = connection.execute("SELECT term, doc, cnt FROM vocabulary ORDER BY term").fetchall()
    connection.execute("DROP TABLE vocabulary")
    return words


def rows_of(connection: sqlite3.Connection, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    """All rows of every journalled table but those named, in order: what an undo must bring back to the letter."""
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in JOURNALLED
        if table not in but
    }
