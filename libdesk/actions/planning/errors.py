"""Why a task or a plan stays as it is, for the librarian."""

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class TaskNameMissing(DeskError):
    def text(self) -> str:
        return _("The task needs a name: what is to be done.")


class TaskBackwards(DeskError):
    def text(self) -> str:
        return _("The last day of the task comes before its first. Choose the days again.")


class TaskTooLong(DeskError):
    def text(self) -> str:
        return _("A task of more than a year is no task of a term. Check the years of its days.")


class TaskGone(DeskError):
    def text(self) -> str:
        return _("This task is no longer in the plan. Choose another one.")


class NoGoalNumber(DeskError):
    def text(self) -> str:
        return _("The goal is a whole number of 1 or more, for instance 300. Leave it empty where there is none.")


class NothingTaken(DeskError):
    def text(self) -> str:
        return _("No task is ticked, so nothing was taken over. Tick what is wanted.")


class NoPlanBefore(DeskError):
    def text(self) -> str:
        return _("There is nothing to copy: a year before there were no tasks, or all of them stand here already.")


class TermGone(DeskError):
    def text(self) -> str:
        return _("This term is no longer in the calendar. Choose another one.")


class PlanOfTerm(DeskError):
    """A term is to be taken out that still bears a plan with aims, lessons or a roster; `what` says which."""

    name: str
    what: str

    def text(self) -> str:
        text = _("The term {name} stays: {what} of this term would be lost. Change its days instead, or take that out.")
        return text.format(name=self.name, what=self.what)
