"""How Han characters are read: every reading for names, the usual ones for titles, surname readings first.

Readings come from pypinyin's table of single characters. Its table of phrases would cost 40 MB and most of the import
time, so it is left out, and the characters whose second reading is common in titles stand here.
"""

import os
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

MOST_VARIANTS: Final = 8

_PLAIN: Final = str.maketrans("āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeeiiiioooouuuuvvvvvnnnm")
_TONES: Final = {c: n for n, chars in enumerate(("āēīōūǖ", "áéíóúǘńḿ", "ǎěǐǒǔǚň", "àèìòùǜǹ"), start=1) for c in chars}


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


# Surnames that are read otherwise than the same character elsewhere (百家姓).
_SURNAMES: Final = _pairs("""
    单:shàn 仇:qiú 区:ōu 解:xiè 曾:zēng 查:zhā 翟:zhái 朴:piáo 盖:gě 乐:yuè 员:yùn 覃:qín 缪:miào 种:chóng 繁:pó
    能:nài 任:rén 华:huà 纪:jǐ 宁:nìng 尉:wèi 折:shé 召:shào 黑:hè 秘:bì 卜:bǔ 冼:xiǎn 洗:xiǎn 逄:páng 於:yū 阚:kàn
    郇:xún 瞿:qú 晁:cháo 厍:shè 祭:zhài 谌:chén 郗:xī 晟:chéng 哈:hǎ 燕:yān 应:yīng 葛:gě 句:gōu 过:guō 宓:mì 隗:wěi
    柏:bǎi 车:chē 费:fèi 贾:jiǎ 万:wàn 鲜:xiān 相:xiàng 俞:yú 褚:chǔ 沈:shěn 尹:yǐn 石:shí 叶:yè 陆:lù 殷:yīn 牟:mù
""")
_DOUBLE_SURNAMES: Final = {
    "万俟": ("mò", "qí"),
    "尉迟": ("yù", "chí"),
    "长孙": ("zhǎng", "sūn"),
    "单于": ("chán", "yú"),
    "澹台": ("tán", "tái"),
    "宇文": ("yǔ", "wén"),
    "鲜于": ("xiān", "yú"),
    "令狐": ("líng", "hú"),
}
# The table of single characters begins with the rare reading of these: 番茄, 雕琢, 傀儡, 脊椎, 辗转, 占卜.
_FIRST: Final = _pairs("""
    茄:qié 琢:zhuó 傀:kuǐ 椎:zhuī 辗:zhǎn 卜:bǔ 掺:chān 伺:sì 肋:lèi 潦:liáo 诘:jié 鹄:hú 啜:chuò 龈:yín 擘:bò 匙:chí
    莞:wǎn 柞:zuò 靓:liàng 囤:tún 骠:piào 貉:hé 鹘:hú 炔:quē 仔:zǐ 爪:zhǎo 俟:sì 阚:kàn 郇:xún 牟:móu 给:gěi
""")
# Second readings that are common in titles and authors' names: 水浒传, 长征, 重庆, 音乐.
_IN_TITLES: Final = _pairs("""
    传:zhuan 长:chang 重:chong 行:hang 乐:yue 都:du 朝:chao,zhao 曾:zeng 了:liao 藏:zang,cang 弹:dan,tan 调:diao,tiao
    降:xiang,jiang 角:jue,jiao 觉:jiao,jue 壳:ke,qiao 率:lv,shuai 盛:cheng,sheng 似:shi,si 提:di,ti 系:ji 校:jiao
    血:xie,xue 着:zhuo,zhe,zhao 还:huan,hai 说:yue 单:shan,chan 厦:xia,sha 省:xing,sheng 识:zhi,shi 什:shi,shen 仇:qiu
    参:shen,can 差:chai,cha 车:ju,che 称:chen 便:pian 秘:bi,mi 会:kuai 贾:gu,jia 解:xie 区:ou 奇:ji 度:duo 恶:wu,e
    查:zha 翟:zhai,di 朴:piao,pu 盖:ge 覃:qin,tan 缪:miao,miu 地:de,di 佛:fu,fo 伽:jia,qie 龟:qiu,gui 卡:qia,ka
    咖:ka,ga 勒:lei,le 露:lou,lu 绿:lu,lv 落:la,luo 脉:mo,mai 没:mo,mei 弄:long,nong 薄:bao,bo 伯:bai,bo 剥:bao,bo
    泊:po,bo 隗:wei,kui 尉:yu,wei 堡:pu,bao 暴:pu,bao 强:jiang,qiang 吓:he,xia 纤:qian,xian 钥:yao,yue 蔓:wan,man
    茄:jia 卜:bo 仔:zai 爪:zhua 伺:ci 匙:shi 囤:dun 鹄:gu 莞:guan 牟:mu 俟:qi 掺:can 给:ji 攒:cuan 藉:jie 沓:ta 扒:pa
    刨:bao 裳:chang 吭:hang 刹:cha 耙:pa 粘:nian 磅:pang 拗:niu 铛:cheng 轧:zha,ga 栅:shan 扛:gang 蹊:xi 捋:luo 槛:jian
    疟:yao 桔:jie 喔:wo 呷:xia 阿:e 折:she 劲:jing 屏:bing 宿:xiu 否:pi 属:zhu 辟:bi 削:xiao 臭:xiu 畜:xu 圈:juan 咽:ye
    谁:shei 哪:ne 蛤:ge 吁:yu 叨:tao 脯:fu 咋:zha 拓:ta 员:yun 种:chong 繁:po 召:shao 洗:xian 祭:zhai 句:gou 澹:tan
    模:mu,mo 番:pan,fan 塔:da,ta 娜:na,nuo 茜:qian,xi 柏:bo,bai 乾:gan,qian 呱:gu,gua 嚼:jue,jiao 塞:sai,se
""")


