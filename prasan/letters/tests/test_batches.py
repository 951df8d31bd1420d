"""Letters of one matter: numbered in one block, printed as one file, each in the register."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pikepdf import Pdf
from python_calamine import CalamineWorkbook

from prasan.accounts.rights import Role
from prasan.audit.models import Event
from prasan.jobs import actions as jobs
from prasan.jobs.models import Job
from prasan.jobs.rules import Stage
from prasan.letters import batches
from prasan.letters.actions import (
    MayNotSign,
    cancel_letter,
    clear_files,
    end_signatory,
    number_batch,
    number_letter,
    open_series,
    record_batch_sent,
    register_letter,
)
from prasan.letters.jobs import FILES
from prasan.letters.models import Batch, BatchFile, Counter, Letter, Recipient, Series
from prasan.letters.tests import make
from prasan.letters.tests.typesetting.reading import pdf_pages


@pytest.fixture
def batch(province_officer, office, ngao, thoen) -> Batch:
    return make.batch(province_officer, office, ngao, thoen)


@pytest.fixture
def made(province_officer, areas, batch):
    """Let the files of the batch be made."""

    def run(*, odd: bool = False, of: Batch = batch) -> Job:
        return jobs.start(
            by=province_officer,
            kind=FILES,
            title="จัดทำไฟล์",
            area=areas["52"],
            total=of.letters.count(),
            at=make.moment(),
            now=make.moment(),
            arguments={"batch": of.pk, "odd": odd},
        )

    return run


def content(batch: Batch, ending: str) -> bytes:
    with batch.files.get(ending=ending).file.open("rb") as file:
        return file.read()


# Numbering.


def test_each_letter_has_its_own_number_addressee_and_line(batch, ngao, thoen):
    letters = list(Letter.objects.filter(batch=batch).order_by("number"))

    assert [(one.number, one.series, one.dated) for one in letters] == [
        (1, "ordinary", make.TODAY),
        (2, "ordinary", make.TODAY),
    ]
    assert [one.recipients.get().area for one in letters] == [ngao, thoen]
    assert letters[0].content["number"] == "ลป 0019.3/1"
    assert letters[0].content["written"] == "2024-11-05"
    assert "อำเภอเถิน" in letters[1].words
    event = Event.objects.get(verb="batch.numbered")
    assert "2 ฉบับ" in event.summary
    assert event.changes["last"] == "2"


def test_a_block_follows_what_was_numbered_and_passes_over_paper(
    province_officer, office, ngao, thoen
):
    one = make.written(province_officer, office, ngao, series=Series.ORDINARY)
    number_letter(by=province_officer, letter=one, dated=make.TODAY, at=make.moment())
    register_letter(
        by=province_officer, office=office, series=Series.ORDINARY, urgency="001", number=3,
        dated=make.TODAY, subject="บนกระดาษ", recipients=[(ngao, "นายอำเภองาว")], at=make.moment(),
    )  # fmt: skip

    batch = make.batch(province_officer, office, ngao, thoen)

    assert sorted(batch.letters.values_list("number", flat=True)) == [2, 4]
    assert Counter.objects.get(series=Series.ORDINARY).last == 4


def test_who_may_not_sign_leaves_no_number(province_officer, office, ngao):
    signing = make.signatory(province_officer, office)
    end_signatory(by=province_officer, signatory=signing, ends=make.TODAY, because="ย้าย")
    signing.refresh_from_db()

    with pytest.raises(MayNotSign, match="ลงนามได้ถึงก่อนวันที่"):
        make.batch(province_officer, office, ngao, signatory=signing)

    assert not Letter.objects.filter(series=Series.ORDINARY).exists()
    assert not Counter.objects.filter(series=Series.ORDINARY).exists()


def test_nobody_and_the_same_area_twice_are_refused(province_officer, office, ngao):
    with pytest.raises(ValidationError, match="ไม่มีผู้รับ"):
        make.batch(province_officer, office)
    with pytest.raises(ValidationError, match="มากกว่าหนึ่งฉบับ"):
        make.batch(province_officer, office, ngao, ngao)
    assert not Batch.objects.exists()


def test_a_batch_in_the_new_year_begins_anew(province_officer, office, ngao):
    make.batch(province_officer, office, ngao)

    later = make.batch(province_officer, office, ngao, dated=make.TODAY.replace(year=2025))

    assert [(one.number, one.year) for one in later.letters.all()] == [(1, 2568)]


def test_letters_of_a_batch_are_no_circulars(batch):
    with pytest.raises(IntegrityError, match="letters_of_a_batch"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(series=Series.CIRCULAR)


def test_a_batch_has_each_file_once(batch):
    BatchFile.objects.create(batch=batch, ending="pdf", size=1, made_at=make.moment())
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchFile.objects.create(batch=batch, ending="pdf", size=1, made_at=make.moment())


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_leave_no_gap_and_no_twins(
    threads, province_officer, office, ngao, thoen
):
    signing = make.signatory(province_officer, office)
    letters = [make.addressed(ngao), make.addressed(thoen)]

    def numbered() -> list[int]:
        batch = number_batch(
            by=province_officer, office=office, subject=make.SUBJECT, urgency="001",
            signatory=signing, letters=letters, dated=make.TODAY, at=make.moment(),
        )  # fmt: skip
        return sorted(batch.letters.values_list("number", flat=True))

    blocks = threads.run(*[numbered] * 4)

    # Each block is whole, and together they run on without a gap.
    assert all(last == first + 1 for first, last in blocks)
    assert sorted(sum(blocks, [])) == list(range(1, 9))
    assert threads.run(lambda: Counter.objects.get(series=Series.ORDINARY).last) == [8]


# Sending and cancelling.


def test_the_whole_batch_is_sent_once(batch, province_officer):
    first = record_batch_sent(by=province_officer, batch=batch, at=make.moment())
    again = record_batch_sent(by=province_officer, batch=batch, at=make.moment(hour=12))

    assert (first, again) == (2, 0)
    assert Event.objects.filter(verb="batch.sent").count() == 1
    assert batches.told(batch).unsent == 0


def test_a_sent_letter_waits_at_the_office_of_its_unit_alone(
    batch, province_officer, district, thoen
):
    record_batch_sent(by=province_officer, batch=batch, at=make.moment())

    waiting = Letter.objects.awaiting([district])

    assert [one.recipients.get().area_id for one in waiting] == ["5205"]


def test_a_cancelled_letter_keeps_its_number_and_is_not_printed(batch, province_officer):
    letter = batch.letters.get(number=1)
    cancel_letter(by=province_officer, letter=letter, because="ส่งครบแล้ว", at=make.moment())

    told = batches.told(batch)

    assert (told.count, told.cancelled, told.unsent) == (2, 1, 1)
    assert [one.number for one in batches.letters_of(batch)] == [2]


# The files.


def test_the_job_makes_one_file_to_print_and_one_of_single_letters(batch, made):
    job = made()

    assert (job.stage, job.result_url) == (Stage.FINISHED, f"/letters/batches/{batch.pk}/")
    pages = pdf_pages(content(batch, "pdf"))
    assert len(pages) == 2
    assert "อำเภองาว" in pages[0]
    assert "อำเภอเถิน" in pages[1]
    with zipfile.ZipFile(BytesIO(content(batch, "zip"))) as zipped:
        names = zipped.namelist()
        assert names == ["0001 นายอำเภองาว.pdf", "0002 นายอำเภอเถิน.pdf", "รายชื่อผู้รับ.xlsx"]
        assert pdf_pages(zipped.read(names[0])) == pages[:1]


def test_the_joined_file_declares_pdf_a_as_single_ones_do(batch, made):
    made()

    with Pdf.open(BytesIO(content(batch, "pdf"))) as whole:
        told = whole.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
        assert whole.check_pdf_syntax() == []


def test_printed_on_both_sides_each_letter_begins_a_sheet(batch, made):
    made(odd=True)

    kept = batch.files.get(ending="pdf")
    assert (kept.pages, kept.begins_odd) == (3, True)
    assert "อำเภอเถิน" in pdf_pages(content(batch, "pdf"))[2]


def test_files_made_again_take_the_place_of_the_old(
    batch, made, django_capture_on_commit_callbacks
):
    made()
    old = batch.files.get(ending="pdf").file
    with django_capture_on_commit_callbacks(execute=True):
        made(odd=True)

    assert batch.files.count() == 2
    assert batch.files.get(ending="pdf").file.name != old.name
    assert not old.storage.exists(old.name)


def test_a_batch_all_cancelled_has_nothing_to_print(batch, made, province_officer):
    for letter in batch.letters.all():
        cancel_letter(by=province_officer, letter=letter, because="ผิด", at=make.moment())

    job = made()

    assert job.stage is Stage.FAILED
    assert "ยกเลิกแล้ว" in job.problem


def test_old_files_are_cleared_away_and_the_letters_stay(batch, made):
    made()
    file = batch.files.get(ending="zip").file

    assert clear_files(before=make.moment() + timedelta(days=1)) == 2
    assert not file.storage.exists(file.name)
    assert batch.letters.count() == 2


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("นายอำเภองาว", "0007 นายอำเภองาว.pdf"),
        ("../etc/passwd", "0007 ..-etc-passwd.pdf"),
        ('ก:ข*?"<>|\n', "0007 ก-ข.pdf"),
        ("ประธาน" * 25, f"0007 {'ประธาน' * 25}"[:70] + ".pdf"),
    ],
)
def test_a_files_name_is_its_number_and_addressee(named, expected, batch):
    letter = batch.letters.get(number=1)
    Recipient.objects.filter(letter=letter).update(name=named)
    letter.number = 7

    name = batches.file_name(letter)

    assert name == expected
    assert len(name.encode()) <= 255


def test_the_list_of_addressees_carries_no_formula(province_officer, office, ngao):
    batch = make.batch(
        province_officer, office, letters=[make.addressed(ngao, address='=HYPERLINK("http://x")')]
    )

    with zipfile.ZipFile(BytesIO(batches.workbook(batch))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    rows = CalamineWorkbook.from_filelike(BytesIO(batches.workbook(batch))).get_sheet_by_index(0)
    assert '=HYPERLINK("http://x")' in [cell for row in rows.to_python() for cell in row]


# The page.


@pytest.fixture
def url(batch) -> str:
    return f"/letters/batches/{batch.pk}/"


def test_a_visitor_is_asked_to_log_in(client, url):
    for address in (url, f"{url}letters.pdf", f"{url}list.xlsx"):
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_an_addressee_sees_its_letter_and_not_the_batch(client, ngao_officer, batch, url):
    client.force_login(ngao_officer)
    mine, theirs = batch.letters.order_by("number")

    assert client.get(url).status_code == 404
    assert client.post(f"{url}make/").status_code == 404
    assert client.post(f"{url}send/").status_code == 404
    assert client.get(f"/letters/{mine.pk}/").status_code == 200
    assert client.get(f"/letters/{theirs.pk}/").status_code == 404


def test_a_reader_sees_the_batch_and_changes_nothing(client, reader, batch, url):
    client.force_login(reader)

    page = client.get(url)

    assert "จัดทำไฟล์เมื่อจะพิมพ์" in page.content.decode()
    assert "บันทึกว่าส่งแล้ว" not in page.content.decode()
    assert client.post(f"{url}make/").status_code == 403
    assert client.post(f"{url}send/").status_code == 403
    assert batches.told(batch).sent == 0


def test_the_page_says_that_ink_is_waited_for(client, province_officer, url):
    client.force_login(province_officer)

    page = client.get(url).content.decode()

    assert "ยังไม่ลงลายมือชื่อ พิมพ์แล้วลงนามด้วยปากกา" in page
    assert "ชุดหนังสือ 2 ฉบับ" in page
    assert "นายอำเภองาว" in page


def test_the_officer_makes_the_files_and_fetches_them(client, province_officer, batch, url):
    client.force_login(province_officer)

    job = client.post(f"{url}make/", {"odd": "1"})

    assert job["Location"] == Job.objects.get().get_absolute_url()
    assert batch.files.get(ending="pdf").begins_odd
    for ending in ("pdf", "zip"):
        got = client.get(f"{url}letters.{ending}")
        assert b"".join(got.streaming_content) == content(batch, ending)
        assert "attachment" in got["Content-Disposition"]
    assert client.get(f"{url}list.xlsx").status_code == 200


def test_a_double_click_makes_one_job(client, queued, province_officer, url):
    client.force_login(province_officer)

    first, second = (client.post(f"{url}make/") for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Job.objects.count() == 1
    assert "กำลังจัดทำไฟล์" in client.get(url).content.decode()


def test_a_stopped_job_is_asked_for_again(client, queued, province_officer, url):
    client.force_login(province_officer)
    client.post(f"{url}make/")
    jobs.ask_to_stop(by=province_officer, job=Job.objects.get(), at=make.moment())

    assert "จัดทำไฟล์" in client.get(url).content.decode()
    client.post(f"{url}make/")

    assert [job.stage for job in Job.objects.order_by("pk")] == [Stage.STOPPED, Stage.WAITING]


def test_a_file_that_is_not_there_leads_back(client, province_officer, url):
    client.force_login(province_officer)

    page = client.get(f"{url}letters.pdf", follow=True)

    assert page.redirect_chain[-1][0] == url
    assert "ยังไม่มีไฟล์นี้" in page.content.decode()


def test_the_officer_records_that_all_went_out(client, province_officer, batch, url):
    client.force_login(province_officer)

    for _ in range(2):
        assert client.post(f"{url}send/")["Location"] == url

    assert batches.told(batch).sent == 2
    assert Event.objects.filter(verb="batch.sent").count() == 1


def test_a_batch_all_cancelled_says_so(client, province_officer, batch, url):
    client.force_login(province_officer)
    for letter in batch.letters.all():
        cancel_letter(by=province_officer, letter=letter, because="ผิด", at=make.moment())

    page = client.post(f"{url}make/", follow=True).content.decode()

    assert "ไม่มีฉบับที่จะพิมพ์" in page
    assert not Job.objects.exists()


def test_a_letter_leads_to_its_batch(client, province_officer, someone, batch, url):
    letter = batch.letters.first()
    client.force_login(province_officer)
    assert f'href="{url}"' in client.get(f"/letters/{letter.pk}/").content.decode()

    client.force_login(someone("second", Role.DISTRICT, letter.recipients.get().area))
    assert f'href="{url}"' not in client.get(f"/letters/{letter.pk}/").content.decode()


def test_the_page_asks_as_much_for_forty_letters_as_for_two(
    client, province_officer, office, areas, ngao, batch, url, django_assert_num_queries
):
    client.force_login(province_officer)
    many = make.batch(province_officer, office, *make.districts(40))
    with CaptureQueriesContext(connection) as few:
        client.get(url)

    with django_assert_num_queries(len(few)):
        client.get(f"/letters/batches/{many.pk}/")


def test_thirty_letters_are_numbered_with_the_queries_of_two(
    province_officer, office, ngao, thoen, django_assert_num_queries
):
    make.batch(province_officer, office, ngao)
    with CaptureQueriesContext(connection) as few:
        make.batch(province_officer, office, ngao, thoen)
    areas = make.districts(30)

    with django_assert_num_queries(len(few)):
        make.batch(province_officer, office, *areas)


def test_open_series_tells_the_batch_where_to_begin(province_officer, office, ngao):
    open_series(by=province_officer, office=office, series=Series.ORDINARY, year=2567, last=4100)

    batch = make.batch(province_officer, office, ngao)

    assert batch.letters.get().number == 4101
