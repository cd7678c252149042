"""What goes over the desk, and what comes of it."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table, later, reference
from libdesk.store.models.books import Copy, Title, Volume
from libdesk.store.models.people import Reader


class Loan(Table):
    copy = reference(Copy)
    reader = reference(Reader)
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
    copy = reference(Copy)
    reader = reference(Reader, null=True)
    used = IntegerField()
    used_day = TextField()


class Hold(Table):
    title = reference(Title)
    volume = reference(Volume, null=True)
    reader = reference(Reader)
    placed = IntegerField()
    state = TextField()
    copy = reference(Copy, null=True)
    expires = TextField(null=True)


class Damage(Table):
    copy = reference(Copy)
    reader = reference(Reader, null=True)
    loan = reference(Loan, null=True)
    degree = TextField()
    note = TextField(null=True)
    reported = IntegerField()
    kind = TextField()
    cause = TextField(null=True)
    photo = TextField(null=True)
    state = TextField()
    material = TextField(null=True)
    cost_fen = IntegerField(null=True)
    closed_day = TextField(null=True)
    binding = later("Binding")


class Suspension(Table):
    reader = reference(Reader)
    loan = reference(Loan, null=True)
    from_day = TextField()
    until = TextField()
    overdue_days = IntegerField()
    reckoned = TextField()
    lifted_day = TextField(null=True)


class Charge(Table):
    reader = reference(Reader)
    loan = reference(Loan, null=True)
    copy = reference(Copy, null=True)
    kind = TextField()
    amount_fen = IntegerField()
    reckoned = TextField()
    made_day = TextField()
    state = TextField()
    settled_day = TextField(null=True)
    why = TextField(null=True)
    new_copy = reference(Copy, null=True)


class Payment(Table):
    charge = reference(Charge)
    amount_fen = IntegerField()
    receipt_no = TextField(null=True)
    paid_day = TextField()
    handed_over_day = TextField(null=True)