@cache
def _table() -> dict[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # pypinyin's own switch
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


def plain(reading: str) -> str:
    """Return a reading without tone marks, ü as v, as people type it."""
    return "".join(c for c in unicodedata.normalize("NFC", reading).translate(_PLAIN) if "a" <= c <= "z")


def tone(reading: str) -> int:
    """Return 1 to 4, or 5 for the light tone."""
    return next((_TONES[c] for c in reading if c in _TONES), 5)


@cache
def reading_ranks() -> dict[str, int]:
    """The place of every character with a reading in the order of a dictionary: reading, tone, character."""
    readings = {chr(code): text.partition(",")[0] for code, text in _table().items()} | _FIRST
    order = sorted(readings, key=lambda char: (usual[char], tone(readings[char]), char))
    return {char: rank for rank, char in enumerate(order)}


class _Usual(dict[str, str]):
    """The usual plain reading of a character, looked up once; "" for what has none."""

    def __missing__(self, char: str) -> str:
        self[char] = reading = plain(_FIRST.get(char) or _table().get(ord(char), "").partition(",")[0])
        return reading


usual: Final = _Usual()


@cache
def title_readings(char: str) -> tuple[str, ...]:
    """Return the plain readings of a character that a title is searched by, the usual one first."""
    more = _IN_TITLES.get(char, "")
    return tuple(dict.fromkeys([usual[char], *more.split(",")])) if more else (usual[char],)


@cache
def name_readings(char: str) -> tuple[str, ...]:
    """Return every plain reading of a character; ü is also found as u."""
    found = [plain(reading) for reading in _table().get(ord(char), "").split(",")]
    return tuple(dict.fromkeys([*found, *(r.replace("v", "u") for r in found if "v" in r)]))


def surname_readings(char: str) -> tuple[str, ...]:
    """Return every plain reading of a surname, the surname's own first."""
    own = plain(_SURNAMES.get(char, ""))
    return tuple(dict.fromkeys([own, *name_readings(char)])) if own else name_readings(char)


def name_reading(name: str) -> list[str]:
    """Return the likeliest toned reading of each character of a name; "" for one without."""
    readings = [_table().get(ord(char), "").partition(",")[0] for char in name]
    double = _DOUBLE_SURNAMES.get(name[:2])
    if double and len(name) > 2:
        readings[:2] = double
    elif name[:1] in _SURNAMES:
        readings[0] = _SURNAMES[name[0]]
    return readings


def name_variants(name: str) -> list[list[str]]:
    """Return the plain readings of a name, the likeliest first: all of the surname, then those of each other place."""
    likeliest = [plain(reading) for reading in name_reading(name)]
    return _variants(likeliest, [surname_readings(name[0]), *map(name_readings, name[1:])]) if name else []


def name_choices(name: str) -> list[tuple[str, ...]]:
    """Every plain reading of each character of a name, the likeliest first."""
    likeliest = map(plain, name_reading(name))
    every = [surname_readings(name[0]), *map(name_readings, name[1:])] if name else []
    return [tuple(dict.fromkeys((first, *others))) for first, others in zip(likeliest, every, strict=True)]


def title_variants(title: str) -> list[list[str]]:
    """Return the plain readings of a title; one, unless it has characters with a second common reading."""
    likeliest = [usual[char] for char in title]
    if _IN_TITLES.keys().isdisjoint(title):
        return [likeliest]
    return _variants(likeliest, [title_readings(char) for char in title])


def _variants(likeliest: list[str], choices: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Exchange one place at a time, the first place before the others; together at most MOST_VARIANTS."""
    found = [likeliest]
    for place, readings in enumerate(choices):
        for reading in readings:
            if len(found) == MOST_VARIANTS:
                return found
            if reading != likeliest[place]:
                found.append([*likeliest[:place], reading, *likeliest[place + 1 :]])
    return found
