"""What leaves the library, and its registers."""

from peewee import IntegerField, TextField

from libdesk.store.models.acquisition import Notice
from libdesk.store.models.base import Table, reference
from libdesk.store.models.books import Copy


class Withdrawal(Table):
    name = TextField()
    made_day = TextField()
    state = TextField()
    approved_by = TextField(null=True)
    approved_day = TextField(null=True)
    approval_no = TextField(null=True)
    approved_copies = IntegerField(null=True)
    disposal = TextField(null=True)
    done_day = TextField(null=True)
    note = TextField(null=True)
    notice = reference(Notice, null=True)


class WithdrawalCopy(Table):
    withdrawal = reference(Withdrawal)
    copy = reference(Copy)
    reason = TextField()
    status_before = TextField(null=True)


class OpeningBalance(Table):
    class_letter = TextField()
    titles = IntegerField()
    copies = IntegerField()
    amount_fen = IntegerField()


class RegisterYear(Table):
    year = IntegerField()
    closed_day = TextField()


class RegisterLine(Table):
    year = reference(RegisterYear)
    register = TextField()
    seq = IntegerField()
    row_id = IntegerField(null=True)
    line = TextField()
