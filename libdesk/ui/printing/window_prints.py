"""What the window puts on paper when it is asked to; how that is made is imported only then."""

from collections.abc import Callable

from libdesk.ui.lending.telling import Told
from libdesk.ui.tab import Surroundings


class WindowPrints:
    """Slots for the signals of the pages and the keys of the window."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def slip(self, told: Told) -> None:
        """A slip for what was just done."""
        from libdesk.ui.printing.slips import print_slip

        print_slip(self._around, told)

    def document(self, name: str, make: Callable[[], bytes]) -> None:
        """Whatever a page has made."""
        from libdesk.ui.printing.document_makers import print_document

        print_document(self._around, name, make)

    def desk_card(self) -> None:
        """The page that lies at the desk."""
        from libdesk.ui.printing.document_makers import print_desk_card

        print_desk_card(self._around)

    def recovery(self, name: str, code: str) -> None:
        """The sheet with a new recovery code."""
        from libdesk.ui.printing.document_makers import print_recovery

        print_recovery(self._around, name, code)
