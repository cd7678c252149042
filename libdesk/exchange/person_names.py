"""Whether a cell is a person's name, or several: told by surname, length and name dots, never by a list of names."""

import re
from typing import Final

_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古"
    "吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑"
    "迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计"
    "索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭"
    "干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由張劉陳楊黃趙吳孫馬鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鐘萬錢嚴湯溫龍陸紀"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LONG_NAME: Final = re.compile(r"[\u4e00-\u9fff]+[·・•‧][\u4e00-\u9fff·・•‧]+")
# Words of rosters that begin with a character that is a surname too.
_WORDS: Final = frozenset(
    ("班主任", "花名册", "花名", "通讯录", "单位", "全体", "平均", "应到", "成员", "年级", "路队", "计算机")
)
_COUNTED: Final = re.compile(
    r"^\s*(?:[①-⑳㈠-㈩⑴-⒇⒈-⒛]|[(（]\s*\d{1,2}\s*[)）]|\d{1,2}\s*[.．、:：)）号]?)\s*[.．、]?\s*(?=[\u3400-\u9fff\U00020000-\U0003ffff]{2})"
)
_SHAPE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·・•‧]{2,7}|\S+[·・•‧]\S+")
_SURE: Final = re.compile(r"[\s]*[、，,;；/\r\n][\s]*")
_SPACES: Final = re.compile(r"\s+")
_INTRO: Final = re.compile(r"^[^:：]{0,12}[:：]\s*")
_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）]")
_COMPOUND: Final = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|独孤|南宫|司空|闻人|百里|东郭|西门"
)
_FEW: Final = 3  # names with nothing but spaces between; two could be one name set apart for print


def without_number(text: str) -> str:
    """A name without the number that counts it: 1.李明, (6) 杨磊, ⑦赵静. A longer number is the school's."""
    return _COUNTED.sub("", text, count=1)


def looks_like_name(text: str) -> bool:
    """Whether a cell is a person's name: two to four characters that begin with a surname, or one with a name dot."""
    plain = "".join(without_number(text).split())
    if plain in _WORDS:
        return False
    if _LONG_NAME.fullmatch(plain):
        return True
    return _NAME.fullmatch(plain) is not None and plain[0] in _SURNAMES


def has_name_shape(text: str) -> bool:
    """Whether a cell could be a name, be it of a surname that is not known here; 语文 and 住校 could be too."""
    return _SHAPE.fullmatch("".join(without_number(text).split())) is not None


def several_names(text: str) -> bool:
    """Whether a cell names several people: 李明、王芳, or one below the other."""
    if text.isalpha():
        return False
    plain = _INTRO.sub("", text.strip())
    parts = [without_number(part) for part in _SURE.split(plain) if part]
    if len(parts) < 2:
        parts = [without_number(part) for part in _SPACES.split(plain) if part]
        return len(parts) >= _FEW and all(map(looks_like_name, parts))
    named = sum(1 for part in parts if looks_like_name(part))
    return named > 1 and 5 * named >= 3 * len(parts)


def several_people(text: str) -> bool:
    """Whether a cell of a list names more than one: also 周梓涵 张三, and 李明(三1) 王芳(三2)."""
    plain = _ASIDE.sub(" ", text).strip()
    parts = _SPACES.split(plain)
    two = len(parts) == 2 and all(map(looks_like_name, parts)) and not _COMPOUND.match(plain)
    return two or several_names(plain)
