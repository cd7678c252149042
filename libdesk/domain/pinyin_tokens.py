"""Pinyin as it stands in the search index and as it is typed: by whole syllables, by initials, by their beginnings.

Of each place of a text the index holds its syllable joined to the next one, and the initials from there on, three
at most: words that come again in other titles, since an index of few words is written fast and holds many titles.
What is typed beyond that is cut into such pieces, all of which must be found, as with the characters themselves.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import Final

MARK: Final = "ǁp"  # U+01C1, a letter that nobody types: the initials "st" of 三体 never meet an English word
_NEXT: Final = f" {MARK}"
INITIALS: Final = 3
_MOST_READINGS: Final = 64  # of one piece, the likeliest first
_MOST_WAYS: Final = 12  # of cutting what is typed into syllables
_LONGEST: Final = 6  # letters of a syllable
_JOINED: Final = 2 * _LONGEST
_SYLLABLES: Final = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bong bu ca cai can cang cao ce
    cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo
    ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die din ding diu dong
    dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen
    geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai
    huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke
    kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei len leng li lia lian
    liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian
    miao mie min ming miu mo mou mu n na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu
    nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi
    qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui
    run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai
    shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie
    ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wong wu xi xia xian xiang xiao xie xin
    xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang
    zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang
    zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
_WITHOUT_DOTS: Final = re.compile("([ln])ue")  # 战略 is typed as zhanlue and as zhanlve
_NEVER_FIRST: Final = frozenset("iuv")
SYLLABLES: Final = frozenset(_SYLLABLES.split())
READY: Final = 2  # letters of which the index has gathered all that begins so
_GATHERED: Final = re.compile(f'"{MARK}([a-z]{{{READY + 1},}})"\\*')
_BEGUN: Final = frozenset(syllable[:size] for syllable in SYLLABLES for size in range(1, len(syllable) + 1))


def pair_tokens(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The syllables of two neighbours joined, in each of their plain readings; "" for none."""
    return [MARK + one + other for one in first if one for other in second]


def initial_tokens(firsts: Sequence[str]) -> str:
    """The initials from each place on, given those of each character in all its readings; " " ends them."""
    letters = "".join(firsts)
    if len(letters) == len(firsts) and " " not in letters:  # nearly every text
        return MARK + _NEXT.join(map(letters.__getitem__, _windows(len(letters))))
    letters = "".join([each[0] for each in firsts])
    found = list(map(letters.__getitem__, _windows(len(letters))))
    for place, each in enumerate(firsts):
        if len(each) > 1:
            for start in range(max(0, place - INITIALS + 1), place + 1):
                ways = product(*firsts[start : start + INITIALS])
                found += map("".join, islice(ways, 1, _MOST_READINGS))
    if " " in letters:
        found = [way for each in found if (way := each.partition(" ")[0])]
    return MARK + _NEXT.join(found) if found else ""


@lru_cache(256)
def _windows(length: int) -> tuple[slice, ...]:
    return tuple([slice(place, place + INITIALS) for place in range(length)])


def firsts_of(readings: Sequence[str]) -> str:
    """The initials of a character in its readings, each once."""
    return "".join(dict.fromkeys([reading[:1] or " " for reading in readings]))


def pinyin_match(typed: str) -> str:
    """The MATCH expression for letters as they are typed: of one or two syllables, of more, or initials."""
    spelt = _WITHOUT_DOTS.sub(r"\1ve", typed)
    return " OR ".join([*_ways(typed), *(_ways(spelt) if spelt != typed else ())])


def _ways(typed: str) -> list[str]:
    ways = []
    if len(typed) <= _JOINED:
        ways.append(f'"{MARK}{typed}"*')
    if len(typed) > INITIALS and _NEVER_FIRST.isdisjoint(typed):
        starts = range(min(len(typed), _JOINED) - INITIALS + 1)
        ways.append(_all([f'"{MARK}{typed[start : start + INITIALS]}"' for start in starts]))
    for way in _cut(typed):
        if len(way) > 2:
            pairs = [MARK + first + second for first, second in pairwise(way)]
            ways.append(_all([*[f'"{pair}"' for pair in pairs[:-1]], f'"{pairs[-1]}"*']))
    return ways


def wider_match(match: str) -> str | None:
    """A MATCH expression that finds all this one does and somewhat more, and never gathers; None where that needs none.

    A syllable of three letters or more, whole or begun, stands in the index with each that may follow: its rows are
    gathered from hundreds of words. Those of its first two letters stand ready.
    """
    wider = _GATHERED.sub(lambda part: part[0] if part[1] not in _BEGUN else f'"{MARK}{part[1][:READY]}"*', match)
    return wider if wider != match else None


def _all(parts: list[str]) -> str:
    return f"({' AND '.join(parts)})"


@lru_cache(256)
def _cut(typed: str) -> tuple[tuple[str, ...], ...]:
    """The ways of reading letters as syllables, of which the last may only be begun: the fewest syllables first.

    A lone n is hardly ever one: without that, san read as sa n would crowd out xi an in a long title.
    """
    if len(typed) > 8 * _LONGEST:
        return ()
    ways: list[tuple[str, ...]] = [(typed,)] if typed in _BEGUN else []
    for size in range(min(_LONGEST, len(typed) - 1), 0, -1):
        if typed[:size] in SYLLABLES:
            ways += [(typed[:size], *rest) for rest in _cut(typed[size:])]
    return tuple(sorted(ways, key=lambda way: len(way) + 2 * way.count("n"))[:_MOST_WAYS])
