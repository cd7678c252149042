"""The pages as bytes: templates filled in, one sheet of style, one script, the files of the catalogue."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from zlib import crc32

from libdesk.domain.progress import Progress
from libdesk.domain.rows.site import PART_NAMES, Site, SitePart
from libdesk.domain.show import show_day
from libdesk.exchange.site import catalogue
from libdesk.exchange.site.words import words_of
from libdesk.i18n import _
from libdesk.paths import resource

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Environment

START: Final = "index.html"
# The page of a part; what has none stands on the start page.
PAGES: Final[dict[SitePart, str]] = {
    SitePart.CATALOGUE: "catalogue.html",
    SitePart.NEW: "new.html",
    SitePart.LISTS: "lists.html",
    SitePart.ACTIVITIES: "activities.html",
    SitePart.ANSWERS: "suggestions.html",
}
_SHARED: Final = {"site.css": "site.css", "site.js": "site.js"}


def site_files(site: Site, progress: Progress | None = None) -> dict[str, bytes]:
    """Every file by its name below the folder, the start page last. Raises Cancelled."""
    progress = progress or Progress()
    made: dict[str, bytes] = {}
    with_catalogue = SitePart.CATALOGUE in site.parts
    data = dict(_catalogue_files(site, progress)) if with_catalogue else {}
    made |= data
    made |= {name: resource("site", file).read_bytes() for name, file in _SHARED.items() if name != "site.js"}
    if with_catalogue:
        made["site.js"] = resource("site", "site.js").read_bytes()
    templates = _templates()
    shared = {
        "site": site,
        "parts": frozenset(part.value for part in site.parts),
        "words": words_of(site),
        "stamp": f"{crc32(b''.join(made[name] for name in _SHARED if name in made)):08x}",
        "pages": [(START, _("Start")), *((PAGES[p], _title(p)) for p in PAGES if p in site.parts)],
        "files": list(data),
        "day": _day,
    }
    for part, name in PAGES.items():
        if part in site.parts:
            made[name] = templates.get_template(name).render(shared, title=_title(part), here=name).encode()
    made[START] = templates.get_template(START).render(shared, title=_("School library"), here=START).encode()
    return made


def _catalogue_files(site: Site, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """The readings, then the titles; a name says what is in it, so that no browser shows an older one."""
    total = len(site.titles)
    parts = [("p", catalogue.readings(site.titles))]
    parts += [(str(n), text) for n, text in enumerate(catalogue.chunks(site.titles, progress, total))]
    for name, text in parts:
        data = text.encode()
        yield f"data/{crc32(data):08x}-{name}.js", data


def _title(part: SitePart) -> str:
    return _("Catalogue") if part is SitePart.CATALOGUE else _(PART_NAMES[part])


def _day(day: "date") -> str:
    return show_day(day, weekday=False, year=True)


def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(resource("site")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
