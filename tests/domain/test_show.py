"""Days, classes and titles as they are said."""

from libdesk.domain.show import show_title
from libdesk.i18n import set_language


def test_a_title_with_marks_of_its_own_has_them_inside_those_around_it() -> None:
    assert show_title("《中国国家地理》典藏版") == "《〈中国国家地理〉典藏版》"
    set_language("en")
    assert show_title("The “Dream”") == "“The ‘Dream’”"
