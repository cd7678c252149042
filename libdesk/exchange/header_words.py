"""How schools, suppliers and older systems head their columns; within a field the surest words come first."""

import re
import unicodedata
from typing import Final

from libdesk.exchange.fields import Field, ListKind

_TITLE: Final = (
    "书名 题名 正题名 图书名称 图书题名 图书名 书籍名称 文献题名 刊名 题名与责任者 书刊名称 资料名称 名称 "
    "title book_title book_name bookname"
)
_CLASS: Final = (
    "班级 班级名称 所在班级 行政班 行政班级 班别 学生班级 读者班级 班 单位 部门/班级 班级/部门 部门班级 班级部门 "
    "班级(部门) 部门(班级) 班级或部门 部门或班级 class class_name classname"
)

_WORDS: Final[dict[ListKind, dict[Field, str]]] = {
    ListKind.BOOKS: {
        Field.TITLE: _TITLE,
        Field.SUBTITLE: "副题名 副书名 副标题 其他题名信息 其它题名信息 题名其他信息 subtitle",
        Field.VOLUME: "卷册 卷册号 卷次 分卷 分册 分册号 分辑号 卷期 卷号 册次 辑次 volume vol",
        Field.AUTHOR: (
            "作者 著者 责任者 第一责任者 主要责任者 著作者 编著者 作者名称 主编 编者 著译者 author authors creator"
        ),
        Field.PUBLISHER: "出版社 出版者 出版社简称 出版社名称 出版单位 出版机构 出版发行者 publisher press",
        Field.YEAR: (
            "出版年 出版年月 出版时间 出版年份 出版发行年 发行日期 年份 pub_year pubyear pubdate "
            "publish_date publication_year year"
        ),
        Field.ISBN: "isbn 国际标准书号 isbn13 isbn10 isbn号 isbn码 标准书号 书号 标准编号 isbn/issn isbn13/isbn10",
        Field.PRICE: "定价 单价 价格 图书定价 图书价格 图书单价 码价 原价 书价 price list_price",
        Field.CLASS_NO: (
            "分类号 中图分类号 中图法分类号 中图分类 中图大类 图书分类号 类号 分类 中图法 大类 class_no "
            "clc class_number classification"
        ),
        Field.CALL_NO: "索书号 索取号 排架号 书标号 索书号码 call_no call_number callnumber",
        Field.COPIES: (
            "册数 复本数 复本 数量 复本量 复本册数 册 本数 馆藏册数 馆藏数量 馆藏复本 藏书量 总册数 库存 "
            "库存数量 采购数量 copies quantity qty count"
        ),
        Field.BARCODES: (
            "条码 条形码 条码号 图书条码 图书条码号 图书条形码 条形码号 馆藏条码 馆藏条码号 书条码 "
            "文献条码 馆藏条形码 barcode barcodes bar_code"
        ),
        Field.ACCESSION_NOS: (
            "登录号 财产号 个别登录号 登记号 图书登录号 总登录号 财产登录号 个登号 资产编号 财产编号 "
            "accession_no accession_number accession"
        ),
        Field.PLACE: (
            "馆藏地 存放地点 库室 馆藏地点 馆藏位置 所在馆藏地 馆藏库室 藏书室 书库 库位 架位 位置 "
            "存放位置 location shelf place"
        ),
        Field.ENTERED: (
            "入藏日期 登记日期 入库日期 入馆日期 登录日期 入藏时间 登记时间 入库时间 编目日期 录入日期 "
            "验收日期 购入日期 购买日期 购置日期 entered entry_date accession_date"
        ),
        Field.SOURCE: (
            "来源 图书来源 采购来源 文献来源 书籍来源 书商 供应商 供货商 获得方式 购书方式 source supplier vendor"
        ),
        Field.STATE: "状态 图书状态 馆藏状态 流通状态 当前状态 文献状态 status state",
        Field.SERIES: "丛书 丛书名 丛书题名 丛编 丛书项 丛编题名 系列 series",
        Field.BOOK_KIND: "载体 载体类型 文献类型 图书类型 资料类型 介质 流通类型 文献载体 类型 material material_type",
        Field.CONTRIBUTORS: (
            "译者 翻译 其他责任者 其它责任者 次要责任者 第二责任者 绘者 插图 校注者 contributors contributor translator"
        ),
        Field.ORIGINAL_TITLE: "原书名 原题名 原著名 原作名 原名 original_title",
        Field.EDITION: "版次 版本 版本项 edition",
        Field.PUB_PLACE: "出版地 出版地点 pub_place place_of_publication",
        Field.EXTENT: "页数 页码 总页数 篇幅 数量及单位 pages extent",
        Field.SIZE: "开本 尺寸 开本尺寸 大小 size format",
        Field.BINDING: "装帧 装订 装帧形式 装订形式 装帧方式 binding",
        Field.ACCOMPANYING: "附件 附件项 随书附件 附带 accompanying",
        Field.SERIES_NO: "丛书号 丛编号 丛书编号 丛编卷次 丛书序号 series_no series_number",
        Field.ISSN: "issn 国际标准刊号 国际刊号 国际标准连续出版物号",
        Field.UNIFIED_NO: "统一书号 全国统一书号 unified_no",
        Field.CN_NO: "cn号 国内刊号 统一刊号 国内统一刊号 国内统一连续出版物号 cn cn_no",
        Field.POST_CODE: "邮发代号 邮发号 邮发代码 post_code",
        Field.FREQUENCY: "刊期 出版频率 出版周期 频率 frequency",
        Field.LANGUAGE: "语种 语言 文种 正文语种 language",
        Field.AUDIENCE: "读者对象 适用对象 适读对象 适用年级 适读年龄 使用对象 audience",
        Field.SUBJECTS: "主题词 主题 主题标目 关键词 关键字 标签 subjects subject keywords tags 类别 学科",
        Field.SUMMARY: "内容简介 内容提要 摘要 提要 简介 图书简介 summary abstract description",
        Field.CONDITION: "品相 新旧 新旧程度 破损情况 完好程度 condition",
        # As libdesk itself heads what a title, a copy and a volume have of their own; words that others hardly use.
        Field.PUB_DATE: "出版日期",
        Field.GRADE_FROM: "适用年级起",
        Field.GRADE_TO: "适用年级止",
        Field.SHELVING: "排架组",
        Field.COPY_PRICE: "此册价格",
        Field.COPY_CALL_NO: "此册索书号",
        Field.COPY_KIND: "此册流通类型",
        Field.COPY_NOTE: "此册备注",
        Field.VOLUME_ORDINAL: "卷册次序",
        Field.VOLUME_ISBN: "卷册isbn",
        Field.VOLUME_PRICE: "卷册定价",
        Field.VOLUME_EXTENT: "卷册页数",
        Field.NOTE: "备注 附注 说明 备考 注释 note notes remark remarks comment",
    },
    ListKind.READERS: {
        Field.NAME: (
            "姓名 学生姓名 读者姓名 教师姓名 教工姓名 学员姓名 持证人 持卡人 名字 name full_name student_name "
            "姓名/学号 姓名学号 姓名和学号 学号/姓名 学号姓名 "
            "班级姓名 班级+姓名 班级/姓名 姓名/班级"
        ),
        Field.SEX: "性别 sex gender",
        Field.GRADE: "年级 所在年级 年级名称 学段 届别 入学年份 级 grade",
        Field.CLASS: _CLASS,
        Field.SEAT: "座号 座位号 班内学号 班内序号 班级学号 班内编号 班序号 学号(班内) seat seat_no",
        Field.SCHOOL_NO: (
            "学号 学生学号 校内学号 学生编号 工号 教工号 职工号 教师编号 编号 student_no student_id "
            "school_no number no id"
        ),
        Field.CARDS: (
            "卡号 读者证号 借书证号 借阅证号 读者条码 读者条码号 一卡通号 证号 一卡通卡号 校园卡号 校园卡 "
            "一卡通 读者证条码 借书证 借阅证 读者卡号 读者编号 读者号 物理卡号 ic卡号 条码号 条形码 条码 "
            "card card_no card_number barcode"
        ),
        Field.READER_KIND: (
            "读者类型 读者类别 类型 身份 类别 人员类型 人员类别 借阅类型 读者级别 职务 kind type reader_type"
        ),
        Field.DEPARTMENT: "部门 科室 教研组 所属部门 工作部门 处室 所在部门 单位部门 department",
        Field.EXPIRES: (
            "有效期 有效期至 终止日期 有效日期 截止日期 失效日期 到期日期 证件有效期 读者有效期 expires "
            "expiry valid_until"
        ),
    },
    ListKind.LOANS: {
        Field.COPY_CODE: (
            "图书条码 图书条码号 图书条形码 书条码 条码 条码号 条形码 馆藏条码 馆藏条码号 文献条码 "
            "图书编号 财产号 登录号 barcode copy_barcode item_barcode book_barcode"
        ),
        Field.READER_CODE: (
            "读者证号 借书证号 读者条码 读者条码号 借阅证号 证号 读者编号 卡号 读者号 读者卡号 借书证 "
            "借阅证 一卡通号 校园卡号 读者证条码 学号 card_no reader_code reader_no patron_barcode "
            "reader_barcode card"
        ),
        Field.READER_NAME: (
            "读者姓名 姓名 借阅人 借书人 读者 借阅者 借书者 学生姓名 持证人 reader reader_name name borrower patron"
        ),
        Field.CLASS: _CLASS + " 部门 读者单位 所在单位",
        Field.TITLE: _TITLE,
        Field.LENT: (
            "借出日期 借书日期 借阅日期 借出时间 借阅时间 借书时间 外借日期 外借时间 借期 借出日 lent "
            "lent_date loan_date issue_date checkout_date borrowed"
        ),
        Field.DUE: (
            "应还日期 应还时间 到期日期 应归还日期 归还期限 应还日 还书期限 还书截止日期 截止日期 "
            "应还书日期 due due_date 归还日期 还书日期 归还时间 还书时间"
        ),
        Field.RETURNED: (
            "归还日期 还书日期 归还时间 还书时间 实还日期 实际归还日期 实际还书日期 实还时间 returned "
            "return_date returned_date"
        ),
    },
}
WORDS: Final = {
    kind: {field: tuple(words.split()) for field, words in fields.items()} for kind, fields in _WORDS.items()
}
_ALL_WORDS: Final = {kind: frozenset().union(*fields.values()) for kind, fields in WORDS.items()}

