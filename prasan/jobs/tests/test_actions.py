from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from prasan.areas.models import Area
from prasan.audit.models import Event
from prasan.jobs import actions, kinds
from prasan.jobs.actions import turns
from prasan.jobs.models import Job
from prasan.jobs.rules import KEPT, PATIENCE, TRIES, Stage
from prasan.jobs.runner import WENT_WRONG, work_off
from prasan.jobs.tests.make import AT, a_job
from prasan.jobs.work import Shutdown, StopAsked, TakenOver, Work

CODES = ["520504", "520505", "520801"]
LATER = PATIENCE + timedelta(seconds=1)


def names() -> list[str]:
    found = dict(Area.objects.values_list("code", "name_en"))
    return [found[code] for code in CODES]


def test_a_job_is_done_and_says_where_its_result_is(ngao_officer, ngao):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)

    assert (job.stage, job.done, job.result_url) == (Stage.FINISHED, 3, "/meetings/")
    assert names() == ["Ban Rong+", "Pong Tao+", "Lom Raet+"]
    told = Event.objects.filter(kind="jobs.job", target=str(job.pk)).order_by("place")
    assert [event.verb for event in told] == ["job.asked", "job.ended"]
    assert {event.area for event in told} == {ngao.code}


def test_a_double_click_starts_one_job(ngao_officer, ngao, queued):
    first = a_job(ngao_officer, ngao, codes=CODES)

    assert a_job(ngao_officer, ngao, codes=CODES) == first
    assert a_job(ngao_officer, ngao, codes=CODES[:1]) != first
    assert DBTaskResult.objects.count() == 2


def test_nothing_is_given_out_when_the_asker_fails(ngao_officer, ngao, queued):
    @transaction.atomic
    def ask_and_fail() -> None:
        a_job(ngao_officer, ngao)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_and_fail()

    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_kind_nobody_has_is_refused(ngao_officer, ngao):
    with pytest.raises(KeyError):
        a_job(ngao_officer, ngao, "tests.unknown")

    assert not Job.objects.exists()


def test_two_kinds_cannot_share_a_name():
    with pytest.raises(ValueError, match=r"tests\.names"):
        kinds.kind("tests.names")(lambda work: None)


def test_what_cannot_be_done_says_why_and_is_not_tried_again(ngao_officer, ngao):
    job = a_job(ngao_officer, ngao, "tests.refused")

    assert job.stage is Stage.FAILED
    assert job.problem == "ไม่มีคณะกรรมการในอำเภอนี้ บันทึกคำสั่งแต่งตั้งก่อน"
    assert (job.retry_at, job.failures) == (None, 0)


def test_what_breaks_is_tried_again_from_where_it_broke(ngao_officer, ngao, caplog):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES, breaks_at="520505")

    assert (job.stage, job.done, job.failures) == (Stage.RUNNING, 1, 1)
    assert names() == ["Ban Rong+", "Pong Tao", "Lom Raet"]
    assert actions.sweep(at=AT) == 0  # Not before its pause is over.

    Job.objects.update(arguments={"codes": CODES})
    assert actions.sweep(at=AT, now=job.retry_at) == 1
    job.refresh_from_db()

    assert job.stage is Stage.FINISHED
    assert names() == ["Ban Rong+", "Pong Tao+", "Lom Raet+"]  # The first not a second time.


def test_what_breaks_each_time_ends_with_the_problem(ngao_officer, ngao, caplog):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES, breaks_at="520505")
    for _ in range(TRIES):
        actions.sweep(at=AT, now=timezone.now() + timedelta(hours=1))
    job.refresh_from_db()

    assert (job.stage, job.done, job.failures) == (Stage.FAILED, 1, TRIES)
    assert job.problem == WENT_WRONG
    assert "Broken" in caplog.text


