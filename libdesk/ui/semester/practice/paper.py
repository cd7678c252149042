"""The sheet with the codes of all drills, for a scanner that does not read from the screen."""

from collections.abc import Callable

from libdesk.actions.desk import Desk


def codes_maker(desk: Desk) -> Callable[[], bytes]:
    school = desk.settings.school

    def make() -> bytes:
        from libdesk.documents.drill_codes import drill_codes

        return drill_codes(school)

    return make