# Headings of columns that every list may have and that say nothing about what it is a list of.
NEUTRAL: Final = frozenset(["序号", "备注", "签名", "签字", "组别", "小组", "说明", "no"])

# Headings that contain a field's word and mean something else.
_OTHERWISE: Final = re.compile(
    "拼音|简介|家长|父亲|母亲|监护|班主任|次数|原名|原书|曾用|电话|地址|备用|是否|并列|可借|已借|在借|评分|图片|封面|出版地|负责人|"
    "续借|折扣|页数|版次"
)
_ORNAMENT: Final = re.compile(r"[\s*:：★☆#“”\"'、。.]+")
_ASIDE: Final = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]?")
_LONGEST: Final = 16  # characters; a longer cell is a sentence, not a heading


def plain_heading(text: str) -> str:
    """A heading as it is compared: width and case folded, without ornaments; English words joined by _."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    if folded.isascii():
        return re.sub(r"[\s\-_.]+", "_", folded.strip("*: #")).strip("_")
    return _ORNAMENT.sub("", folded)


def match_heading(text: str, kind: ListKind) -> list[tuple[int, Field]]:
    """The fields that a heading can mean, with a weight: 100 and less for the very word, 50 and less for a part."""
    whole = plain_heading(text)
    if not whole or len(whole) > 2 * _LONGEST:
        return []
    bare = _ASIDE.sub("", whole)
    found = []
    for field, words in WORDS[kind].items():
        weight = max(_weight(whole, words), _weight(bare, words) - 1)
        if weight > 0:
            found.append((weight, field))
    very = [(weight, field) for weight, field in found if whole in WORDS[kind][field]]
    return sorted(very, key=lambda item: -item[0]) or sorted(found, key=lambda item: -item[0])


def is_word(text: str, kind: ListKind) -> bool:
    """Whether a cell is one of the words as it stands; for rows in the middle, where speed counts."""
    return len(text) <= _LONGEST and "".join(text.split()).lower() in _ALL_WORDS[kind]


def _weight(heading: str, words: tuple[str, ...]) -> int:
    if heading in words:
        return 100 - words.index(heading)
    if heading.isascii() or len(heading) > _LONGEST or _OTHERWISE.search(heading):
        return 0
    longest = max((len(word) for word in words if word in heading), default=0)
    # A word that is less than half of the heading is chance: 出版社 in 人民教育出版社.
    return 20 + 30 * longest // len(heading) if longest > 1 and 2 * longest >= len(heading) else 0
