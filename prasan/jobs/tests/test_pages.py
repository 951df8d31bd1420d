import pytest
from django.urls import reverse

from prasan.audit.models import Event
from prasan.jobs.models import Job
from prasan.jobs.tests.make import a_job

HTMX = {"HX-Request": "true"}


@pytest.fixture
def open_job(ngao_officer, ngao, queued) -> Job:
    return a_job(ngao_officer, ngao, total=96)


def test_a_visitor_goes_to_the_door(client, open_job):
    assert client.get(open_job.get_absolute_url()).status_code == 302


def test_a_job_is_seen_only_by_who_asked_for_it(client, open_job, province_officer, thoen_officer):
    for user in (province_officer, thoen_officer):
        client.force_login(user)
        for name in ("detail", "result"):
            assert client.get(reverse(f"jobs:{name}", args=[open_job.pk])).status_code == 404
        assert client.post(reverse("jobs:stop", args=[open_job.pk])).status_code == 404
    assert Job.objects.get().stop_asked_at is None


def test_an_open_job_says_how_far_it_is_and_that_one_may_leave(client, ngao_officer, open_job):
    Job.objects.update(done=61, started_at=open_job.asked_at)
    client.force_login(ngao_officer)

    page = client.get(open_job.get_absolute_url()).content.decode()

    assert "61 จาก 96" in page
    assert "ปิดหน้านี้ได้" in page
    assert 'hx-trigger="every 1s"' in page
    assert "หยุดงานนี้" in page
    assert '<meta http-equiv="refresh"' in page  # For browsers without scripts.


def test_htmx_gets_the_middle_alone(client, ngao_officer, open_job):
    client.force_login(ngao_officer)

    part = client.get(open_job.get_absolute_url(), headers=HTMX).content.decode()

    assert part.lstrip().startswith('<section id="job"')


def test_a_job_is_stopped_from_its_page(client, ngao_officer, open_job):
    client.force_login(ngao_officer)

    answer = client.post(reverse("jobs:stop", args=[open_job.pk]), follow=True)

    assert "หยุดแล้ว" in answer.content.decode()
    assert Event.objects.filter(verb="job.stop_asked").count() == 1
    assert client.get(reverse("jobs:stop", args=[open_job.pk])).status_code == 405


def test_what_was_made_is_fetched_and_never_opened_in_the_browser(client, ngao_officer, ngao):
    job = a_job(ngao_officer, ngao)
    client.force_login(ngao_officer)
    assert "รับไฟล์" in client.get(job.get_absolute_url()).content.decode()

    answer = client.get(reverse("jobs:result", args=[job.pk]))

    assert b"".join(answer.streaming_content).decode() == "ปงเตา"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_that_is_gone_leads_back_to_its_job(client, ngao_officer, ngao):
    job = a_job(ngao_officer, ngao)
    Job.objects.update(result_file="")
    client.force_login(ngao_officer)

    page = client.get(reverse("jobs:result", args=[job.pk]), follow=True).content.decode()

    assert "ไฟล์เก็บครบ 7 วันและลบแล้ว" in page


def test_a_job_that_failed_says_why(client, ngao_officer, ngao):
    job = a_job(ngao_officer, ngao, "tests.refused")
    client.force_login(ngao_officer)

    page = client.get(job.get_absolute_url()).content.decode()

    assert "ทำไม่สำเร็จ" in page
    assert "บันทึกคำสั่งแต่งตั้งก่อน" in page
    assert "hx-trigger" not in page


def test_the_list_is_empty_kindly_and_then_holds_ones_own(client, ngao_officer, ngao):
    client.force_login(ngao_officer)
    assert "ยังไม่มีงาน" in client.get(reverse("jobs:index")).content.decode()

    a_job(ngao_officer, ngao)

    assert "ทำหนังสือ 96 ฉบับ" in client.get(reverse("jobs:index")).content.decode()


def test_the_list_asks_as_much_for_many_jobs_as_for_few(
    client, ngao_officer, ngao, queued, django_assert_max_num_queries
):
    client.force_login(ngao_officer)
    for number in range(30):
        a_job(ngao_officer, ngao, codes=[number])

    with django_assert_max_num_queries(8):
        client.get(reverse("jobs:index"))


def test_the_front_page_tells_what_goes_on_and_what_has_ended(client, ngao_officer, ngao):
    a_job(ngao_officer, ngao)
    client.force_login(ngao_officer)

    page = client.get(reverse("home:front")).content.decode()

    assert "งานของฉัน" in page
    assert "ทำหนังสือ 96 ฉบับ" in page
