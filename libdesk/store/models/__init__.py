"""The tables as peewee sees them. The schema is made by `migrations`; a test holds the two together."""

from libdesk.store.models.acquisition import ContentCheck, Notice, NoticeLine, PoolFile, PoolRecord, PurchaseLine, Wish
from libdesk.store.models.activities import Activity, ActivityPhoto, Entrant
from libdesk.store.models.aids import Aid, AidMove, BoxCopy
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
from libdesk.store.models.helpers import BestHelper, BusySlot, Drill, Duty, DutyDay, DutySlot, Trainee, Training
from libdesk.store.models.journal import Journal
from libdesk.store.models.leaders import Equipment, Study, Summary, Target
from libdesk.store.models.people import Appointment, Enrolment, Reader, Setting, Shift, Staff
from libdesk.store.models.printing import BarcodeRun, Printed, PrintRun, Sheet
from libdesk.store.models.registers import OpeningBalance, RegisterLine, RegisterYear, Withdrawal, WithdrawalCopy
from libdesk.store.models.rules import CalendarDay, HolidayLending, LendingRule, Opening, Term
from libdesk.store.models.schedule import Event, Lesson, Period, Plan, SpecialDay, Task
from libdesk.store.models.serials import Binding, BoundVolume, Claim, Issue, Piece, RoomUse, Subscription
from libdesk.store.models.service import Announcement, BookList, BookListLine, Question, Suggestion, Visit
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
    "JOURNALLED", "Activity", "ActivityPhoto", "Aid", "AidMove", "Announcement", "Appointment", "Barcode",
    "BarcodeRun", "Batch", "BestHelper", "Binding", "BookList", "BookListLine", "BoundVolume", "BoxCopy",
    "BusySlot", "CalendarDay", "CareCheck", "Charge", "Claim", "ClassEntry", "ContentCheck", "Copy", "Damage",
    "DistinctTitles", "Drill", "Duty", "DutyDay", "DutySlot", "Enrolment", "Entrant", "Equipment", "Event", "Hold",
    "HolidayLending", "HouseUse", "Issue", "Journal", "LendingRule", "Lesson", "Loan", "MissedCopy", "Notice",
    "NoticeLine", "Opening", "OpeningBalance", "Payment", "Period", "Piece", "Place", "Plan", "PoolFile",
    "PoolRecord", "PrintRun", "Printed", "Purchase", "PurchaseLine", "Question", "Reader", "Recommendation",
    "Record", "RegisterLine", "RegisterYear", "RepairStep", "RoomUse", "SeenCopy", "Setting", "Sheet", "Shelf",
    "Shift", "Sitting", "SpecialDay", "SpentNumber", "Staff", "Stocktake", "StocktakeCopy", "StrayCode", "Study",
    "Subscription",
    "Suggestion", "Summary", "Suspension", "Table", "Target", "Task", "Term", "Title", "Trainee", "Training", "Visit",
    "Volume", "Wish", "Withdrawal", "WithdrawalCopy",
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
        Plan, Task, Event, SpecialDay, Period, Lesson, DutySlot, BusySlot, Duty, DutyDay, Training, Trainee, Drill,
        BestHelper, Activity, Entrant, ActivityPhoto, Aid, AidMove, BoxCopy, Visit, Question, Suggestion,
        Announcement, BookList, BookListLine, Study, Equipment, Summary, Target,
    )
}  # fmt: skip
