"""What the program is started with: the library file, the sample, the language."""

from pathlib import Path

from libdesk import __version__


class Options:
    """What the command line asks for."""

    library: Path | None = None
    demo = False
    lang: str | None = None


def arguments(argv: list[str]) -> Options:
    """The usual starts are read at once; for any other line comes the parser with its help and its complaints."""
    options = Options()
    match argv:
        case []:
            return options
        case ["--demo"]:
            options.demo = True
            return options
        case ["--library", path]:
            options.library = Path(path)
            return options
    import argparse

    parser = argparse.ArgumentParser(prog="libdesk", description="The desk program of a school library.")
    parser.add_argument("--library", type=Path, metavar="FILE", help="the library file (default: this PC's library)")
    parser.add_argument("--demo", action="store_true", help="open the sample library, apart from the real one")
    parser.add_argument("--lang", choices=("zh_CN", "en"), help="the language for this start")
    parser.add_argument("--version", action="version", version=f"libdesk {__version__}")
    return parser.parse_args(argv, namespace=options)
