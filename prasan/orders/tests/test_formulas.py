"""A formula somebody typed is text wherever it goes: in the register, on paper, in our exports."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from prasan.committees.actions import establish
from prasan.letters.tests.typesetting.reading import pdf_pages, squeezed
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.tests.make import members
from prasan.registers import documents
from prasan.registers.register import register_of
from prasan.workbooks.reading import read

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
FORMULAS = ['=HYPERLINK("http://bad.example","คลิก")', "=1+1", "+66", "-2+3", "@SUM(A1)"]


def drafted(by, area, lines):
    committee = establish(by=by, area=area, kind="tambon")
    return actions.draft_order(by=by, committee=committee, members=lines, at=AT)


def signed(by, draft):
    return actions.sign_order(
        by=by, draft=draft, signed=date(2024, 11, 4), signatory="นายธนากร วิเศษชัยชาญ", number=45
    )


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_as_origin_is_signed_as_text_and_exported_as_text(
    ngao_officer, pong_tao, formula
):
    people = [*members(8), Member("นาย", "คำแสน", "=ใจมา", "member", formula, "")]

    order = signed(ngao_officer, drafted(ngao_officer, pong_tao, people))

    seat = order.appointments.get(line=9)
    assert (seat.represents, seat.person.family_name) == (formula, "=ใจมา")
    register = register_of(pong_tao, date(2024, 11, 5), with_phones=True)
    book = documents.workbook(register, in_thai_digits=False)
    (table,) = read("a.xlsx", book).shown
    assert any(formula in row for row in table.rows)
    with zipfile.ZipFile(BytesIO(book)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_a_name_that_is_a_formula_keeps_the_draft_from_being_signed(ngao_officer, pong_tao):
    people = [*members(8), Member("", '=HYPERLINK("http://bad")', "", "member")]
    draft = drafted(ngao_officer, pong_tao, people)

    with pytest.raises(actions.Refused, match="แถว 9 มีสูตรของ Excel พิมพ์ชื่อแทนสูตร"):
        signed(ngao_officer, draft)

    draft.refresh_from_db()
    assert draft.is_open


def test_the_paper_prints_a_formula_as_it_was_typed(client, officer, pong_tao):
    people = [*members(8), Member("นาย", "คำแสน", "ใจมา", "member", "=1+1")]
    draft = drafted(officer, pong_tao, people)

    (page, *_rest) = pdf_pages(client.get(f"/orders/drafts/{draft.pk}/paper.pdf").content)

    assert "=๑+๑" in squeezed(page) or "=1+1" in squeezed(page)
