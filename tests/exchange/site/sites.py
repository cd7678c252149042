"""Sites for tests: a small one with everything on it, and a catalogue as large as a school's gets."""

from datetime import datetime
from zoneinfo import ZoneInfo

from libdesk.domain.rows.site import (
    Site,
    SiteActivity,
    SiteAnswer,
    SiteBook,
    SiteList,
    SiteNotice,
    SitePart,
    SiteResult,
    SiteRoom,
    SiteTitle,
)

AT = datetime(2026, 3, 9, 10, 32, tzinfo=ZoneInfo("Asia/Shanghai"))
CLASSES = (("I", "文学"), ("K", "历史、地理"), ("Q", "生物科学"), ("T", "工业技术"))


def title(
    name: str, author: str = "", class_no: str = "", call_no: str = "", here: int = 1, copies: int = 1
) -> SiteTitle:
    return SiteTitle(name, author, "商务印书馆", 2019, class_no, call_no, "书库", here, copies)


TITLES = (
    title("安徒生童话", "安徒生著", "I534.88", "I534.88/3", 2, 3),
    title("Jane Eyre : Brontë’s novel", "Charlotte Brontë", "I561.44", "I561.44/7"),
    title("昆虫记", "[法] 法布尔著", "Q96-49", "Q96-49/2", 0, 2),
    title("绿野仙踪", "莱曼·弗兰克·鲍姆", "I712.88", "I712.88/1"),
    title("女娲补天", "", "I277.5"),
    title("水浒传（上）", "施耐庵", "I242.4", "I242.4/5", 0, 1),
    title("ＴＰ３入门", "单田芳", "TP3", "TP3/9"),
    title("𬭚𠮷祥的书 <b>&</b>", "查良镛", "", ""),
)
EVERYTHING = Site(
    "阳光小学", AT, frozenset(SitePart),
    rooms=(SiteRoom("书库", (("周一至周五", "午间 12:10–13:30，16:00–17:30"),)),),
    notices=(SiteNotice("世界读书日 <活动>", "四月二十三日\n全校共读一小时", "4月20日 – 4月30日"),),
    new=tuple(SiteBook(one, "一本好书。") for one in TITLES[:6]), new_since="90天内到馆",
    lists=(SiteList("三年级共读", "三年级", "这学期一起读。", (SiteBook(TITLES[0], "童话", "先读《丑小鸭》"),)),),
    activities=(
        SiteActivity(
            "古诗词朗诵", "古诗词", "3月1日 – 3月20日", "报告厅", False,
            (SiteResult("三(1)班 李同学", "春晓", "一等奖"),),
        ),
    ),
    answers=(SiteAnswer("周末能开放吗？", "周日上午开放。", AT.date()),),
    classes=CLASSES, titles=TITLES,
)  # fmt: skip


_FIRST = "春夏秋冬山水花鸟少年儿童中国世界科学历史故事传奇探险"
_MORE = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而"
    "方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好"
    "应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向"
    "道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特"
    "件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队"
    "南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风"
    "切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许"
    "步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列"
    "习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派"
    "层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
)


def many(count: int) -> tuple[SiteTitle, ...]:
    """Titles of four to nine characters, all of them different, with authors that come again."""
    made = []
    for number in range(count):
        seed, name = number * 2_654_435_761 % 4_294_967_296, ""
        for place in range(4 + number % 6):
            chars = _FIRST if place < 2 else _MORE
            name += chars[(seed >> place * 3) % len(chars)]
            seed = (seed * 1_103_515_245 + 12_345) % 4_294_967_296
        author = "".join(_MORE[(number // 7 * 31 + n * 97) % len(_MORE)] for n in range(2 + number % 2))
        letter = "ABCDEFGHIJKNOPQRSTUVXZ"[number % 22]
        class_no = f"{letter}{number % 900}.{number % 9}"
        made.append(
            SiteTitle(
                f"{name}{number}" if number % 5 == 0 else name, f"{author}著", f"{_MORE[number % 200]}文出版社",
                1990 + number % 36, class_no, f"{class_no}/{number % 300}", "书库" if number % 9 else "学生阅览室",
                number % 3, 1 + number % 3,
            )
        )  # fmt: skip
    return tuple(made)
