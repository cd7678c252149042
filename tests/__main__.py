"""`python3 -m tests [--prepare | --benchmark | --words | --fuzz] [arguments]`: make the checkout runnable, then test.

--prepare    only prepare, for what runs before the tests (ruff, mypy)
--benchmark  run tests/benchmarks, which an ordinary run leaves out
--words      bring the Chinese catalogue in step with the source (tests/words.py)
--fuzz       run the readers of MARC and spreadsheets against made-up bytes for some seconds (tests/fuzz.py)
"""

import os
import sys

from libdesk import bootstrap


def main(arguments: "list[str]") -> int:
    if "--prepare" in arguments:
        return 0
    if arguments[:1] == ["--words"]:
        from tests import words

        return words.main(arguments[1:])
    if arguments[:1] == ["--fuzz"]:
        from tests import fuzz

        return fuzz.main(arguments[1:])
    os.environ["QT_QPA_PLATFORM"] = os.environ.get("LIBDESK_TEST_PLATFORM", "offscreen")
    if "--benchmark" in arguments:
        arguments = ["tests/benchmarks"] + [a for a in arguments if a != "--benchmark"]
    elif not any(os.path.exists(argument.partition("::")[0]) for argument in arguments):
        arguments = ["-n", "auto", "--dist", "loadfile"] + arguments  # all of them: a worker for each core
    import pytest

    return int(pytest.main(arguments))


if __name__ == "__main__":
    bootstrap.ready("tests", bootstrap.DEV)
    sys.exit(main(sys.argv[1:]))
