"""The words of the pages are those of the school."""

from collections.abc import Iterator

import pytest

from libdesk.i18n import DEFAULT_LANGUAGE, set_language


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    set_language("zh_CN")
    yield
    set_language(DEFAULT_LANGUAGE)
