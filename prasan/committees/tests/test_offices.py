import pytest

from prasan.committees.models import Seat
from prasan.committees.offices import NAMES, office_of


@pytest.mark.parametrize(
    ("text", "seat", "is_sure"),
    [
        ("ประธาน", "chair", True),
        ("ประธานฯ", "chair", True),
        ("ประธานกรรมการ", "chair", True),
        ("รองประธาน คนที่ 2", "vice_chair", True),
        ("รองประธาน คนที่ ๒", "vice_chair", True),
        ("เลขาฯ", "secretary", True),
        ("กก./เลขาฯ", "secretary", True),
        ("ผู้ช่วยเลขาฯ", "assistant", True),
        ("ผู้ช่วยเลขานุการ", "assistant", True),
        ("กก./เหรัญญิก", "treasurer", True),
        ("กรรมการและเหรัญญิก", "treasurer", True),
        ("กก.", "member", True),
        ("กรรมการ", "member", True),
        ("คณะกรรมการ", "member", True),
        ("ผู้ทรงคุณวุฒิ", "expert", True),
        ("กรรมการโดยตำแหน่ง", "ex_officio", True),
        ("กรรมการ (ประชาสัมพันธ์)", "member", False),
        ("กรรมกาน", "member", False),
        ("ผู้ช่วยเหรัญญิก", "member", False),
        ("สมาชิก อบต.", "member", False),
    ],
)
def test_an_office_is_read_in_every_habit(text, seat, is_sure):
    office = office_of(text)

    assert office is not None
    assert (office.seat, office.is_sure) == (seat, is_sure)


@pytest.mark.parametrize("text", ["ชาวสวน", "หมู่ 4", "ประชาสัมพันธ์", ""])
def test_what_is_no_office_is_none(text):
    assert office_of(text) is None


def test_every_office_has_its_name():
    assert set(NAMES) == set(Seat.values)
    assert {office_of(name).seat for name in NAMES.values()} == set(Seat.values)
