"""Translation files without gettext's own tools: a .po read, the .mo it makes."""

import ast
import re
import struct
from collections.abc import Mapping

_STRING = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
_ENTRY = re.compile(
    rf"^msgid {_STRING}(?:msgid_plural {_STRING})?((?:msgstr(?:\[\d\])? {_STRING})+)", re.M
)
_WORDING = re.compile(rf"msgstr(?:\[\d\])? {_STRING}")
_MAGIC = 0x950412DE


def read(po: str) -> dict[str, str]:
    """Every message of the text of a .po file and its wording; "" is the header.

    Plural forms stand as gettext keeps them, parted by NUL. Entries that are commented out do not
    count; an entry without a wording is "".
    """
    found = {}
    for match in _ENTRY.finditer(po):
        singular, plural, wordings = match[1], match[2], match[3]
        key = _joined(singular) + (f"\0{_joined(plural)}" if plural else "")
        found[key] = "\0".join(_joined(text) for text in _WORDING.findall(wordings))
    return found


def compiled(messages: Mapping[str, str]) -> bytes:
    """The .mo file of `messages`: the same messages always give the same bytes."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items() if text)
    start = 28 + 16 * len(pairs)
    keys, texts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    blob = b"".join(word + b"\0" for word in (*keys, *texts))
    table, place = [], start
    for word in (*keys, *texts):
        table += [len(word), place]
        place += len(word) + 1
    head = (_MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return struct.pack(f"<7I{len(table)}I", *head, *table) + blob


def _joined(quoted: str) -> str:
    lines = re.findall(r'"(?:[^"\\]|\\.)*"', quoted)
    return "".join(ast.literal_eval(line) for line in lines)