def test_the_sweep_takes_up_what_a_killed_worker_left(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    dead = Work(turns.take_up(job=job.pk, turn=1, at=AT, now=timezone.now()), 1)
    dead.each(CODES[:1], lambda code: Area.objects.filter(pk=code).update(name_en="Once"))

    assert actions.sweep(at=AT) == 0  # It may yet live.
    assert actions.sweep(at=AT, now=timezone.now() + LATER) == 1
    assert actions.sweep(at=AT, now=timezone.now() + LATER * 2) == 1
    assert actions.sweep(at=AT, now=timezone.now() + LATER * 2) == 0
    _work_off_the_newest()

    job.refresh_from_db()
    assert job.stage is Stage.FINISHED
    assert names() == ["Once", "Pong Tao+", "Lom Raet+"]


def test_a_worker_thought_dead_can_write_no_more(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    slow = Work(turns.take_up(job=job.pk, turn=1, at=AT, now=timezone.now()), 1)
    actions.sweep(at=AT, now=timezone.now() + LATER)

    with pytest.raises(TakenOver):
        slow.each(CODES, lambda code: Area.objects.filter(pk=code).update(name_en="Twice"))
    turns.finish(job=job, turn=1, at=AT)

    assert names() == ["Ban Rong", "Pong Tao", "Lom Raet"]
    assert Job.objects.get().ended_at is None


def test_a_task_lost_before_its_job_was_taken_up_is_given_out_again(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    assert actions.sweep(at=AT, now=timezone.now() + LATER) == 0  # It waits its turn in the queue.

    DBTaskResult.objects.get().claim("a worker that is killed now")
    assert actions.sweep(at=AT, now=timezone.now() + LATER) == 1
    assert not DBTaskResult.objects.running().exists()
    actions.sweep(at=AT, now=timezone.now() + LATER * 2)
    _work_off_the_newest()

    job.refresh_from_db()
    assert job.stage is Stage.FINISHED


def test_a_task_delivered_twice_is_worked_off_once(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    work_off(job.pk, 1)
    work_off(job.pk, 1)

    assert names() == ["Ban Rong+", "Pong Tao+", "Lom Raet+"]


def test_a_job_is_stopped_after_the_step_it_is_at(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    work = Work(turns.take_up(job=job.pk, turn=1, at=AT, now=timezone.now()), 1)

    def stop_at_the_first(code: str) -> None:
        Area.objects.filter(pk=code).update(name_en="Done")
        actions.ask_to_stop(by=ngao_officer, job=job, at=AT)

    with pytest.raises(StopAsked):
        work.each(CODES, stop_at_the_first)
    turns.stop(job=job, turn=1, at=AT)

    job.refresh_from_db()
    assert (job.stage, job.done) == (Stage.STOPPED, 1)
    assert names() == ["Done", "Pong Tao", "Lom Raet"]


def test_a_job_nobody_has_begun_stops_at_once(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    actions.ask_to_stop(by=ngao_officer, job=job, at=AT)
    actions.ask_to_stop(by=ngao_officer, job=job, at=AT)
    work_off(job.pk, 1)

    job.refresh_from_db()
    assert (job.stage, job.done) == (Stage.STOPPED, 0)
    assert Event.objects.filter(verb="job.stop_asked").count() == 1


def test_a_worker_that_leaves_puts_its_job_back(ngao_officer, ngao, queued):
    job = a_job(ngao_officer, ngao, "tests.names", total=3, codes=CODES)
    Shutdown.is_asked = True
    try:
        work_off(job.pk, 1)
    finally:
        Shutdown.is_asked = False
    assert Job.objects.get().failures == 0

    assert actions.sweep(at=AT) == 1
    _work_off_the_newest()
    assert Job.objects.get().stage is Stage.FINISHED


def test_a_file_is_kept_for_a_week(ngao_officer, ngao):
    job = a_job(ngao_officer, ngao, "tests.file")
    name, storage = job.result_file.name, job.result_file.storage
    assert job.result_file.read().decode() == "ปงเตา"
    job.result_file.close()

    actions.sweep(at=job.ended_at + KEPT)
    assert storage.exists(name)
    actions.sweep(at=job.ended_at + KEPT + timedelta(seconds=1))

    job.refresh_from_db()
    assert not job.result_file
    assert job.result_name == "รายชื่อ.txt"
    assert not storage.exists(name)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("job_has_something_to_do", {"total": 0, "done": 0}),
        ("job_does_no_more_than_all", {"total": 2, "done": 3}),
        ("job_with_a_problem_has_ended", {"problem": "ขัดข้อง", "ended_at": None}),
    ],
)
def test_the_table_refuses(constraint, wrong, ngao_officer, ngao):
    job = a_job(ngao_officer, ngao)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**wrong)


def _work_off_the_newest() -> None:
    task = DBTaskResult.objects.ready().latest("enqueued_at")
    work_off(*task.args_kwargs["args"])
