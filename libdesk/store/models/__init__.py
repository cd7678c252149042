"""The tables as peewee sees them. The schema is made by `migrations`; a test holds the two together."""

from libdesk.store.models.acquisition import ContentCheck, Notice, NoticeLine, PoolFile, PoolRecord, PurchaseLine, Wish
from libdesk.store.models.base import Table
from libdesk.store.models.books import (
    Barcode,
    Batch,
    ClassEntry,
    Copy,
    DistinctTitles,
    Place,
    Purchase,
    Recommendation,
    Record,
    SpentNumber,
    Title,
    Volume,
)
from libdesk.store.models.circulation import Charge, Damage, Hold, HouseUse, Loan, Payment, Suspension
from libdesk.store.models.journal import Journal
from libdesk.store.models.people import Appointment, Enrolment, Reader, Setting, Shift, Staff
from libdesk.store.models.printing import BarcodeRun, Printed, PrintRun, Sheet
from libdesk.store.models.registers import OpeningBalance, RegisterLine, RegisterYear, Withdrawal, WithdrawalCopy
from libdesk.store.models.rules import CalendarDay, HolidayLending, LendingRule, Opening, Term
from libdesk.store.models.serials import Binding, BoundVolume, Claim, Issue, Piece, RoomUse, Subscription
from libdesk.store.models.shelving import (
    CareCheck,
    MissedCopy,
    RepairStep,
    SeenCopy,
    Shelf,
    Sitting,
    Stocktake,
    StocktakeCopy,
    StrayCode,
)

__all__ = [
    "JOURNALLED", "Appointment", "Barcode", "BarcodeRun", "Batch", "Binding", "BoundVolume", "CalendarDay",
    "CareCheck", "Charge", "Claim", "ClassEntry", "ContentCheck", "Copy", "Damage", "DistinctTitles", "Enrolment",
    "Hold", "HolidayLending", "HouseUse", "Issue", "Journal", "LendingRule", "Loan", "MissedCopy", "Notice",
    "NoticeLine", "Opening", "OpeningBalance", "Payment", "Piece", "Place", "PoolFile", "PoolRecord", "PrintRun",
    "Printed", "Purchase", "PurchaseLine", "Reader", "Recommendation", "Record", "RegisterLine", "RegisterYear",
    "RepairStep", "RoomUse", "SeenCopy", "Setting", "Sheet", "Shelf", "Shift", "Sitting", "SpentNumber", "Staff",
    "Stocktake", "StocktakeCopy", "StrayCode", "Subscription", "Suspension", "Table", "Term", "Title", "Volume",
    "Wish", "Withdrawal", "WithdrawalCopy",
]  # fmt: skip

# Every table that an action may touch and an undo may restore, by its name in the file.
JOURNALLED: dict[str, type[Table]] = {
    model._meta.table_name: model
    for model in (
        Setting, Staff, Reader, Enrolment, Appointment, Shift, Place, Title, Volume, Copy, Barcode, Loan, HouseUse,
        Hold, Damage, Suspension, Charge, Payment, LendingRule, Term, CalendarDay, Opening, HolidayLending,
        Purchase, Batch, ContentCheck, Notice, NoticeLine, Wish, PurchaseLine, PoolFile, PoolRecord, Withdrawal,
        WithdrawalCopy, OpeningBalance, RegisterYear, RegisterLine, ClassEntry, Recommendation, SpentNumber,
        DistinctTitles, Sheet, PrintRun, Printed, BarcodeRun,
        RepairStep, CareCheck, Shelf, Stocktake, StocktakeCopy, Sitting, SeenCopy, StrayCode, MissedCopy,
        Subscription, Issue, Claim, Binding, BoundVolume, Piece, RoomUse,
    )
}  # fmt: skip
