"""The words of the pages, in the language of the program, for the templates; the scripts read them from the page."""

from libdesk.domain.rows.site import PART_NAMES, Site, SitePart
from libdesk.domain.show import show_moment
from libdesk.i18n import _, language


def words_of(site: Site) -> dict[str, str]:
    """What the templates call `words`. {n} and {all} of what the scripts say are filled in by them."""
    return {
        "lang": "zh-CN" if language().startswith("zh") else "en",
        "skip": _("To the contents"),
        "nav": _("Pages"),
        "asof": _("As it stood on {moment}").format(moment=show_moment(site.at)),
        "foot": _("Written by the school library's own program. Whether a book is there is told as of the day above."),
        "welcome": _("School library"),
        "hours": _(PART_NAMES[SitePart.HOURS]),
        "new": _(PART_NAMES[SitePart.NEW]),
        "all_new": _("All new books"),
        "search": _("Search"),
        "search_label": _("Title, author, pinyin or its initials, class number"),
        "class_label": _("Subject class"),
        "any_class": _("all classes"),
        "only_here": _("only what is on the shelf"),
        "here": _("On the shelf: {n} of {all}"),
        "out": _("Not on the shelf"),
        "soon": _("Being prepared, on the shelf soon"),
        "found": _("Found: {n}"),
        "none": _("Nothing was found. Try fewer words."),
        "hint": _("Type a word, or choose a class."),
        "loading": _("Reading the catalogue: {n} of {all}"),
        "missing": _("{file} is missing beside this page. Copy the whole folder again."),
        "no_script": _("The search needs scripts, which this browser has switched off."),
        "more": _("Show more"),
        "no_notices": _("There is no announcement now."),
        "no_hours": _("The opening hours are not entered yet."),
        "days_ahead": _("Days to come"),
        "none_new": _("No new books in this time."),
        "no_lists": _("There is no list now."),
        "no_activities": _("There is no activity now."),
        "no_answers": _("There are no answers yet."),
        "coming": _("coming"),
        "pending": _("results to come"),
        "result": _("Result"),
        "who": _("Awarded to"),
        "work": _("Work"),
    }
