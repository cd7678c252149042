"""Why something about a repair was not done. Nothing of the action stays behind."""

from libdesk.domain.errors import DeskError
from libdesk.domain.repairs import show_state
from libdesk.i18n import _


class CaseGone(DeskError):
    """Undone meanwhile, perhaps at another place of the program."""

    def text(self) -> str:
        return _("This report of damage is no longer there. Look at the list again.")


class CaseClosed(DeskError):
    state: str

    def text(self) -> str:
        text = _("This case is closed already: {state}. Report the damage anew if there is one.")
        return text.format(state=show_state(self.state))


class NotTheNextStep(DeskError):
    state: str

    def text(self) -> str:
        return _("It is so already: {state}.").format(state=show_state(self.state))


class NoCaseChosen(DeskError):
    def text(self) -> str:
        return _("Choose first which books it is about.")


class CopyIsOut(DeskError):
    """With a reader, at home or in the reading room."""

    def text(self) -> str:
        return _("It is with a reader. Take it back at the desk first.")


class CopyIsLost(DeskError):
    def text(self) -> str:
        return _("It is believed lost. Scan it at the desk first if it is there again.")


class CopyIsGone(DeskError):
    def text(self) -> str:
        return _("It was withdrawn from the library. Nothing is repaired any more.")


class NothingStepped(DeskError):
    """Of all chosen cases none could go on; why, for each."""

    not_done: tuple[tuple[str, str], ...]

    def text(self) -> str:
        if len(self.not_done) == 1:
            return _("“{title}”: {why}").format(title=self.not_done[0][0], why=self.not_done[0][1])
        lines = [_("Nothing was changed."), *(f"{title}: {why}" for title, why in self.not_done)]
        return "\n".join(lines)


class NothingLooked(DeskError):
    def text(self) -> str:
        return _("No book was looked at yet. Scan the books of the shelf one after the other.")


class BadCost(DeskError):
    def text(self) -> str:
        return _("Write what it cost in yuan such as 3.50, or leave the field empty.")
