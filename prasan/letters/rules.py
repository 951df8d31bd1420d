"""How letters are numbered and cited."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from prasan.thai.calendar import format_long, format_short
from prasan.thai.digits import arabic
from prasan.thai.text import tidy

# A circular's number beyond this is more letters than an office writes in a year.
_LIKELY_LAST = 9999


def label(code: str, number: int, *, is_circular: bool) -> str:
    """The number as cited: code, slash, ว for a circular, number: ลป 0019.3/ว 2598.

    Source: regulation on official correspondence, external letter and circular (docs/rules.md).
    """
    return f"{code}/{'ว ' if is_circular else ''}{number}"


def signature_lines(post: str, capacity: str, principal: str) -> list[str]:
    """The lines below the name of who signs: own post with the capacity, then for whom.

    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), its signature.
    """
    return [line for line in (f"{post} {capacity}".strip(), principal) if line]


def signing_problem(
    name: str, *, starts: date, ends: date | None, kinds: Collection[str], day: date, kind: str
) -> str:
    """Why someone may not sign a letter of `kind` dated `day`, in words; nothing when they may.

    `ends` is the first day without the right; `kinds` are those the order behind it covers.
    Source: State Administration Act B.E. 2534, sections 38 to 50, on acting for another: by
    order, from day to day; the clauses not confirmed.
    """
    if day < starts:
        return (
            f"{name} ลงนามได้ตั้งแต่วันที่ {format_short(starts)} หนังสือลงวันที่ {format_short(day)} ก่อนมีอำนาจ"
        )
    if ends is not None and day >= ends:
        return (
            f"{name} ลงนามได้ถึงก่อนวันที่ {format_short(ends)} หนังสือลงวันที่ {format_short(day)}"
            " เลือกผู้ลงนามคนอื่น หรือบันทึกคำสั่งฉบับใหม่ก่อน"
        )
    if kind not in kinds:
        return f"คำสั่งที่ให้{name}ลงนามไม่ครอบคลุมหนังสือชนิดนี้ เลือกผู้ลงนามคนอื่น"
    return ""


def citation(office: str, urgency: str, number: str, dated: date | None) -> str:
    """How a letter is referred to: หนังสือ + office, urgency if any, number, date."""
    parts = [
        f"หนังสือ{office}",
        urgency,
        f"ที่ {number}",
        f"ลงวันที่ {format_long(dated)}" if dated else "",
    ]
    return " ".join(part for part in parts if part)


def doubts(*, number: int | None, dated: date | None, subject_year: int, year_of: int) -> list[str]:
    """What a reader would question in a reference, in words; pointed out, never forbidden.

    `subject_year` is the fiscal year the new letter is about, `year_of` the one the letter
    referred to was dated in. Source: ours, see decision 0006.
    """
    found = []
    if dated is not None and year_of != subject_year:
        found.append(f"หนังสือที่อ้างถึงลงวันที่ในปีงบประมาณ {year_of} แต่เรื่องเป็นปีงบประมาณ {subject_year}")
    if number is not None and number > _LIKELY_LAST:
        found.append(f"เลขที่อ้างถึง {number} มีห้าหลัก มากกว่าที่สำนักงานหนึ่งออกได้ในหนึ่งปี")
    return found


def next_number(last: int, taken: Iterable[int | None]) -> int:
    """The number after `last` that is not in `taken`, which were used on paper.

    Source: regulation on official correspondence: a register runs on without a gap.
    """
    used, number = set(taken), last + 1
    while number in used:
        number += 1
    return number


def next_numbers(last: int, taken: Iterable[int | None], count: int) -> list[int]:
    """The `count` numbers after `last` that are not in `taken`, in one block.

    Source: regulation on official correspondence: a register runs on without a gap.
    """
    used, found, number = set(taken), list[int](), last
    while len(found) < count:
        number += 1
        if number not in used:
            found.append(number)
    return found


class Way(StrEnum):
    """How several addressees are written to about what each of them owes."""

    ANNEX = "annex"
    OWN = "own"
    VARIED = "varied"


def way_problem(way: Way, texts: Collection[str]) -> str:
    """Why letters with these `texts`, one for each addressee, may not be sent this way; "" if
    they may.

    Under one ว number every addressee reads the same, to the letter; what differs from unit to
    unit stands in an annex common to all, or in letters each with an ordinary number of its own.
    Source: regulation on official correspondence, on circulars (หนังสือเวียน, [M] clause 32): "to
    many addressees with the same content"; read by offices' guides so that no part may differ.
    """
    if way is Way.OWN or (way is Way.ANNEX and len(set(texts)) <= 1):
        return ""
    return (
        "หนังสือเวียนเลข ว เดียวกันต้องมีข้อความเหมือนกันทุกฉบับ"
        " ถ้าแต่ละหน่วยมีรายการต่างกัน ให้ใช้บัญชีแนบท้ายร่วมกัน หรือออกเลขแยกฉบับ"
    )


def advised(addressees: int) -> Way:
    """The way to begin with: a circular is to many, so one alone gets a letter of its own.

    Source: regulation on official correspondence, on circulars; that an annex comes first is
    ours (decision 0009).
    """
    return Way.ANNEX if addressees > 1 else Way.OWN


def missing(began: int, last: int, used: Collection[int]) -> list[int]:
    """Numbers after `began` and up to `last` that no line of the register has.

    Source: ours: they were given on paper and are still to be entered.
    """
    known = set(used)
    return [number for number in range(began + 1, last + 1) if number not in known]


def kept_until(dated: date, years: int) -> date:
    """The first day on which a letter kept for `years` need not be kept.

    The next 1 January on or after the same day `years` later, because registers are looked
    through once a calendar year has ended. Source: regulation on official correspondence, the
    part on keeping and destroying; from memory, not confirmed.
    """
    after = dated.year + years
    return date(after, 1, 1) if (dated.month, dated.day) == (1, 1) else date(after + 1, 1, 1)


def search_words(*parts: str) -> str:
    """What a search looks in: one way of typing Thai, Arabic digits, no spaces, a line a part.

    Source: ours.
    """
    return "\n".join(plain for part in parts if (plain := _plain(part)))


def search_terms(typed: str) -> list[str]:
    """What was typed to search for, word by word, as `search_words` writes. Source: ours."""
    return [plain for word in tidy(typed).split() if (plain := _plain(word))]


def _plain(text: str) -> str:
    return "".join(arabic(tidy(text)).split()).lower()
