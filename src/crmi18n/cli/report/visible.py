"""Characters that would act instead of being shown: they are written out."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["on_page", "on_terminal"]

_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_ON_PAGE: Final = re.compile(f"[{_CONTROLS}]")
# A page isolates every text from its neighbours, a terminal cannot.
_ON_TERMINAL: Final = re.compile(f"[{_CONTROLS}\u202a-\u202e\u2066-\u2069]")


def on_page(text: str) -> str:
    r"""Return the text without characters that HTML may not hold, such as a wrong byte.

    >>> on_page("a\x1b[2J")
    'a\\x1b[2J'
    """
    return _ON_PAGE.sub(_written, text)


def on_terminal(text: str) -> str:
    r"""Return the text without commands to a terminal, and without changes of direction.

    >>> on_terminal("a\x1b[2J\u202eb")
    'a\\x1b[2J\\u202eb'
    """
    return _ON_TERMINAL.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0xA0 or 0xDC80 <= code <= 0xDCFF:  # a byte that did not decode (PEP 383)
        return f"\\x{code & 0xFF:02x}"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"
