"""Who is at the desk and who reads, and the settings."""

from peewee import IntegerField, TextField

from libdesk.store.models.base import Table, reference


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
    responsible = reference("self", null=True)
    state = TextField()
    stopped_why = TextField(null=True)
    expires = TextField(null=True)
    suspended_until = TextField(null=True)
    joined = TextField(null=True)
    photo = TextField(null=True)
    left_day = TextField(null=True)


class Enrolment(Table):
    reader = reference(Reader)
    stage = TextField()
    entry_year = IntegerField()
    class_no = IntegerField()
    seat = IntegerField(null=True)
    from_day = TextField()
    to_day = TextField(null=True)


class Appointment(Table):
    reader = reference(Reader)
    from_day = TextField()
    to_day = TextField(null=True)
    until = TextField(null=True)


class Shift(Table):
    reader = reference(Reader)
    started = IntegerField()
    ended = IntegerField(null=True)
