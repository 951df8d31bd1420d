"""How letters are numbered and cited."""

from datetime import date

from prasan.thai.calendar import format_long

# A circular's number beyond this is more letters than an office writes in a year.
_LIKELY_LAST = 9999


def label(code: str, number: int, *, is_circular: bool) -> str:
    """The number as cited: code, slash, ว for a circular, number: ลป 0019.3/ว 2598.

    Source: regulation on official correspondence, external letter and circular (docs/rules.md).
    """
    return f"{code}/{'ว ' if is_circular else ''}{number}"


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
