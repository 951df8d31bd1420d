"""Thai text typed in more than one way that looks the same, brought to one."""

import re
import unicodedata

# A pattern, as a table for str.translate takes ten times as long where it finds nothing.
_UNSEEN = re.compile("[\u200b\u200c\u200d\ufeff\u2060]+")


def tidy(text: str) -> str:
    """`text` without unseen letters, with single spaces, and with its Thai typed one way.

    Two เ typed for แ, and ํ with า for ำ, look the same and would make two words of one.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(seen.replace("เเ", "แ").replace("ํา", "ำ").split())
