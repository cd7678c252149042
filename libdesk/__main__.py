"""`python3 -m libdesk`: make the checkout runnable if it is one, then hand over to the program."""

import gc
import sys

from libdesk import bootstrap
from libdesk.bootstrap.display import check_display


def main() -> int:
    if not {"-h", "--help", "--version"} & set(sys.argv):
        check_display()
    gc.disable()  # until the event loop runs
    from libdesk.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    bootstrap.ready("libdesk", bootstrap.RUNTIME)
    sys.exit(main())
