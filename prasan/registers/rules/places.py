"""The tambon or district a list means, among those that may be meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import geothai
from rapidfuzz import fuzz, process

from prasan.thai.digits import arabic
from prasan.thai.text import tidy

_TAMBON = re.compile(r"(?:ตำบล|ต\.|ต (?=[ก-๙])|แขวง|เทศบาลตำบล|ทต\.|อบต\.)\s*([ก-๙]+)")
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.|เขต|กิ่งอำเภอ)\s*([ก-๙]+)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s*([ก-๙]+)")
_LIKE_ENOUGH = 70


@dataclass(frozen=True)
class Place:
    """An area that may be meant: DOPA code and name without its kind."""

    code: str
    name: str


@dataclass(frozen=True)
class Found:
    """What a text means. `near` is the likeliest where it means none; `why` says what is wrong."""

    code: str = ""
    why: str = ""
    near: Place | None = None


class Places:
    """The areas within someone's reach, by name."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self._places}

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        named: dict[str, list[str]] = {}
        for place in self._places:
            named.setdefault(_plain(place.name), []).append(place.code)
        return named

    def tambon(self, text: str, district: str = "", province: str = "") -> Found:
        """The tambon `text` means: by code, by name, in a whole address.

        A name of several tambons is decided by the district and the province beside it. Source:
        ours; names are those of DOPA, read with geothai.
        """
        said = tidy(arabic(text))
        if said.isdigit() and len(said) in (6, 8):
            return self._by_number(said[:6])
        name = _first(_TAMBON, said) or _bare(said)
        around = _first(_DISTRICT, said) or _bare(district)
        codes = [code for code in self._named.get(_plain(name), []) if len(code) == 6]
        if around and len(codes) > 1:
            codes = [code for code in codes if self._is_in(code, around)] or codes
        if len(codes) == 1:
            return Found(codes[0])
        if codes:
            return Found(why=f"ตำบล{name}มีมากกว่าหนึ่งแห่ง ใส่อำเภอด้วย")
        return self._unknown(name, around, _first(_PROVINCE, said) or _bare(province), 6)

    def district(self, text: str) -> Found:
        """The district `text` means, as `tambon` does."""
        said = tidy(arabic(text))
        if said.isdigit() and len(said) == 4:
            return self._by_number(said)
        name = _first(_DISTRICT, said) or _bare(said)
        codes = [code for code in self._named.get(_plain(name), []) if len(code) == 4]
        if len(codes) == 1:
            return Found(codes[0])
        return self._unknown(name, "", "", 4)

    def said_in(self, text: str) -> tuple[str, str]:
        """The tambon and the district that a title names, as codes; "" for what it does not."""
        said = tidy(text)
        tambon, district = _first(_TAMBON, said), _first(_DISTRICT, said)
        return (
            self.tambon(tambon, district).code if tambon else "",
            self.district(district).code if district else "",
        )

    def name(self, code: str) -> str:
        place = self._by_code.get(code)
        return place.name if place else code

    def _by_number(self, code: str) -> Found:
        if code in self._by_code:
            return Found(code)
        return Found(why=f"รหัส {code} ไม่อยู่ในพื้นที่ของท่าน")

    def _is_in(self, code: str, district: str) -> bool:
        around = self._by_code.get(code[:4])
        return around is not None and _plain(around.name) == _plain(district)

    def _unknown(self, name: str, district: str, province: str, length: int) -> Found:
        kind = "ตำบล" if length == 6 else "อำเภอ"
        if not name:
            return Found(why=f"ไม่ได้กรอก{kind}")
        choices = {
            place.code: _plain(place.name) for place in self._places if len(place.code) == length
        }
        likely = process.extractOne(
            _plain(name), choices, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH
        )
        near = self._by_code[likely[2]] if likely else None
        if near:
            return Found(why=f"ไม่พบ{kind}นี้ในพื้นที่ของท่าน ใกล้เคียงที่สุดคือ {near.name}", near=near)
        if length == 6 and (elsewhere := _elsewhere(name, district, province)):
            return Found(why=f"ตำบล{name}อยู่{elsewhere} นอกพื้นที่ของท่าน")
        return Found(why=f"ไม่พบ{kind}นี้ในพื้นที่ของท่าน")


def _elsewhere(name: str, district: str, province: str) -> str:
    """Where the nation has a tambon of that name; "" where it has none or several."""
    found = geothai.match(name, district=district or None, province=province or None)
    if len(found) != 1:
        return ""
    return f"อำเภอ{found[0].district.name_th} จังหวัด{found[0].province.name_th}"


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _bare(text: str) -> str:
    """A name without its kind: ต.ปงเตา, ตำบลปงเตา, ศอช.ต.ปงเตา."""
    said = tidy(text)
    return re.sub(
        r"^(?:คอช\.?ต\.?|ศอช\.?ต\.?|เทศบาลตำบล|ตำบล|อำเภอ|จังหวัด|แขวง|เขต|ทต\.|อบต\.|[ตอจ]\.)\s*",
        "",
        said,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s.]", "", tidy(name))
