"""The tables as peewee sees them. The schema is made by `migrations`; a test holds the two together."""

from typing import Any

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, Model, SqliteDatabase, TextField


class Table(Model):
    """A journalled table: numbered rows that Action.add, change and remove may touch."""

    id = AutoField()

    class Meta:
        legacy_table_names = False
        database = SqliteDatabase(None)  # only to write its SQL: Library runs it


def _ref(model: Any, *, null: bool = False, backref: str = "+") -> Any:
    return ForeignKeyField(model, null=null, backref=backref, index=False)


class Setting(Table):
    key = TextField()
    value = TextField()


class Staff(Table):
    name = TextField()
    role = TextField()
    pin_hash = TextField(null=True)
    recovery_hash = TextField(null=True)
    wrong_tries = IntegerField()
    wait_until = IntegerField()
    since = IntegerField()
    until = IntegerField(null=True)


class Reader(Table):
    kind = TextField()
    name = TextField()
    sort_name = TextField()
    sex = TextField(null=True)
    school_no = TextField(null=True)
    department = TextField(null=True)
    responsible = _ref("self", null=True)
    state = TextField()
    stopped_why = TextField(null=True)
    expires = TextField(null=True)
    suspended_until = TextField(null=True)
    joined = TextField(null=True)
    photo = TextField(null=True)
    left_day = TextField(null=True)


class Enrolment(Table):
    reader = _ref(Reader)
    stage = TextField()
    entry_year = IntegerField()
    class_no = IntegerField()
    seat = IntegerField(null=True)
    from_day = TextField()
    to_day = TextField(null=True)


class Appointment(Table):
    reader = _ref(Reader)
    from_day = TextField()
    to_day = TextField(null=True)


class Shift(Table):
    reader = _ref(Reader)
    started = IntegerField()
    ended = IntegerField(null=True)


class Place(Table):
    name = TextField()
    reading_room = BooleanField()


class Title(Table):
    kind = TextField()
    title = TextField()
    subtitle = TextField(null=True)
    author = TextField(null=True)
    publisher = TextField(null=True)
    year = IntegerField(null=True)
    isbn = TextField(null=True)
    price_fen = IntegerField(null=True)
    class_no = TextField(null=True)
    series = TextField(null=True)
    note = TextField(null=True)
    queued = BooleanField()
    added = IntegerField()


class Volume(Table):
    title = _ref(Title)
    label = TextField()
    ordinal = IntegerField()


class Copy(Table):
    title = _ref(Title)
    volume = _ref(Volume, null=True)
    item_kind = TextField()
    accession_no = TextField(null=True)
    place = _ref(Place, null=True)
    call_no = TextField(null=True)
    price_fen = IntegerField(null=True)
    source = TextField(null=True)
    entered = TextField(null=True)
    status = TextField()
    damage = TextField(null=True)


class Barcode(Table):
    code_key = TextField()
    printed = TextField()
    reader = _ref(Reader, null=True)
    copy = _ref(Copy, null=True)
    command = TextField(null=True)
    state = TextField()
    since = IntegerField()
    until = IntegerField(null=True)


class Loan(Table):
    copy = _ref(Copy)
    reader = _ref(Reader)
    in_house = BooleanField()
    lent = IntegerField()
    lent_day = TextField()
    due = TextField()
    renewals = IntegerField()
    returned = IntegerField(null=True)
    returned_day = TextField(null=True)
    outcome = TextField(null=True)
    claimed_day = TextField(null=True)
    override_why = TextField(null=True)
    reader_kind = TextField()
    stage = TextField(null=True)
    entry_year = IntegerField(null=True)
    class_no = IntegerField(null=True)


class HouseUse(Table):
    copy = _ref(Copy)
    reader = _ref(Reader, null=True)
    used = IntegerField()
    used_day = TextField()


class Hold(Table):
    title = _ref(Title)
    volume = _ref(Volume, null=True)
    reader = _ref(Reader)
    placed = IntegerField()
    state = TextField()
    copy = _ref(Copy, null=True)
    expires = TextField(null=True)


class Damage(Table):
    copy = _ref(Copy)
    reader = _ref(Reader, null=True)
    loan = _ref(Loan, null=True)
    degree = TextField()
    note = TextField(null=True)
    reported = IntegerField()


class Suspension(Table):
    reader = _ref(Reader)
    loan = _ref(Loan, null=True)
    from_day = TextField()
    until = TextField()
    overdue_days = IntegerField()
    reckoned = TextField()
    lifted_day = TextField(null=True)


class Charge(Table):
    reader = _ref(Reader)
    loan = _ref(Loan, null=True)
    copy = _ref(Copy, null=True)
    kind = TextField()
    amount_fen = IntegerField()
    reckoned = TextField()
    made_day = TextField()
    state = TextField()
    settled_day = TextField(null=True)
    why = TextField(null=True)
    new_copy = _ref(Copy, null=True)


class Payment(Table):
    charge = _ref(Charge)
    amount_fen = IntegerField()
    receipt_no = TextField(null=True)
    paid_day = TextField()
    handed_over_day = TextField(null=True)


class LendingRule(Table):
    reader_kind = TextField()
    item_kind = TextField()
    rule = TextField()


class Term(Table):
    name = TextField()
    first_day = TextField()
    last_day = TextField()


class CalendarDay(Table):
    day = TextField()
    open = BooleanField()
    name = TextField()


class Opening(Table):
    place = _ref(Place)
    weekday = IntegerField()
    from_time = TextField()
    to_time = TextField()
    name = TextField()


class HolidayLending(Table):
    name = TextField()
    from_day = TextField()
    to_day = TextField()
    due_first = TextField()
    due_last = TextField()
    quotas = TextField()


class Journal(Table):
    at = IntegerField()
    op = TextField()
    role = TextField()
    staff_id = IntegerField(null=True)
    shift_id = IntegerField(null=True)
    typed = BooleanField()
    undoes = IntegerField(null=True)
    args = TextField()
    version = IntegerField()


# Every table that an action may touch and an undo may restore, by its name in the file.
JOURNALLED: dict[str, type[Table]] = {
    model._meta.table_name: model
    for model in (
        Setting, Staff, Reader, Enrolment, Appointment, Shift, Place, Title, Volume, Copy, Barcode, Loan, HouseUse,
        Hold, Damage, Suspension, Charge, Payment, LendingRule, Term, CalendarDay, Opening, HolidayLending,
    )
}  # fmt: skip
