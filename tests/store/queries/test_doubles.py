"""Before a title is made a second time, those that may be it are found."""

from libdesk.actions.desk import Desk
from libdesk.domain.matching import SameWork
from libdesk.domain.ops import Op
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import doubles
from libdesk.store.tables import Title, Volume
from tests.builders import add_book


def add_title(desk: Desk, title: str, **values: object) -> int:
    with desk.action(Op.ADD_BOOKS) as act:
        return act.add(Title, title=title, added=act.at, **values)


def found(desk: Desk, fields: TitleFields, **how: object) -> list[tuple[int, SameWork]]:
    return [(one.id, one.why) for one in doubles.of(desk.library, fields, **how)]  # type: ignore[arg-type]


def test_the_same_isbn_in_any_form_is_found(desk: Desk) -> None:
    made = add_book(desk, "平凡的世界", isbn="9787530216781")
    for typed in ("9787530216781", "978-7-5302-1678-1", "7530216783"):
        assert found(desk, TitleFields("另一个名字", isbn=typed)) == [(made.title_id, SameWork.ISBN)]


def test_the_isbn_of_a_volume_counts_on_either_side(desk: Desk) -> None:
    made = add_book(desk, "西游记", volume="上")
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Volume, made.volume_id or 0, isbn="9787530216781")
    assert found(desk, TitleFields("别的", isbn="9787530216781")) == [(made.title_id, SameWork.ISBN)]
    assert found(desk, TitleFields("别的"), isbns=("9787530216781",)) == [(made.title_id, SameWork.ISBN)]


def test_the_same_title_author_and_publisher_are_found_without_signs_and_roles(desk: Desk) -> None:
    made = add_title(desk, "老人与海", author="[美] 海明威 著", publisher="上海译文出版社")
    again = TitleFields("《老人与海》", author="海明威", publisher="上海 译文出版社")
    assert found(desk, again) == [(made, SameWork.WORDS)]
    assert found(desk, TitleFields("老人与海", author="海明威", publisher="人民文学出版社")) == []
    assert found(desk, TitleFields("老人与海")) == [(made, SameWork.TITLE)], "what is not known yet may be the same"
    assert found(desk, again, besides=made) == []


def test_a_title_of_which_the_name_is_only_a_part_is_another(desk: Desk) -> None:
    add_title(desk, "昆虫记")
    assert found(desk, TitleFields("昆虫")) == []
    assert found(desk, TitleFields('"*%')) == []


def test_all_possible_doubles_of_a_catalogue_are_listed_once(desk: Desk) -> None:
    first = add_title(desk, "草房子", author="曹文轩", isbn="9787530216781")
    second = add_title(desk, "草房子", author="曹文轩著", isbn="9787530216781")
    third = add_title(desk, "昆虫记", author="法布尔")
    fourth = add_title(desk, "昆虫记", author="(法)法布尔著")
    add_title(desk, "昆虫记", author="别人")
    groups = doubles.all_groups(desk.library)
    assert [(group.why, group.key) for group in groups] == [
        (SameWork.ISBN, (first, second)), (SameWork.WORDS, (third, fourth)),
    ]  # fmt: skip
