"""Old meetings by workbook: the file out and in, every row judged, recorded together."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.audit.models import Event
from prasan.meetings import actions
from prasan.meetings.models import Attendance, Meeting, PastLine, PastList, Presence
from prasan.meetings.paper import places
from prasan.meetings.past import Past
from prasan.meetings.past_book import HEADINGS, MOST, NotOurs, cells_of, workbook_of
from prasan.meetings.tests import make
from prasan.workbooks.reading import read
from prasan.workbooks.tables import Spreadsheet, Table
from prasan.workbooks.writing import Column, Sheet, write

TODAY = date(2024, 11, 5)
GOOD = {
    "committee": "คอช.ต. ปงเตา", "held": "๑๘/๑๐/๒๕๖๗", "number": "", "place": "ศาลา",
    "began": "9.30", "ended": "12.00", "absent": "2", "excused": "นางบุญมี5 ศรีสุข",
}  # fmt: skip
URL = reverse("meetings:past_index", args=["520505"])


def row(**more):
    return list({**GOOD, **more}.values())


def book(*rows, name="การประชุมเก่า.xlsx"):
    """A workbook as an officer sends it: the title, the headings in row 4, then the rows."""
    columns = [Column(heading) for heading in HEADINGS.values()]
    content = write([Sheet("การประชุม", columns, rows, title=["การประชุมเก่า", ""])], title="ก")
    return SimpleUploadedFile(name, content)


@pytest.fixture
def send(client, ngao_officer, committee):
    """Send a workbook with these rows and look at them as they were understood."""
    client.force_login(ngao_officer)

    def sent(*rows) -> Past:
        client.post(URL, {"file": book(*rows)})
        return Past(PastList.objects.order_by("pk").last(), today=TODAY)

    return sent


def detail(past):
    return reverse("meetings:past", args=[past.past.pk])


def plain(response):
    return response.content.decode().replace("\u00a0", " ")


# --- What a cell may say


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", set()),
        ("ไม่มี", set()),
        ("1, 3", {1, 3}),
        ("๒-๓", {2, 3}),
        ("นางบุญมี2 ศรีสุข", {2}),
        ("2 นางบุญมี2  ศรีสุข", {2}),
        ("นางบุญมี1 ศรีสุข และ นางบุญมี3 ศรีสุข", {1, 3}),
        ("1, นางบุญมี3 ศรีสุข", {1, 3}),
    ],
)
def test_places_are_told_by_number_or_name(typed, found):
    assert places(typed, [f"นางบุญมี{n} ศรีสุข" for n in (1, 2, 3)]) == found


@pytest.mark.parametrize(
    ("typed", "says"),
    [("4", "ลำดับ 4"), ("นายไม่มีใคร รู้จัก", "ไม่มี “นายไม่มีใคร รู้จัก”"), ("นางซ้ำ ซ้อน", "สองคน")],
)
def test_who_is_not_in_the_register_is_named(typed, says):
    with pytest.raises(ValueError, match=says):
        places(typed, ["นางบุญมี ศรีสุข", "นางซ้ำ ซ้อน", "นางซ้ำ ซ้อน"])


# --- The file


def test_the_workbook_offers_committees_and_their_registers(ngao_officer, pong_tao, committee):
    make.ended(actions.seats_on(committee, TODAY)[1], by=ngao_officer, ends=date(2024, 3, 1))

    sheet = read("ก.xlsx", workbook_of(pong_tao, TODAY))

    meetings, register = sheet.table("การประชุม"), sheet.table("ทะเบียน")
    assert meetings.rows[4][0] == "คอช.ต. ปงเตา"
    told = ["|".join(cells[:4]) for cells in register.rows[4:]]
    assert told[0] == "คอช.ต. ปงเตา|ตั้งแต่ 1 มี.ค. 2567|1|นางบุญมี1 ศรีสุข"
    assert told[1].endswith("|2|นางบุญมี3 ศรีสุข")
    assert "คอช.ต. ปงเตา|1 ต.ค. 2566 ถึง 29 ก.พ. 2567|2|นางบุญมี2 ศรีสุข" in told


def test_a_workbook_as_it_went_out_says_that_nothing_is_in_it(pong_tao, committee):
    with pytest.raises(NotOurs, match="ยังไม่มีการประชุมสักครั้ง"):
        cells_of(read("ก.xlsx", workbook_of(pong_tao, TODAY)))


def test_a_workbook_filled_in_comes_back_by_its_rows():
    found = cells_of(read("ก.xlsx", book(row(), row(place="วัด")).read()))

    assert [(one.row, one.texts["place"], one.broken) for one in found] == [
        (5, "ศาลา", ""),
        (6, "วัด", ""),
    ]


def test_formulas_errors_and_long_cells_are_named_by_their_place():
    head, cells = tuple(HEADINGS.values()), row(place="#REF!", absent="2" * 301)
    table = Table("ก", (head, tuple(cells)), formulas=frozenset({(1, 1)}))

    (found,) = cells_of(Spreadsheet("ก", (table,)))

    assert found.broken.splitlines() == [
        "ช่อง B2 วันประชุม เป็นสูตร พิมพ์ค่าลงในช่องแทนสูตร",
        "ช่อง D2 สถานที่ แสดง #REF! พิมพ์ค่าที่ถูกต้องแทน",
        "ช่อง G2 ไม่มา ยาวเกิน 300 ตัวอักษร",
    ]


def test_too_many_rows_and_other_files_are_refused():
    with pytest.raises(NotOurs, match="แบ่งเป็นหลายไฟล์"):
        cells_of(read("ก.xlsx", book(*[row()] * (MOST + 1)).read()))
    other = write([Sheet("ก", [Column("ชื่อ")], [["นางบุญมี"]])], title="ก")
    with pytest.raises(NotOurs, match="ไม่พบหัวคอลัมน์"):
        cells_of(read("ก.xlsx", other))


# --- What a row means


def test_a_good_row_is_ready_with_who_was_missing(send):
    (found,) = send(row()).rows

    assert found.is_ready
    assert (found.held, found.began, found.ended) == (date(2024, 10, 18), time(9, 30), time(12))
    assert (found.present, [how for _, how in found.missing]) == (3, ["ขาด", "ลา"])
    assert found.doubts == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"committee": ""}, "แถว 5 คณะกรรมการ: ยังว่างอยู่"),
        ({"committee": "คอช.ต. ล้อมแรด"}, "ไม่รู้จัก “คอช.ต. ล้อมแรด”"),
        ({"held": ""}, "แถว 5 วันประชุม: ยังว่างอยู่"),
        ({"held": "31/2/2567"}, "แถว 5 วันประชุม: "),
        ({"held": "18/10/2024"}, "ค.ศ."),
        ({"held": "6/11/2567"}, "อยู่หลังวันนี้"),
        ({"held": "30/9/2566"}, "ยังไม่มีกรรมการตามคำสั่ง"),
        ({"number": "ศูนย์"}, "แถว 5 ครั้งที่: อ่าน “ศูนย์” ไม่ได้"),
        ({"number": "1/2566"}, "ไม่ใช่ของปี 2567"),
        ({"place": ""}, "แถว 5 สถานที่: ยังว่างอยู่"),
        ({"place": "ก" * 201}, "ยาวเกิน 200"),
        ({"began": "สาย"}, "แถว 5 เริ่มเวลา: อ่านเวลา “สาย”"),
        ({"ended": "9.30"}, "แถว 5 เลิกเวลา: เวลาเลิกไม่ได้อยู่หลังเวลาเริ่ม"),
        ({"absent": "6"}, "แถว 5 ไม่มา: ลำดับ 6 ไม่มีในทะเบียน"),
        ({"absent": "นายอื่น อื่น"}, "แถว 5 ไม่มา: ไม่มี “นายอื่น อื่น”"),
        ({"absent": "5"}, "แถว 5 ลา: ลำดับ 5 อยู่ทั้งในช่องไม่มาและช่องลา"),
    ],
)
def test_each_bad_cell_is_told_by_row_and_column(send, more, says):
    found = send(row(**more))

    assert says in " ".join(found.wrong[0].problems)
    assert found.ready == []


def test_rows_that_contradict_each_other_or_the_records_are_told(send, record):
    record(date(2024, 9, 2), number=7)
    record(date(2024, 9, 9))

    found = send(
        row(),
        row(place="วัด"),
        row(held="1/10/2567", number="7"),
        row(held="2/10/2567", number="9"),
        row(held="3/10/2567", number="9"),
        row(held="9/9/2567", absent="", excused=""),
        row(held="2/9/2567"),
    ).rows

    assert found[0].is_ready
    assert "วันเดียวกับแถว 5" in found[1].problems[0]
    assert "ครั้งที่ 7/2567 เป็นการประชุมวันที่ 2 ก.ย. 2567 แล้ว" in found[2].problems[0]
    assert found[3].is_ready
    assert "ครั้งที่เดียวกับแถว 8" in found[4].problems[0]
    assert found[5].doubts == ["บันทึกไว้แล้วเป็นครั้งที่ 8/2567 แถวนี้ไม่บันทึกซ้ำ"]
    assert "ที่บันทึกไว้มา 5 คน ในไฟล์มา 3 คน" in found[6].doubts[0]
    assert not any(one.is_ready for one in found[4:])


def test_no_quorum_and_a_day_off_are_doubts_and_block_nothing(send):
    few, saturday = send(row(absent="1-3", excused=""), row(held="19/10/2567")).rows

    assert "ไม่ครบองค์ประชุม" in few.doubts[0]
    assert "ตรงกับวันเสาร์" in saturday.doubts[0]
    assert [few.is_ready, saturday.is_ready] == [True, True]


def test_a_meeting_that_is_on_stays_where_it_is(send, opened):
    (found,) = send(row(held="5/11/2567")).rows

    assert "เปิดอยู่ในระบบ" in found.problems[0]


def test_an_order_registered_later_puts_a_row_right(client, send, ngao_officer, ban_rong):
    client.post(
        reverse("meetings:past_index", args=["5205"]),
        {"file": book(row(committee="คอช.ต. บ้านร้อง"))},
    )
    past = PastList.objects.get()
    assert "ไม่รู้จัก" in Past(past, today=TODAY).wrong[0].problems[0]

    make.committee(by=ngao_officer, area=ban_rong)

    assert len(Past(past, today=TODAY).ready) == 1


# --- Recorded together


def test_ready_rows_are_recorded_with_one_press_and_one_event(client, send):
    past = send(row(held="18/10/2567"), row(held="3/10/2567", absent="", excused=""), row(held=""))
    response = client.post(detail(past), {"do": "record"}, follow=True)

    assert "บันทึกการประชุมเก่าแล้ว 2 ครั้ง" in plain(response)
    told = list(Meeting.objects.order_by("held").values_list("held", "number"))
    # In the order they were held, whatever the order of the rows.
    assert told == [(date(2024, 10, 3), 1), (date(2024, 10, 18), 2)]
    absent = Attendance.objects.exclude(presence=Presence.PRESENT).order_by("seat")
    assert list(absent.values_list("presence", flat=True)) == ["absent", "excused"]
    assert Event.objects.filter(verb="past.recorded").count() == 1
    assert PastLine.objects.filter(meeting=None).count() == 1


def test_a_second_press_and_the_same_file_record_nothing_twice(client, send):
    past = send(row())
    for _ in range(2):
        client.post(detail(past), {"do": "record"})
    again = send(row())

    assert again.past == past.past
    assert Meeting.objects.count() == 1
    assert Event.objects.filter(verb="past.recorded").count() == 1


def test_a_corrected_file_records_what_was_missing(client, send):
    client.post(detail(send(row(), row(held="3/10/2567", absent="9"))), {"do": "record"})

    found = send(row(), row(held="3/10/2567", absent="3"))
    assert [len(found.ready), len(found.done)] == [1, 1]
    client.post(detail(found), {"do": "record"})

    assert Meeting.objects.count() == 2


def test_one_refused_meeting_takes_back_all(ngao_officer, send, committee):
    past = send(row(), row(held="3/10/2567"))
    entries = [
        actions.PastEntry(one.line.pk, committee, one.held, one.place, one.presences, number)
        for one, number in zip(past.rows, (1, 1), strict=True)
    ]

    with pytest.raises(Exception, match="แถว 6 ครั้งที่ 1/2567"), transaction.atomic():
        actions.record_past(
            by=ngao_officer, past=past.past, entries=entries, today=TODAY, at=make.at(9)
        )

    assert not Meeting.objects.exists()


def test_a_file_given_up_may_be_sent_again_and_one_recorded_may_not(client, send):
    past = send(row())
    for _ in range(2):
        client.post(detail(past), {"do": "drop"})
    assert "ยกเลิกไปแล้ว" in plain(client.post(detail(past), {"do": "record"}, follow=True))

    again = send(row())
    assert again.past != past.past
    client.post(detail(again), {"do": "record"})
    assert "ยกเลิกไม่ได้" in plain(client.post(detail(again), {"do": "drop"}, follow=True))
    assert Event.objects.filter(verb="past.dropped").count() == 1


# --- The pages


def test_strangers_other_districts_and_readers_are_kept_out(client, send, thoen_officer, reader):
    past = send(row())
    workbook = reverse("meetings:past_workbook", args=["520505"])
    client.logout()
    for url in (URL, detail(past), workbook):
        assert client.get(url).status_code == 302
    for who, code in ((thoen_officer, 404), (reader, 403)):
        client.force_login(who)
        for url in (URL, detail(past), workbook):
            assert client.get(url).status_code == code
        assert client.post(URL, {"file": book(row())}).status_code == code
        assert client.post(detail(past), {"do": "record"}).status_code == code
    assert not Meeting.objects.exists()


def test_the_page_gives_the_workbook_and_lists_what_was_sent(client, send, pong_tao):
    assert "ไฟล์ที่ส่งมาจะรออยู่ที่นี่" in plain(client.get(URL))
    past = send(row())

    page = plain(client.get(URL))
    assert past.past.name in page
    assert "รอตรวจ" in page
    response = client.get(reverse("meetings:past_workbook", args=["520505"]))
    assert response.content.startswith(b"PK")


def test_an_area_without_committees_says_what_comes_first(client, ngao_officer, ban_rong):
    client.force_login(ngao_officer)

    assert "ยังไม่มีคณะกรรมการในพื้นที่นี้" in plain(
        client.get(reverse("meetings:past_index", args=[ban_rong.code]))
    )


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (None, "ยังไม่ได้เลือกไฟล์"),
        (SimpleUploadedFile("ก.xlsx", b"%PDF-1.7"), "ไม่ใช่ตาราง"),
        (SimpleUploadedFile("ก.csv", "ชื่อ\nนาง".encode()), "ไม่พบหัวคอลัมน์"),
        (SimpleUploadedFile("ก.xlsx", b"PK\x03\x04" + b"0" * 5_000_000), "ใหญ่เกิน 4 MB"),
    ],
)
def test_a_bad_file_is_refused_with_what_to_do(client, ngao_officer, committee, file, says):
    client.force_login(ngao_officer)

    response = client.post(URL, {"file": file} if file else {})

    assert response.status_code == 200
    assert says in plain(response)
    assert not PastList.objects.exists()


def test_the_rows_show_who_was_missing_and_what_is_wrong(client, send):
    past = send(row(), row(held="3/10/2567", absent="9"))

    page = plain(client.get(detail(past)))

    assert "3 จาก 5 คน" in page
    assert "บุญมี2" in page
    assert "แถว 6 ไม่มา: ลำดับ 9 ไม่มีในทะเบียน" in page
    assert "บันทึก 1 ครั้งที่พร้อม" in page


def test_forty_rows_ask_as_much_as_two(client, send):
    few = detail(send(row(), row(held="2/10/2567")))
    many = detail(
        send(*(row(held=f"{day}/{month}/2567") for day in range(1, 21) for month in (5, 6)))
    )
    client.get(few)
    with CaptureQueriesContext(connection) as asked:
        client.get(few)
    with CaptureQueriesContext(connection) as asked_more:
        client.get(many)

    assert len(asked_more) == len(asked)


# --- What the database refuses


def test_a_file_waits_once_and_a_row_stands_once(ngao_officer, pong_tao):
    told = {"area": pong_tao, "sha256": "0" * 64, "received_at": make.at(8)}
    past = PastList.objects.create(name="ก", received_by=ngao_officer, **told)
    PastLine.objects.create(past=past, row=4)
    for broken in (
        lambda: PastList.objects.create(name="ข", received_by=ngao_officer, **told),
        lambda: PastLine.objects.create(past=past, row=4),
        lambda: PastList.objects.filter(pk=past.pk).update(recorded_at=make.at(9)),
        lambda: PastList.objects.filter(pk=past.pk).update(dropped_at=make.at(9)),
        lambda: PastList.objects.filter(pk=past.pk).update(
            recorded_at=make.at(9), recorded_by=ngao_officer,
            dropped_at=make.at(9), dropped_by=ngao_officer,
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()
