"""Thai and Arabic digits."""

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)


def thai(value: object) -> str:
    """`value` as text with every Arabic digit written as a Thai one."""
    return str(value).translate(_TO_THAI)


def arabic(text: str) -> str:
    """`text` with every Thai digit written as an Arabic one."""
    return text if text.isascii() else text.translate(_TO_ARABIC)
