"""What stands below a list and is nobody of it: sums, averages and rates, who made it and who looked it through."""

import re
from typing import Final

SUM: Final = re.compile(
    r"(?:本页|全班|全校|本班|班级|年级|以上)?(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*和|总册数|总数|总价|总\s*分|总成绩|均分|标准差|中位数"
    r"|平均(?:分数?|成绩|得分|值)?|最[高低](?:分数?|成绩|得分|值)?|(?:及格|优秀|优良|良好|合格|达标|低分|获奖|参赛)(?:率|人数)"
    r"|(?:参赛|获奖)?(?:总|应[考到参]|实[考到参]|缺考|参加|参与)人[数次]|满分)\s*[:：]?[\s\d.,%％分元册人种名本￥¥]*"
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

# A line of a notice that names nobody: what it is for, who published it, when. Somebody's result never stands beside.
_NUMERAL: Final = r"[\d〇零○Ｏ一二三四五六七八九十]"
_NOTE: Final = re.compile(
    rf"特此.+|[(（].{{5,}}[)）]|{_NUMERAL}{{1,3}}\s*月\s*{_NUMERAL}{{1,3}}\s*[日号]|{_NUMERAL}{{4}}\s*年.*"
    r"|.{2,}(?:小学|中学|学校|附[小中]|校区)|.*(?:图书[馆室]|阅览室|[教德政总][导务育教]处|办公室|委员会|组委会|教研组|大队部|教育局)(?:\s*[\d〇二].*)?"
    r"|.*(?:成绩|名单|结果|一览表|[比大竞决初复]赛)表?"
    r"|.{1,12}(?:[员人师者长任处室部位办校期明示间点章]|单位)\s*[:：].*",
    re.DOTALL,
)
_ROLE: Final = re.compile(
    r"(?:监考|巡考|评分|打分|计时|组织|主持|策划|[出命]题|[承主协]办|摄影|报送|登记|整理|公[示布]|抽查|管理|带队|指导|评审)"
    r"(?:人|者|员|组|单位|老师|教师)*\s*[:：]?"
)


def is_role(cell: str) -> bool:
    """监考老师, 评分人, 组织者: beside it stands who did that for the list, and nobody of it."""
    return any(kind.fullmatch(cell.strip()) for kind in (_ROLE, _SIGNED))


def is_note(cell: str) -> bool:
    """特此公布, 阳光小学图书馆, 二〇二六年十一月十六日, 决赛成绩表: a line over or below a list, nobody of it."""
    return _NOTE.fullmatch(cell.strip()) is not None


def is_sum(cell: str) -> bool:
    """合计, 总分, 平均分, 最高分 98, 及格率: a figure of the whole list."""
    return SUM.fullmatch(cell.strip()) is not None


def is_foot(cell: str) -> bool:
    """The same, or 制表：王老师, 审核人, 备注: the begin of a line below a list."""
    text = cell.strip()
    return any(kind.fullmatch(text) for kind in (SUM, CLOSING, _SIGNED))
