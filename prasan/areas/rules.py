"""DOPA codes: two digits for a province, two more for each level below."""

NATION = "00"
PROVINCE_DIGITS = 2
DISTRICT_DIGITS = 4
TAMBON_DIGITS = 6
_TITLES = {"province": "จังหวัด", "district": "อำเภอ", "tambon": "ตำบล", "village": "บ้าน"}
_TITLES_BANGKOK = {"province": "", "district": "เขต", "tambon": "แขวง", "village": "ชุมชน"}
_BANGKOK = "10"


def parent_code(code: str) -> str | None:
    """The code of the area around `code`; the nation has none."""
    if code == NATION:
        return None
    return code[:-2] or NATION


def span(code: str) -> tuple[str, str]:
    """The half-open range of codes inside `code`, itself included: 5205 gives 5205 up to 5206.

    Both ends have digits only, so that every collation keeps their order. The nation has no span.
    """
    if code == NATION or not code.isdigit():
        raise ValueError(f"{code!r} has no span")
    return code, str(int(code) + 1).zfill(len(code))


def holds(outer: str, inner: str) -> bool:
    """Whether `inner` is `outer` or lies inside it."""
    return outer == NATION or inner.startswith(outer)


def title(code: str, level: str, name: str) -> str:
    """The name with its kind; Bangkok has its own kinds, the nation none."""
    kinds = _TITLES_BANGKOK if code.startswith(_BANGKOK) else _TITLES
    kind = kinds.get(level, "")
    return name if name.startswith(kind) else f"{kind}{name}"
