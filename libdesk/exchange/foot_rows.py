"""What stands below a list and is nobody of it: sums, averages and rates, who made it and who looked it through."""

import re
from typing import Final

SUM: Final = re.compile(
    r"(?:本页|全班|全校|本班|班级|年级|以上)?(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*和|总册数|总数|总价|总\s*分|总成绩|均分|标准差|中位数"
    r"|平均(?:分数?|成绩|得分|值)?|最[高低](?:分数?|成绩|得分|值)?|(?:及格|优秀|优良|良好|合格|达标|低分|获奖|参赛)(?:率|人数)"
    r"|(?:总|应[考到参]|实[考到参]|缺考|参加|参与)人数)\s*[:：]?[\s\d.,%％分元册人种名本￥¥]*"
)
CLOSING: Final = re.compile(
    r"(?:制表|填表|填报|审核|审批|复核|校对|统计|录入|登分|[记计]分|打印|经办|负责|联系人|评委|裁判|备注|说明|日期|注)[人日时期间者员]*\s*[:：].*"
    r"|(?:副?班主任|(?:任课|指导|辅导|带队)(?:教师|老师)|科任(?:教师|老师)|(?:年级)?组长|年级主任|辅导员|领队|教师|老师|校长)"
    r"\s*(?:[:：]|\s).*|第\s*\d+\s*页.*"
    r"|(?:全班|全校|本班)?(?:男生?|女生?|共|共有|应到|实到|人数)\s*[:：]?\s*\d+\s*[页人册名种条].*|以下空白|结束|完|end",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED: Final = re.compile(
    r"(?:制表|填表|填报|审核|审批|审定|复核|核对|校对|统计|录入|登分|[记计]分|阅卷|评委|裁判|负责|经办|签名|签字|盖章)"
    r"(?:人|者|员|组|老师|教师|签名|签字|日期|时间)*\s*[:：]?|(?:备注|说明)(?:\s.*)?|(?:日期|时间)\s*[:：]?|注\s*\d*[:：.、].*",
    re.DOTALL,
)


def is_sum(cell: str) -> bool:
    """合计, 总分, 平均分, 最高分 98, 及格率: a figure of the whole list."""
    return SUM.fullmatch(cell.strip()) is not None


def is_foot(cell: str) -> bool:
    """The same, or 制表：王老师, 审核人, 备注: the begin of a line below a list."""
    text = cell.strip()
    return any(kind.fullmatch(text) for kind in (SUM, CLOSING, _SIGNED))
