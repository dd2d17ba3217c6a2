"""How large a picture is, read from its head without opening it."""

import struct

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset(range(0xD0, 0xDA)) | {0x01}
_UNKNOWN = (0, 0)


def png_size(content: bytes) -> tuple[int, int]:
    """Return width and height; (0, 0) where the head does not say."""
    if content[12:16] != b"IHDR" or len(content) < 24:
        return _UNKNOWN
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Return width and height; (0, 0) where the head does not say."""
    place = 2
    while place + 9 < len(content):
        if content[place] != 0xFF:
            return _UNKNOWN
        marker = content[place + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return _UNKNOWN
