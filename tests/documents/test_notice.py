"""An announcement for the wall says whose it is, however long the school's name."""

from libdesk.documents.notice import notice_page
from libdesk.domain.rows.entries import NoticePaper
from tests.documents.pdf import texts


def test_a_long_name_of_the_school_stands_whole_below_an_announcement() -> None:
    for school in ("新疆生产建设兵团第十四师昆玉市皮山农场第一实验九年一贯制学校（㛃湖校区）", "阳光" * 40):
        (page,) = texts(
            notice_page(NoticePaper(school, "闭馆通知", "周五下午不开馆。", "3月9日–3月13日", "2026年3月9日"))
        )
        assert school in "".join(page.split())
