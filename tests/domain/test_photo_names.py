"""Whose photo a file is, by the ways in which schools name their files."""

import pytest

from libdesk.domain.photo_names import PhotoNames, PhotoOwner

OWNERS = (
    PhotoOwner(1, "王小雨", "20220101", "四(1)班"),
    PhotoOwner(2, "张三", "20220102", "四(1)班"),
    PhotoOwner(3, "张三", "20210305", "五(3)班"),
    PhotoOwner(4, "阿依古丽·买买提", "", "四(1)班"),
    PhotoOwner(5, "赵老师", "T001", "语文组"),
    PhotoOwner(6, "同号甲", "77", "四(1)班"),
    PhotoOwner(7, "同号乙", "77", "五(3)班"),
)


@pytest.mark.parametrize(
    ("stem", "fits"),
    [
        ("20220101", [1]),
        ("王小雨", [1]),
        ("王 小雨", [1]),
        ("20220102_张三", [2]),
        ("20220102-张三丰", [2]),
        ("张三", [2, 3]),
        ("五(3)班 张三", [3]),
        ("四(1) 张三", [2]),
        ("阿依古丽·买买提", [4]),
        ("阿依古丽买买提", [4]),
        ("t001", [5]),
        ("77", [6, 7]),
        ("77 同号乙", [7]),
        ("IMG_2031", []),
        ("", []),
    ],
)
def test_a_file_is_of_whom_its_name_says(stem: str, fits: list[int]) -> None:
    assert [owner.id for owner in PhotoNames(OWNERS).fits(stem)] == fits
