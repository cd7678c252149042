"""Why the sample library is not made: nothing real may ever be lost to it."""

from libdesk.i18n import _
from libdesk.store.errors import LibraryFault


class NotASample(LibraryFault):
    """Another file stands where the sample would be written."""

    def text(self) -> str:
        return _(
            "{name} is not the sample library, so it was left as it is. Move it to another folder, then start again."
        ).format(name=self.path.name)
