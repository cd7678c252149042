"""Titles, volumes, copies, where they stand, how they came and what can be scanned."""

from peewee import AutoField, BlobField, BooleanField, IntegerField, Model, SqliteDatabase, TextField

from libdesk.store.models.base import Table, later, reference
from libdesk.store.models.people import Reader


class Place(Table):
    name = TextField()
    reading_room = BooleanField()
    shelving = TextField()


class Record(Model):
    """A record as it came, not journalled: rows hold its number."""

    id = AutoField()
    form = TextField()
    encoding = TextField()
    bytes = BlobField()

    class Meta:
        legacy_table_names = False
        database = SqliteDatabase(None)


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
    call_no = TextField(null=True)
    shelving = TextField()
    contributors = TextField(null=True)
    original_title = TextField(null=True)
    edition = TextField(null=True)
    pub_place = TextField(null=True)
    pub_date = TextField(null=True)
    extent = TextField(null=True)
    size = TextField(null=True)
    binding = TextField(null=True)
    accompanying = TextField(null=True)
    series_no = TextField(null=True)
    issn = TextField(null=True)
    unified_no = TextField(null=True)
    cn_no = TextField(null=True)
    post_code = TextField(null=True)
    frequency = TextField(null=True)
    language = TextField(null=True)
    audience = TextField(null=True)
    grade_from = IntegerField(null=True)
    grade_to = IntegerField(null=True)
    subjects = TextField(null=True)
    summary = TextField(null=True)
    cover = TextField(null=True)
    record = reference(Record, null=True)


class Volume(Table):
    title = reference(Title)
    label = TextField()
    ordinal = IntegerField()
    isbn = TextField(null=True)
    price_fen = IntegerField(null=True)
    extent = TextField(null=True)


class Purchase(Table):
    name = TextField()
    supplier = TextField(null=True)
    made_day = TextField()
    state = TextField()
    discount_permille = IntegerField(null=True)
    budget_fen = IntegerField(null=True)
    note = TextField(null=True)


class Batch(Table):
    no = TextField()
    day = TextField()
    kind = TextField()
    source = TextField(null=True)
    voucher = TextField(null=True)
    list_fen = IntegerField(null=True)
    discount_permille = IntegerField(null=True)
    paid_fen = IntegerField(null=True)
    note = TextField(null=True)
    purchase = reference(Purchase, null=True)


class Copy(Table):
    title = reference(Title)
    volume = reference(Volume, null=True)
    item_kind = TextField()
    accession_no = TextField(null=True)
    place = reference(Place, null=True)
    call_no = TextField(null=True)
    price_fen = IntegerField(null=True)
    source = TextField(null=True)
    entered = TextField(null=True)
    status = TextField()
    damage = TextField(null=True)
    batch = reference(Batch, null=True)
    condition = TextField(null=True)
    note = TextField(null=True)
    waiting = IntegerField()
    withdrawn_day = TextField(null=True)
    trolley = IntegerField(null=True)
    issue = later("Issue")
    bound_into = reference("self", null=True)


class Barcode(Table):
    code_key = TextField()
    printed = TextField()
    reader = reference(Reader, null=True)
    copy = reference(Copy, null=True)
    command = TextField(null=True)
    state = TextField()
    since = IntegerField()
    until = IntegerField(null=True)


class ClassEntry(Table):
    code = TextField()
    name = TextField()


class SpentNumber(Table):
    class_no = TextField()
    shelving = TextField()
    call_no = TextField()


class DistinctTitles(Table):
    title = reference(Title)
    other = reference(Title)


class Recommendation(Table):
    title = reference(Title)
    grade_from = IntegerField(null=True)
    grade_to = IntegerField(null=True)
    interest = TextField(null=True)
    note = TextField(null=True)
    from_day = TextField()
    to_day = TextField(null=True)
