"""The words that older systems use for the state of a copy or the kind of a reader, in our codes."""

from typing import Final

from libdesk.actions.imports import texts

# The first that stands in the text counts, so 未借出 comes before 借出.
_COPY_STATES: Final = (
    (("未借", "在馆", "在架", "在库", "可借", "入藏", "正常", "馆藏", "流通", "可外借", "shelf", "available"), "shelf"),
    (("剔", "注销", "报废", "下架", "调拨", "withdrawn"), "withdrawn"),
    (("丢失", "遗失", "赔", "lost"), "lost"),
    (("盘亏", "缺失", "找不到", "失踪", "missing"), "missing"),
    (("修补", "修理", "待修", "破损", "装订", "repair"), "repair"),
)
_OUT: Final = ("借出", "外借", "已借", "借阅", "loan")
_KINDS: Final = (
    (("子女", "班干部", "班级干部", "班级管理员", "课代表", "班长"), "pupil"),
    (("保安", "门卫", "厨", "食堂", "保洁", "宿管", "司机", "医生", "校医", "会计", "出纳"), "staff"),
    (("教师", "老师", "教职", "教工", "teacher"), "teacher"),
    (("职工", "职员", "员工", "工人", "后勤", "工勤", "staff"), "staff"),
    (("班级", "集体", "class"), "class"),
    (("部门", "科室", "教研组", "办公室", "department"), "department"),
    (("学生", "生", "pupil", "student"), "pupil"),
)
_ITEMS: Final = (
    (("书箱", "图书箱", "box"), "box"),
    (("期刊", "杂志", "刊物", "periodical", "serial"), "periodical"),
    (("报纸", "报刊", "newspaper"), "newspaper"),
    (("工具书", "字典", "词典", "参考书", "reference"), "reference"),
    (("挂图", "chart"), "chart"),
    (("教具", "教辅", "aid"), "aid"),
    (("音像", "光盘", "磁带", "视听", "audio", "av"), "av"),
)


def item_kind(text: str) -> str:
    """The kind of material a list names; a book unless it says otherwise."""
    folded = text.strip().casefold()
    return next((kind for words, kind in _ITEMS if any(word in folded for word in words)), "book")


def copy_status(text: str | None) -> tuple[str, str]:
    """(status code, note) for a state as it stands in a list; an unknown one counts as on the shelf and is noted."""
    if not text:
        return "shelf", ""
    folded = text.strip().casefold()
    for words, status in _COPY_STATES:
        if any(word in folded for word in words):
            return status, ""
    if any(word in folded for word in _OUT):
        return "shelf", texts.was_out(text)
    return "shelf", texts.state_unknown(text)


def reader_kind(text: str) -> str | None:
    """pupil, teacher, staff, class or department; None when the text says none of them."""
    folded = text.strip().casefold()
    return next((kind for words, kind in _KINDS if any(word in folded for word in words)), None)
