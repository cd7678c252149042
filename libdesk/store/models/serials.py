"""Periodicals and newspapers: subscriptions, their issues, what came of them and what was bound."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Copy, Place, Title


class Subscription(Table):
    title = reference(Title)
    year = IntegerField()
    first_day = TextField()
    last_day = TextField()
    frequency = TextField()
    numbering = TextField()
    copies = IntegerField()
    place = reference(Place, null=True)
    issue_fen = IntegerField(null=True)
    year_fen = IntegerField(null=True)
    supplier = TextField(null=True)
    with_codes = BooleanField()
    stopped_day = TextField(null=True)
    note = TextField(null=True)


class Issue(Table):
    subscription = reference(Subscription)
    seq = IntegerField()
    kind = TextField()
    volume = TextField(null=True)
    number = TextField()
    total_no = TextField(null=True)
    expected = TextField(null=True)
    skipped = BooleanField()
    copies = IntegerField(null=True)
    note = TextField(null=True)


class Claim(Table):
    issue = reference(Issue)
    day = TextField()
    copies = IntegerField()
    note = TextField(null=True)


class Binding(Table):
    name = TextField()
    made_day = TextField()
    state = TextField()
    bindery = TextField(null=True)
    sent_day = TextField(null=True)
    back_day = TextField(null=True)
    note = TextField(null=True)


class BoundVolume(Table):
    binding = reference(Binding)
    title = reference(Title)
    year = IntegerField()
    label = TextField()
    gaps = TextField(null=True)
    copy = reference(Copy)
    cost_fen = IntegerField(null=True)
    shelved_day = TextField(null=True)


class Piece(Table):
    issue = reference(Issue)
    arrived_day = TextField()
    state = TextField()
    copy = reference(Copy, null=True)
    bound = reference(BoundVolume, null=True)


class RoomUse(Table):
    day = TextField()
    title = reference(Title, null=True)
    place = reference(Place, null=True)
    uses = IntegerField()
