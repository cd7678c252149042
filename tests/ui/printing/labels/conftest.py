"""The page of labels at the window of a library with a batch to be labelled."""

import pytest

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.settings import change_settings
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.titles import TitleFields
from libdesk.ui.printing.labels_page.page import LabelsPage
from tests.ui.printing.labels.hands import COPIES, labels_page
from tests.windows import Seat


@pytest.fixture
def desk(desk: Desk) -> Desk:
    change_settings(desk, school="阳光小学")
    batch = make_batch(desk, kind="purchase", day=desk.today, source="新华书店")
    for n in range(COPIES // 2):
        fields = TitleFields(f"第{n + 1}种书", class_no="I287", call_no=f"I287/{n + 1}")
        add_title(desk, fields, copies=[NewCopy(), NewCopy()], batch_id=batch)
    return desk


@pytest.fixture
def page(seat: Seat) -> LabelsPage:
    return labels_page(seat)
