"""A second reader beside zxing-cpp: zbar, when the system has its library (Debian: libzbar0).

No package of PyPI brings it along on Linux, so the tests that ask it say so and are left out where it is missing.
"""

import ctypes
from functools import cache
from typing import Any, Final

from PIL.Image import Image

_NAMES: Final = ("libzbar.so.0", "libzbar-64.dll", "libzbar.dylib")
_GRAY: Final = int.from_bytes(b"Y800", "little")
_POINTERS: Final = ("zbar_image_scanner_create", "zbar_image_create", "zbar_image_first_symbol", "zbar_symbol_next")


@cache
def _library() -> Any:
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function in _POINTERS:
            getattr(library, function).restype = ctypes.c_void_p
        library.zbar_symbol_get_data.restype = ctypes.c_char_p
        return library
    return None


def there() -> bool:
    return _library() is not None


def read(picture: Image) -> list[str]:
    """Every Code 128, Code 39 and EAN-13 of a grey picture, each as often as it stands there."""
    zbar, pixels = _library(), picture.tobytes()
    scanner, image = ctypes.c_void_p(zbar.zbar_image_scanner_create()), ctypes.c_void_p(zbar.zbar_image_create())
    try:
        for kind in (0, 39, 128, 13):  # all kinds off, these on
            zbar.zbar_image_scanner_set_config(scanner, kind, 0, int(kind != 0))
        zbar.zbar_image_scanner_set_config(scanner, 39, 0x20, 1)  # as short as one letter
        zbar.zbar_image_set_format(image, ctypes.c_ulong(_GRAY))
        zbar.zbar_image_set_size(image, picture.width, picture.height)
        zbar.zbar_image_set_data(image, pixels, ctypes.c_ulong(len(pixels)), None)
        zbar.zbar_scan_image(scanner, image)
        found = []
        symbol = zbar.zbar_image_first_symbol(image)
        while symbol:
            found.append(zbar.zbar_symbol_get_data(ctypes.c_void_p(symbol)).decode())
            symbol = zbar.zbar_symbol_next(ctypes.c_void_p(symbol))
        return found
    finally:
        zbar.zbar_image_destroy(image)
        zbar.zbar_image_scanner_destroy(scanner)
