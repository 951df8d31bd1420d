"""The registers out and in: narrowed, searched, cancelled, as files."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from prasan.audit.models import Event
from prasan.letters.actions import cancel_letter, number_letter, open_series
from prasan.letters.models import Counter, Letter, Series
from prasan.letters.tests import make

OUT, IN = reverse("letters:index"), reverse("letters:received_index")
PAPER = reverse("letters:from_paper")


@pytest.fixture
def issued(province_officer, office, ngao) -> Letter:
    return make.sent(province_officer, office, ngao)


def typed(office, **change) -> dict[str, object]:
    said = {"series": "circular", "number": "๒๖๐๐", "dated": "4 พ.ย. 2567", "urgency": "001"}
    return {"office": office.pk, **said, "subject": "แจ้งกำหนดการ", "districts": ["5205"], **change}


def shown(client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "2598",
        "๒๕๙๘",
        "๕๙๘",
        "ว 2598",
        "นายอำเภอ งาว",
        "ขอให้รายงาน",
        "5 พ.ย. 2567",
        "๕ พฤศจิกายน ๒๕๖๗ งาว",
        "5/11/67",
        "เร่งรัด 5 พฤศจิกายน 2567",
    ],
)
def test_a_letter_is_found_by_number_addressee_and_its_own_words(
    client, province_officer, issued, words
):
    client.force_login(province_officer)

    assert f'href="/letters/{issued.pk}/"' in client.get(OUT, {"q": words}).content.decode()


def test_what_is_not_there_is_said_with_the_way_back(client, province_officer, issued):
    client.force_login(province_officer)

    html = client.get(OUT, {"q": "ประปา"}).content.decode()

    assert "ไม่มีหนังสือที่ตรงกับที่เลือก" in html
    assert "“ประปา”" in html
    assert f'href="/letters/{issued.pk}/"' not in html


@pytest.mark.parametrize(
    ("narrowed", "is_there"),
    [
        ({"series": "circular"}, True),
        ({"series": "ordinary"}, False),
        ({"year": "๒๕๖๗"}, True),
        ({"year": "2566"}, False),
        ({"urgency": "004"}, True),
        ({"urgency": "001"}, False),
        ({"urgency": "009"}, True),
        ({"q": "6 พ.ย. 2567"}, False),
        ({"q": "5 พ.ย."}, False),  # without its year it is words, and they are not in it
        ({"q": "งาว", "year": "2567", "series": "circular", "urgency": "004"}, True),
        ({"series": "received", "year": "ปี"}, True),  # what cannot be is passed over
    ],
)
def test_a_register_is_narrowed_by_series_and_year(
    client, province_officer, issued, narrowed, is_there
):
    client.force_login(province_officer)

    html = client.get(OUT, narrowed).content.decode()

    assert (f'href="/letters/{issued.pk}/"' in html) == is_there


def test_a_letter_numbered_on_paper_is_entered_and_its_number_passed_over(
    client, province_officer, office, ngao
):
    client.force_login(province_officer)
    number = {2598: None, 2599: None, 2601: None}

    answer = client.post(PAPER, typed(office))

    letter = Letter.objects.get(number=2600)
    assert answer["Location"] == f"/letters/{letter.pk}/"
    assert [one.area_id for one in letter.recipients.all()] == ["5205"]
    for wanted in number:
        draft = make.draft(province_officer, office)
        numbered = number_letter(
            by=province_officer, letter=draft, dated=make.TODAY, at=make.moment()
        )
        assert numbered.number == wanted


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": "๒๕๙๘"}, "เลข ลป 0019.3/ว 2598 มีในทะเบียนแล้ว"),
        ({"dated": "6 พ.ย. 2567"}, "วันที่ของหนังสืออยู่หลังวันนี้"),
        ({"number": "ว ๑"}, "พิมพ์เป็นจำนวนเต็ม"),
        ({"subject": ""}, "ยังไม่ได้กรอกเรื่อง"),
    ],
)
def test_a_letter_from_paper_that_cannot_be_is_told(
    client, province_officer, office, issued, change, said
):
    client.force_login(province_officer)

    html = client.post(PAPER, typed(office, **change)).content.decode()

    assert said in html
    assert "แจ้งกำหนดการ" in html or change.get("subject") == ""
    assert Letter.objects.count() == 1


def test_who_keeps_no_register_enters_nothing(client, reader, tambon_officer, office):
    for user in (reader, tambon_officer):
        client.force_login(user)
        assert client.get(PAPER).status_code == 403
        assert client.post(PAPER, typed(office)).status_code == 403
    assert not Letter.objects.exists()


def test_an_officer_without_an_office_is_told_whom_to_ask(client, ngao_officer):
    client.force_login(ngao_officer)

    assert "ยังไม่มีสำนักงานของท่านในระบบ" in shown(client, PAPER)


def test_numbers_given_on_paper_and_not_entered_are_told(client, province_officer, office, issued):
    open_series(by=province_officer, office=office, series="circular", year=2567, last=2603)
    client.force_login(province_officer)

    html = shown(client, OUT)

    assert "เลขที่ใช้บนกระดาษ 5 เลขยังไม่ได้ลงทะเบียน" in html.replace("\xa0", " ")
    client.post(PAPER, typed(office, number="2599"))
    assert "เลขที่ใช้บนกระดาษ 4 เลข" in shown(client, OUT).replace("\xa0", " ")


def test_a_cancelled_letter_keeps_its_number_with_the_reason(
    client, province_officer, office, issued
):
    client.force_login(province_officer)
    url = reverse("letters:cancel", args=[issued.pk])

    for _ in range(2):
        assert client.post(url, {"because": "พิมพ์ผู้รับผิด"}).status_code == 302

    issued.refresh_from_db()
    assert (issued.number, issued.cancelled_because) == (2598, "พิมพ์ผู้รับผิด")
    assert Event.objects.filter(verb="letter.cancelled").count() == 1
    assert "ยกเลิก" in shown(client, OUT)
    assert "พิมพ์ผู้รับผิด" in shown(client, f"/letters/{issued.pk}/")
    following = make.written(province_officer, office)
    assert (
        number_letter(
            by=province_officer, letter=following, dated=make.TODAY, at=make.moment()
        ).number
        == 2599
    )


def test_a_letter_received_elsewhere_is_not_cancelled(
    client, province_officer, ngao_officer, district, issued
):
    make.received(ngao_officer, district, letter=issued)
    client.force_login(province_officer)

    html = client.post(
        reverse("letters:cancel", args=[issued.pk]), {"because": "ผิด"}
    ).content.decode()

    assert "ยกเลิกไม่ได้ สำนักงานปลายทางลงรับแล้ว" in html
    issued.refresh_from_db()
    assert issued.cancelled_at is None


def test_cancelling_needs_a_reason_a_number_and_the_right(
    client, province_officer, ngao_officer, office, issued
):
    url = reverse("letters:cancel", args=[issued.pk])
    client.force_login(ngao_officer)
    assert client.post(url, {"because": "ผิด"}).status_code == 403
    client.force_login(province_officer)
    assert "ยังไม่ได้กรอกเหตุที่ยกเลิก" in client.post(url, {"because": " "}).content.decode()

    draft = make.draft(province_officer, office)
    with pytest.raises(ValueError, match="ไม่มีเลขให้ยกเลิก"):
        cancel_letter(by=province_officer, letter=draft, because="ผิด", at=make.moment())


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_register_goes_out_with_the_columns_of_the_form(
    client, province_officer, office, issued, ngao
):
    make.from_paper(province_officer, office, ngao)
    client.force_login(province_officer)

    excel = client.get(reverse("letters:out_excel"), {"year": "2567"})
    pdf = client.get(reverse("letters:out_pdf"), {"year": "2567"})

    head = ["เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"]
    head += ["ชั้นความเร็ว", "ชั้นความลับ", "อายุการเก็บ"]
    rows = cells(excel.content)
    place = rows.index(head)
    assert rows[place + 1][-3:] == ["004 ด่วนที่สุด", "001 ปกติ", ""]
    assert rows[place + 1][:2] == [2598.0, "ลป 0019.3/ว 2598"]
    assert rows[place + 1][2] == make.TODAY
    assert len(rows) == place + 2  # the letter of 2566 is not of this year
    assert pdf.content.startswith(b"%PDF-")


def test_a_register_without_lines_says_so(client, province_officer, office):
    client.force_login(province_officer)

    excel = client.get(reverse("letters:in_excel"))
    pdf = client.get(reverse("letters:in_pdf"))

    assert ["ไม่มีหนังสือในทะเบียนที่เลือก"] in [row[:1] for row in cells(excel.content)]
    assert pdf.content.startswith(b"%PDF-")


def test_the_register_of_letters_in_says_day_and_hour(client, ngao_officer, district):
    make.received(ngao_officer, district)
    client.force_login(ngao_officer)

    rows = cells(client.get(reverse("letters:in_excel")).content)

    line = next(row for row in rows if row[0] == 1.0)
    assert line[:4] == [1.0, make.TODAY, "09.00", "มท 0402/ว 123"]
    assert client.get(reverse("letters:in_pdf")).content.startswith(b"%PDF-")


def test_registers_are_of_ones_own_reach(client, thoen_officer, ngao_officer, district, issued):
    make.received(ngao_officer, district)
    client.force_login(thoen_officer)

    assert "มท" not in shown(client, IN)
    assert make.SUBJECT not in shown(client, OUT)
    rows = cells(client.get(reverse("letters:in_excel")).content)
    assert not any("กรมการพัฒนาชุมชน" in row for row in rows)


def counted(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


@pytest.mark.parametrize("url", [IN, reverse("letters:in_excel"), reverse("letters:out_excel")])
def test_registers_cost_the_same_for_many_letters(
    client, province_officer, ngao_officer, office, district, ngao, url
):
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            make.received(ngao_officer, district, their_number=f"มท 1/{number}")
            make.from_paper(province_officer, office, ngao, number=number)

    more(1, 3)
    client.force_login(ngao_officer)
    client.get(url)
    few = counted(client, url)
    more(3, 41)

    assert counted(client, url) == few


def test_a_series_may_begin_anywhere_and_says_where(province_officer, office):
    counter = Counter.objects.get(office=office, series=Series.CIRCULAR)

    assert (counter.began, counter.last) == (2597, 2597)


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("30 ต.ค. 2567", True),  # the letter's own day
        ("5 พ.ย. 2567", True),  # the day it came
        ("4 พ.ย. 2567", False),
        ("กรมการพัฒนาชุมชน ๑๒๓", True),
        ("0402", True),
        ("ผู้ว่าราชการ", True),
    ],
)
def test_a_received_letter_is_found_by_anything_the_register_says(
    client, province_officer, office, words, is_there
):
    incoming = make.received(province_officer, office)
    client.force_login(province_officer)

    html = client.get(IN, {"q": words}).content.decode()

    assert (incoming.get_absolute_url() in html) == is_there


def test_what_is_searched_comes_page_by_page_in_the_order_of_the_register(
    client, province_officer, office, ngao
):
    for _ in range(52):
        make.sent(province_officer, office, ngao)
    client.force_login(province_officer)

    first = client.get(OUT, {"q": "งาว"}).context["page"]
    second = client.get(OUT, {"q": "งาว", "page": "2"}).context["page"]

    assert first.paginator.count == 52
    assert [one.number for one in first] == list(range(2649, 2599, -1))
    assert [one.number for one in second] == [2599, 2598]


def test_a_letter_to_others_is_not_found(client, thoen_officer, issued):
    client.force_login(thoen_officer)

    for words in ("2598", "งาว", "5 พ.ย. 2567", ""):
        html = client.get(OUT, {"q": words}).content.decode()
        assert f'href="/letters/{issued.pk}/"' not in html


def test_the_file_says_what_was_searched(client, province_officer, issued):
    client.force_login(province_officer)

    answer = client.get(reverse("letters:out_excel"), {"q": "งาว", "urgency": "004"})

    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    head = " ".join(str(cell) for row in book.get_sheet_by_index(0).to_python()[:2] for cell in row)
    assert "ค้นหา “งาว”" in head
    assert "ชั้นความเร็ว ด่วนที่สุด" in head
