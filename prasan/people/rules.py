"""Thai names as people write them, and how alike two are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rapidfuzz.fuzz import ratio

from prasan.thai.sounding import sound_key
from prasan.thai.text import tidy
from prasan.thai.titles import needs_family, split_title

# Likeness of two names, of 100: written alike, sounding alike, and the most that merely resemble.
SAME, SOUNDS_SAME, _MOST_ALIKE = 100, 97, 95

# From here on two recorded persons may be one; less is enough where they share a telephone.
_ONE_PERSON, PHONE_ALIKE = 88, 70

# Chosen for someone who is nobody known, whatever the name.
NEW = "new"


class Named(Protocol):
    """Anything with a name in its two parts."""

    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...


class Entered(Protocol):
    """A person as a list names them; an empty phone says nothing about the one known.

    `who` is the key of the person meant, NEW for one nobody knows yet, "" where nobody chose.
    """

    @property
    def title(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def who(self) -> str: ...


@dataclass(frozen=True)
class Name:
    """A name in its three parts; `family` may hold spaces (ณ ลำปาง) and is empty for some monks."""

    title: str
    given: str
    family: str


def split_name(text: str) -> Name:
    """The parts of a name typed as one: title joined or apart, น.ส. written out.

    Raises ValueError with a Thai sentence when the title, the name or the family name is missing.
    """
    typed = tidy(text)
    title, rest = split_title(typed)
    if not title:
        raise ValueError(f"“{typed}” ไม่มีคำนำหน้าชื่อ พิมพ์แบบ นายบุญส่ง แก้วปันดา")
    words = rest.split()
    if not words:
        raise ValueError(f"“{typed}” ไม่มีชื่อ พิมพ์แบบ นายบุญส่ง แก้วปันดา")
    if len(words) == 1 and needs_family(title):
        raise ValueError(f"“{typed}” ไม่มีนามสกุล เว้นวรรคระหว่างชื่อกับนามสกุล 1 ช่อง")
    return Name(title, words[0], " ".join(words[1:]))


def loosely_split(text: str) -> Name:
    """The parts of whatever was typed to look for somebody; any of them may be empty.

    What a title would leave nothing of is a name: those who type นาง may mean นางนวล.
    """
    typed = tidy(text)
    title, rest = split_title(typed)
    if not rest:
        title, rest = "", typed
    words = rest.split()
    return Name(title, words[0] if words else "", " ".join(words[1:]))


def matching(given: str, family: str) -> str:
    """What two writings of one person's name share. Titles do not count: they change in a life."""
    return tidy(f"{given} {family}").casefold()


@dataclass(frozen=True)
class Spoken:
    """A name as it is compared: as written, and how its two parts sound."""

    written: str
    given: str
    family: str


def spoken(name: Named) -> Spoken:
    """`name` made ready for `alike`; once for each name of a long list."""
    return Spoken(
        matching(name.given_name, name.family_name),
        sound_key(name.given_name),
        sound_key(name.family_name),
    )


def likeness(one: Named, other: Named) -> int:
    """How alike two names are, of 100, see `alike`."""
    return alike(spoken(one), spoken(other))


def alike(one: Spoken, other: Spoken) -> int:
    """How alike two names are, of 100; titles do not count.

    100 when they are written alike, 97 when they sound alike, else by the letters they share:
    the weaker part weighs most, so that brothers and sisters stay apart.
    Source: ours.
    """
    if one.written == other.written:
        return SAME
    weaker, stronger = sorted((ratio(one.given, other.given), ratio(one.family, other.family)))
    shared = round(0.75 * weaker + 0.25 * stronger)
    return SOUNDS_SAME if weaker == 100 else min(shared, _MOST_ALIKE)


class Alike(StrEnum):
    """Why two records may be one person, the strongest reason first."""

    NAME_AND_PHONE = "name_and_phone"
    NAME = "name"
    SOUND = "sound"
    LETTERS = "letters"

    @property
    def order(self) -> int:
        return list(Alike).index(self)


def alikeness(likeness: int, has_same_phone: bool) -> Alike | None:
    """Whether two records so alike should be looked at side by side, and why.

    A telephone shared within a family is no reason by itself.
    Source: ours.
    """
    if has_same_phone and likeness >= PHONE_ALIKE:
        return Alike.NAME_AND_PHONE
    if likeness == SAME:
        return Alike.NAME
    if likeness >= SOUNDS_SAME:
        return Alike.SOUND
    return Alike.LETTERS if likeness >= _ONE_PERSON else None


def fragment_likeness(word: str, other: Named) -> int:
    """How well one word fits the beginning of a given name, of a family name, or of both as one.

    The whole given name comes first, then a beginning as written, then one that sounds alike.
    Source: ours.
    """
    written, sound = tidy(word).casefold(), sound_key(word)
    if written == other.given_name.casefold():
        return SAME - 1
    if other.given_name.casefold().startswith(written):
        return SAME - 2
    family = sound_key(other.family_name)
    whole = sound_key(f"{other.given_name} {other.family_name}")
    best = round(max(ratio(sound, start[: len(sound)]) for start in (whole, family)))
    return SOUNDS_SAME if best == 100 else min(best, _MOST_ALIKE)
