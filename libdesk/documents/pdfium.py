"""PDFium draws pages; it is not made for several threads at once, so everything that calls it holds LOCK meanwhile."""

import threading
from typing import Final

LOCK: Final = threading.RLock()
