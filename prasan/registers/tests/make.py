"""Lists as district offices keep them, made for tests."""

from datetime import UTC, datetime

from prasan.registers import actions
from prasan.workbooks.tests.make import drawn, xlsx

AT = datetime(2024, 11, 5, 2, 0, tzinfo=UTC)
HEAD = ["ที่", "ชื่อ-สกุล", "ตำบล", "ตำแหน่ง", "วันที่แต่งตั้ง", "เบอร์โทร"]
_GIVEN = ["บัวผัน", "สวัสดิ์", "อินสม", "แสงดา", "บุญส่ง", "จันทร์", "ทองอิน", "คำปัน", "ปราณี", "อุดม"]


def row(number, name=None, tambon="ปงเตา", seat="กรรมการ", day="1/10/2563", phone=""):
    name = name or f"นาย{_GIVEN[number % 10]} ใจดี{'ก' * (number // 10)}"
    return [str(number), name, tambon, seat, day, phone]


def rows(size=10, tambon="ปงเตา", first=0):
    """A whole committee: chair, secretary, members; all of other names with another `first`."""
    seats = ["ประธานกรรมการ", "เลขานุการ", *["กรรมการ"] * size]
    return [row(first + n, tambon=tambon, seat=seats[n]) for n in range(size)]


def a_list(*lines, title="ทะเบียนคณะกรรมการ คอช.ต. อำเภองาว", head=HEAD):
    """A workbook with a title, an empty row, headings and `lines`."""
    return xlsx([[title], [], head, *lines])


def an_intake(by, area, content=None, name="รายชื่อ.xlsx", at=AT):
    """A list that waits."""
    return actions.receive(by=by, area=area, name=name, content=content or a_list(*rows()), at=at)


__all__ = ["AT", "HEAD", "a_list", "an_intake", "drawn", "row", "rows", "xlsx"]
