"""Finding the place a person means by a name or a code."""

from django.db.models import Q
from django.db.models.functions import Length

from prasan.areas.models import Area, AreaQuerySet, Level
from prasan.thai.digits import arabic

# So many places of a like name are offered; with more, another word is needed.
MOST = 12
_KINDS = {
    **dict.fromkeys(("จังหวัด", "จ."), Level.PROVINCE),
    **dict.fromkeys(("อำเภอ", "อ.", "เขต"), Level.DISTRICT),
    **dict.fromkeys(("ตำบล", "ต.", "แขวง"), Level.TAMBON),
}


def find(text: str, among: AreaQuerySet) -> list[Area]:
    """The areas `text` may mean, widest first: by code, else by name, else by part of a name.

    Kinds may stand before names, and places around it after: ต.ปงเตา อ.งาว. One query or two;
    each area comes with the two around it.
    """
    words = arabic(text).split()
    known = among.select_related("parent__parent").order_by(Length("code"), "code")
    if not words:
        return []
    if len(words) == 1 and words[0].isdigit():
        return list(known.filter(code=words[0]))
    return list(known.filter(_named(words))[:MOST]) or list(known.filter(_like(words))[:MOST])


def full_title(area: Area) -> str:
    """ตำบลปงเตา อำเภองาว จังหวัดลำปาง; the nation is left out. Needs the two areas around it."""
    around = area.parent.parent if area.parent else None
    places = [one for one in (area, area.parent, around) if one]
    return " ".join(one.title for one in places if one.level != Level.NATION or one == area)


def _named(words: list[str]) -> Q:
    return _called(words[0]) & _around(words[1:])


def _like(words: list[str]) -> Q:
    bare, level = _parted(words[0])
    of_kind = Q(name__icontains=bare, level=level) if bare and level else Q()
    return (of_kind or Q(name__icontains=words[0])) & _around(words[1:])


def _called(word: str) -> Q:
    """Of that very name; a kind before it counts, unless it belongs to the name."""
    bare, level = _parted(word)
    return Q(name=word) | Q(name=bare, level=level) if level else Q(name=word)


def _around(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        bare, _ = _parted(word)
        condition &= Q(parent__name__in=(word, bare)) | Q(parent__parent__name__in=(word, bare))
    return condition


def _parted(word: str) -> tuple[str, Level | None]:
    """The name without its kind, and the kind."""
    for kind, level in _KINDS.items():
        if word.startswith(kind):
            return word.removeprefix(kind), level
    return word, None
