"""How a Thai name sounds, as a key: two writings of one name should meet in it."""

import re
import unicodedata
from functools import lru_cache, partial
from operator import methodcaller

# One letter for each sound; the letter z is left free, to end a range of keys.
_SOUNDS = (
    ("k", "ก"), ("c", "ขฃคฅฆ"), ("g", "ง"), ("j", "จ"), ("x", "ฉชฌ"), ("d", "ดฎ"), ("t", "ตฏ"),
    ("q", "ถฐทฑฒธ"), ("n", "นณ"), ("b", "บ"), ("p", "ป"), ("f", "ผพภ"), ("v", "ฝฟ"), ("m", "ม"),
    ("y", "ยญ"), ("r", "ร"), ("l", "ลฬ"), ("w", "ว"), ("s", "สศษซ"), ("h", "หฮ"), ("o", "อ"),
    ("1", "ะาัๅ"), ("2", "ิี"), ("3", "ึื"), ("4", "ุู"), ("5", "เ"), ("6", "แ"), ("7", "โ"),
    ("s", "z"),
)  # fmt: skip
_TABLE = {ord(letter): sound for sound, letters in _SOUNDS for letter in letters}
_TABLE |= {ord("ฤ"): "r3", ord("ฦ"): "l3"}

_VOWEL_AFTER = "ะาัๅิีึืุูำ"
# In this order; each takes what the ones before left.
_RULES = (
    ("เเ", "แ"),
    ("ํา", "ำ"),
    # Silenced letters: the cluster of จันทร์ and ศาสตร์, then any single one, with its vowel.
    ("[ดตท]ร์|[ก-ฮ][ิุ]?์", ""),
    # Tone marks, shorteners, dots, ๆ and ฯ are what a finger leaves out; digits are no letters.
    ("[็่้๊๋์ฺํๆฯ0-9๐-๙]", ""),
    ("ำ", "ัม"),
    # ไชย, ชัย and ใช sound alike.
    ("[ไใ]([ก-ฮ])ย?", r"\1ัย"),
    # วรรณ is วัน, วรรณา is วันนา.
    (f"รร(?=[ก-ฮ](?:[^{_VOWEL_AFTER}]|$))", "ั"),
    ("รร", "ัน"),
    ("ทร", "ซ"),
    # บุญ ends as บุน does; ญาณ begins as ยาน does.
    (f"ญ(?![{_VOWEL_AFTER}])", "น"),
)
_PATTERN = re.compile(r"[\[\](){}|?]")
# What is no pattern is replaced as it stands, which is much faster.
_STEPS = tuple(
    methodcaller("replace", what, to)
    if not _PATTERN.search(what)
    else partial(re.compile(what).sub, to)
    for what, to in _RULES
)
_UNKEPT = re.compile("[^a-y1-7]+")
_DOUBLED = re.compile(r"(.)\1+")
# What comes after every key that begins as a given one does.
AFTER = "z"


@lru_cache(maxsize=20_000)
def sound_key(text: str) -> str:
    """`text` as it sounds: small Latin letters for consonants, digits for vowels.

    Spaces, marks, silenced letters and the length of vowels do not count; ณ and น, ศ ษ and ส, ทร
    and ซ, ญ and ย are one. Keys of different names may be equal: a key finds, it never decides.
    Every engine and collation sorts keys alike, as they hold only a to y and 1 to 7.
    """
    sound = "".join(unicodedata.normalize("NFC", text).lower().split())
    for step in _STEPS:
        sound = step(sound)
    return _DOUBLED.sub(r"\1", _UNKEPT.sub("", sound.translate(_TABLE)))
