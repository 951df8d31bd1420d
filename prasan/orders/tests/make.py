"""Orders for tests, registered through actions."""

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Pdf

from prasan.committees.actions import establish
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.orders.actions import draft_amendment, draft_order, register_order, sign_order
from prasan.orders.models import DraftOrder, Order
from prasan.orders.rules import Member
from prasan.orders.succession import SeatChange

STARTS = date(2024, 10, 1)
EXPIRES = date(2028, 10, 1)
_NUMBERS = count(1)
_GIVEN = ["บุญส่ง", "ศรีวรรณ", "อุดม", "อรุณี", "สมหวัง", "จันทร์", "ทองอิน", "ประเสริฐ", "คำปัน", "ปราณี"]


def members(
    size: int = 10, *, family: str = "แก้วปันดา", phone: str = "081-234-5678"
) -> list[Member]:
    """A chair, a secretary and so many members, all told apart by their names."""
    seats = ["chair", "secretary", *["member"] * size]
    return [
        Member(
            "นาย",
            _GIVEN[n % len(_GIVEN)],
            f"{family}{'ก' * (n // len(_GIVEN))}",
            seats[n],
            f"หมู่ {n + 1}",
            phone,
        )
        for n in range(size)
    ]


def order(by, area, kind="tambon", **facts) -> Order:
    """A registered order of four years from 1 October 2567, unless `facts` say otherwise."""
    starts = facts.get("starts", STARTS)
    known = {
        "number": next(_NUMBERS),
        "year": starts.year + 543,
        "signed": starts,
        "starts": starts,
        "expires": starts.replace(year=starts.year + 4),
        "signatory": "นายสมชาย ใจเย็น",
        "members": members(),
    }
    committee = establish(by=by, area=area, kind=kind)
    return register_order(by=by, committee=committee, **{**known, **facts})


def pdf(words: str = "คำสั่ง") -> SimpleUploadedFile:
    """A real paper of one page, as a browser sends it; other `words`, another paper."""
    paper = Pdf.new()
    paper.add_blank_page()
    paper.docinfo["/Title"] = words
    written = BytesIO()
    paper.save(written, deterministic_id=True)
    return SimpleUploadedFile(f"{sha256(words.encode()).hexdigest()[:6]}.pdf", written.getvalue())


def scan(by, area, words: str = "คำสั่ง", at: datetime | None = None) -> Evidence:
    """A signed copy, kept on 1 November 2567 unless `at` says otherwise."""
    at = at or datetime(2024, 11, 1, 3, 0, tzinfo=UTC)
    return keep(by=by, area=area, upload=pdf(words), at=at)


def amended(by, base: Order, signed: date = date(2024, 11, 4), *, number: int = 900) -> Order:
    """A signed order that adds one member to `base`, in effect from the day it was signed."""
    draft = draft_amendment(
        by=by,
        committee=base.committee,
        order=base,
        changes=[
            SeatChange(member=Member("นาย", "คำแสน", "ใจมา", "member", "หมู่ 15", "081-234-5679"))
        ],
        at=datetime(2024, 11, 4, 3, 0, tzinfo=UTC),
    )
    return sign_order(by=by, draft=draft, signed=signed, signatory="นายสมชาย ใจเย็น", number=number)


def drafted(by, area, kind: str = "tambon") -> DraftOrder:
    """A draft of a whole committee that nobody has signed, planned for a day gone by."""
    committee = establish(by=by, area=area, kind=kind)
    at = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)
    return draft_order(
        by=by, committee=committee, members=members(), at=at, planned=date(2024, 11, 1)
    )
