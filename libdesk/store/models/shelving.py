"""Repairs, shelves and stocktakes."""

from peewee import BooleanField, IntegerField, TextField

from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Copy, Place
from libdesk.store.models.circulation import Damage
from libdesk.store.models.people import Shift, Staff


class RepairStep(Table):
    damage = reference(Damage)
    day = TextField()
    state = TextField()
    staff = reference(Staff, null=True)
    shift = reference(Shift, null=True)
    note = TextField(null=True)


class CareCheck(Table):
    day = TextField()
    place = reference(Place, null=True)
    from_no = TextField(null=True)
    to_no = TextField(null=True)
    looked = IntegerField()
    marked = IntegerField()
    staff = reference(Staff, null=True)
    shift = reference(Shift, null=True)


class Shelf(Table):
    place = reference(Place)
    name = TextField()
    from_no = TextField()
    to_no = TextField()
    room = IntegerField(null=True)
    note = TextField(null=True)


class Stocktake(Table):
    name = TextField()
    place = reference(Place, null=True)
    from_no = TextField(null=True)
    to_no = TextField(null=True)
    kinds = TextField(null=True)
    began = IntegerField()
    began_day = TextField()
    state = TextField()
    ended = IntegerField(null=True)
    ended_day = TextField(null=True)
    figures = TextField(null=True)
    note = TextField(null=True)


class StocktakeCopy(Table):
    stocktake = reference(Stocktake)
    copy = reference(Copy)
    status = TextField()


class Sitting(Table):
    stocktake = reference(Stocktake)
    began = IntegerField()
    ended = IntegerField(null=True)
    staff = reference(Staff, null=True)
    shift = reference(Shift, null=True)


class SeenCopy(Table):
    stocktake = reference(Stocktake)
    copy = reference(Copy)
    sitting = reference(Sitting, null=True)
    at = IntegerField()
    place = reference(Place, null=True)
    by_file = BooleanField()
    before = TextField()


class StrayCode(Table):
    stocktake = reference(Stocktake)
    sitting = reference(Sitting, null=True)
    code = TextField()
    at = IntegerField()


class MissedCopy(Table):
    stocktake = reference(Stocktake)
    copy = reference(Copy)
    before = TextField()
    after = TextField()
    times = IntegerField()
