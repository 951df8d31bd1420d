"""Thai dictionary order, as a key any database can sort."""

_LEADING_VOWELS = "เแโใไ"
# Marks that only break ties: ็ ่ ้ ๊ ๋ ์ ๆ
_SECOND_LEVEL = "็่้๊๋์ๆ"
_IGNORED = " .ฯ\u200b-"
_THAI_ZERO = ord("๐")


def sort_key(text: str) -> str:
    """A key that puts `text` in Thai dictionary order when keys are compared as plain text.

    The key holds hexadecimal digits only, so that every engine and collation sorts it alike.
    Spaces and full stops do not count; Thai and Arabic digits are the same.
    Source: Royal Institute dictionary order, as in ISO/IEC 14651 for Thai.
    """
    base: list[int] = []
    marks: list[int] = []
    for character in _vowels_after(text):
        if character in _SECOND_LEVEL:
            if marks:
                marks[-1] = _SECOND_LEVEL.index(character) + 1
            continue
        base.append(_weight(character))
        marks.append(0)
    while marks and not marks[-1]:
        marks.pop()
    return bytes(base).hex() + "00" + bytes(marks).hex()


def _vowels_after(text: str) -> list[str]:
    """`text` with each leading vowel moved behind its consonant: เก sorts as กเ."""
    letters = [character for character in text.lower() if character not in _IGNORED]
    place = 0
    while place + 1 < len(letters):
        if letters[place] in _LEADING_VOWELS and "ก" <= letters[place + 1] <= "ฮ":
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
            place += 1
        place += 1
    return letters


def _weight(character: str) -> int:
    """One byte: digits and Latin letters below Thai ones, anything else last."""
    code = ord(character)
    if 0x0E50 <= code <= 0x0E59:
        return ord("0") + code - _THAI_ZERO
    if 0x0E00 <= code <= 0x0E7F:
        return 0x80 + code - 0x0E00
    return code if 0 < code < 0x80 else 0xFF
