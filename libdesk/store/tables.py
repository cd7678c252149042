"""The tables that an action may touch, by name alone: peewee is imported with the first row written, not at start."""

from functools import cached_property
from typing import Final


class Table:
    """A journalled table; its columns are those of its model."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns as they stand in the file, `id` first."""
        from libdesk.store import models

        return tuple(models.JOURNALLED[self.name]._meta.columns)


Setting: Final = Table("setting")
Staff: Final = Table("staff")
Reader: Final = Table("reader")
Enrolment: Final = Table("enrolment")
Appointment: Final = Table("appointment")
Shift: Final = Table("shift")
Place: Final = Table("place")
Title: Final = Table("title")
Volume: Final = Table("volume")
Copy: Final = Table("copy")
Barcode: Final = Table("barcode")
Loan: Final = Table("loan")
HouseUse: Final = Table("house_use")
Hold: Final = Table("hold")
Damage: Final = Table("damage")
Suspension: Final = Table("suspension")
Charge: Final = Table("charge")
Payment: Final = Table("payment")
LendingRule: Final = Table("lending_rule")
Term: Final = Table("term")
CalendarDay: Final = Table("calendar_day")
Opening: Final = Table("opening")
HolidayLending: Final = Table("holiday_lending")
Purchase: Final = Table("purchase")
Batch: Final = Table("batch")
ContentCheck: Final = Table("content_check")
Notice: Final = Table("notice")
NoticeLine: Final = Table("notice_line")
Wish: Final = Table("wish")
PurchaseLine: Final = Table("purchase_line")
PoolFile: Final = Table("pool_file")
PoolRecord: Final = Table("pool_record")
Withdrawal: Final = Table("withdrawal")
WithdrawalCopy: Final = Table("withdrawal_copy")
OpeningBalance: Final = Table("opening_balance")
RegisterYear: Final = Table("register_year")
RegisterLine: Final = Table("register_line")
ClassEntry: Final = Table("class_entry")
Recommendation: Final = Table("recommendation")
DistinctTitles: Final = Table("distinct_titles")
SpentNumber: Final = Table("spent_number")
Sheet: Final = Table("sheet")
PrintRun: Final = Table("print_run")
Printed: Final = Table("printed")
BarcodeRun: Final = Table("barcode_run")
RepairStep: Final = Table("repair_step")
CareCheck: Final = Table("care_check")
Shelf: Final = Table("shelf")
Stocktake: Final = Table("stocktake")
StocktakeCopy: Final = Table("stocktake_copy")
Sitting: Final = Table("sitting")
SeenCopy: Final = Table("seen_copy")
StrayCode: Final = Table("stray_code")
MissedCopy: Final = Table("missed_copy")
Subscription: Final = Table("subscription")
Issue: Final = Table("issue")
Claim: Final = Table("claim")
Binding: Final = Table("binding")
BoundVolume: Final = Table("bound_volume")
Piece: Final = Table("piece")
RoomUse: Final = Table("room_use")
Plan: Final = Table("plan")
Task: Final = Table("task")
Event: Final = Table("event")
SpecialDay: Final = Table("special_day")
Period: Final = Table("period")
Lesson: Final = Table("lesson")
DutySlot: Final = Table("duty_slot")
BusySlot: Final = Table("busy_slot")
Duty: Final = Table("duty")
DutyDay: Final = Table("duty_day")
Training: Final = Table("training")
Trainee: Final = Table("trainee")
Drill: Final = Table("drill")
BestHelper: Final = Table("best_helper")
Activity: Final = Table("activity")
Entrant: Final = Table("entrant")
ActivityPhoto: Final = Table("activity_photo")
Aid: Final = Table("aid")
AidMove: Final = Table("aid_move")
BoxCopy: Final = Table("box_copy")
Visit: Final = Table("visit")
Question: Final = Table("question")
Suggestion: Final = Table("suggestion")
Announcement: Final = Table("announcement")
BookList: Final = Table("book_list")
BookListLine: Final = Table("book_list_line")
Study: Final = Table("study")
Equipment: Final = Table("equipment")
Summary: Final = Table("summary")
Target: Final = Table("target")

# Every table that an action may touch and an undo may restore, by its name in the file.
JOURNALLED: Final = {
    table.name: table
    for table in (
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
