"""Sheets of labels, what was printed, codes that were printed before there was a copy."""

from peewee import FloatField, IntegerField, TextField

from libdesk.store.models.base import Table, reference


class Sheet(Table):
    name = TextField()
    page_width = FloatField()
    page_height = FloatField()
    label_width = FloatField()
    label_height = FloatField()
    columns = IntegerField()
    rows = IntegerField()
    margin_left = FloatField()
    margin_top = FloatField()
    gap_x = FloatField()
    gap_y = FloatField()


class PrintRun(Table):
    day = TextField()
    kind = TextField()
    count = IntegerField()


class Printed(Table):
    run = reference(PrintRun)
    reader_id = IntegerField(null=True)
    copy_id = IntegerField(null=True)
    face = TextField()


class BarcodeRun(Table):
    day = TextField()
    prefix = TextField()
    width = IntegerField()
    first_no = IntegerField()
    last_no = IntegerField()
    note = TextField(null=True)
