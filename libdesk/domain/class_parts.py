"""The parts that class numbers are composed with, as schools use them: form divisions (总论复分) and countries.

I712.45 is American fiction though no table need name it, TP3-49 popular reading on computing. Only what the 中图法 has
in common use stands here; what does not is left unnamed, never refused.
"""

from typing import Final

# Behind "-", the longest that fits.
FORMS: Final = {
    "0": "理论与方法论", "1": "概况、现状、进展", "2": "机构、团体、会议", "3": "研究方法、工作方法",
    "4": "教育与普及", "42": "教学法、教学参考书", "43": "教材、课本", "44": "习题、试题及题解",
    "45": "教学实验、实习、实践", "47": "考核、评价", "49": "普及读物", "5": "丛书、文集、连续性出版物", "51": "丛书",
    "53": "论文集", "54": "年鉴、年刊", "6": "参考工具书", "61": "名词术语、词典、百科全书",
    "62": "手册、名录、指南、一览表", "64": "表解、图解、图册", "65": "条例、规程、标准", "66": "统计资料",
    "09": "历史",
}  # fmt: skip
# In round brackets, and in the classes of single countries behind their letter: I561, K313.
COUNTRIES: Final = {
    "2": "中国", "312": "朝鲜、韩国", "312.6": "韩国", "313": "日本", "333": "越南", "351": "印度", "411": "埃及",
    "512": "俄罗斯", "513": "波兰", "514": "捷克", "515": "匈牙利", "516": "德国", "521": "奥地利", "522": "瑞士",
    "531": "芬兰", "532": "瑞典", "533": "挪威", "534": "丹麦", "535": "冰岛", "545": "希腊", "546": "意大利",
    "551": "西班牙", "561": "英国", "562": "爱尔兰", "563": "荷兰", "564": "比利时", "565": "法国", "611": "澳大利亚",
    "612": "新西兰", "711": "加拿大", "712": "美国", "731": "墨西哥", "777": "巴西", "783": "阿根廷", "784": "智利",
}  # fmt: skip
# Behind the country's number in the class of foreign literatures: I551.45.
GENRES: Final = {
    "1": "作品集", "2": "诗歌、韵文", "3": "戏剧文学", "4": "小说", "5": "报告文学", "6": "散文、杂著",
    "7": "民间文学", "8": "儿童文学",
}  # fmt: skip
_BY_COUNTRY: Final = {"I": "文学", "K": "史"}  # I561 英国文学, K561 英国史


def country_class(class_no: str) -> str:
    """What a class of a single country is called, though the table does not have it; "" if it is none."""
    subject = _BY_COUNTRY.get(class_no[:1])
    whole, _dot, more = class_no[1:].partition(".")
    if subject is None or not whole.isdecimal() or whole[0] not in "34567":
        return ""
    country = COUNTRIES.get(f"{whole}.{more[:1]}", "") or COUNTRIES.get(whole, "")
    if not country:
        return ""
    genre = GENRES.get(more[:1], "") if subject == "文学" else ""
    return f"{country}{subject}：{genre}" if genre else f"{country}{subject}"


def part_name(rest: str) -> str:
    """What stands behind a known class says: -49 普及读物, (712) 美国; "" where it says nothing that is known."""
    if rest.startswith("-"):
        return next((FORMS[rest[1:end]] for end in range(len(rest), 1, -1) if rest[1:end] in FORMS), "")
    if rest.startswith("(") and rest.endswith(")"):
        return COUNTRIES.get(rest[1:-1], "")
    return ""
