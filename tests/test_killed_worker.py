"""A worker killed in the middle of a job: the sweep takes it up, and nothing is done twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

DAY = "2024-11-05"
# A program of its own: the tests' database cannot be shared with another process.
PROGRAM = """
import sys, time
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from prasan import clock
from prasan.accounts.actions import system_user
from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.jobs import actions
from prasan.jobs.kinds import kind
from prasan.jobs.models import Job

@kind("tests.slow")
def slow(work):
    def step(number):
        time.sleep(work.arguments["pause"])
        area = Area.objects.get(code="00")
        area.name_en += f"{number} "
        area.save()
        print(number, flush=True)
    work.each(range(work.arguments["steps"]), step)

def begin():
    call_command("migrate", "--no-input", "--verbosity=0")
    load_areas(by="system", listed=[Listed("00", "ประเทศไทย", "")], today=clock.today())
    actions.start(by=system_user(), kind="tests.slow", title="งานช้า", total=8,
        area=Area.objects.get(code="00"), at=clock.now(), now=timezone.now(),
        arguments={"steps": 8, "pause": 0.15})

def work():
    call_command("work_jobs", "--until-empty")

def told():
    job = Job.objects.get()
    print(job.done, job.stage, job.failures, Area.objects.get(code="00").name_en, sep="|")

def later():
    for minutes in (3, 6):
        print(actions.sweep(at=clock.now(), now=timezone.now() + timedelta(minutes=minutes)))

globals()[sys.argv[1]]()
"""


@pytest.fixture
def program(tmp_path):
    """Start the program with one word, in an installation of its own."""
    variables = {
        **os.environ,
        "PRASAN_DATA": str(tmp_path),
        "PRASAN_DEMO_DAY": DAY,
        "DJANGO_SETTINGS_MODULE": "prasan.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/prasan.sqlite3",
    }
    root = Path(__file__).resolve().parent.parent

    def start(word: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, word],
            env=variables,
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def said(process: subprocess.Popen) -> str:
    text, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return text.strip()


def test_a_job_outlives_its_worker(program):
    said(program("begin"))
    worker = program("work")
    seen = [worker.stdout.readline() for _ in range(3)]
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=30)
    done, stage, _, written = said(program("told")).split("|")
    assert seen == ["0\n", "1\n", "2\n"]
    assert stage == "running"
    assert 2 <= int(done) < 8
    assert written.split() == [str(number) for number in range(int(done))]

    assert said(program("later")) == "1\n1"  # Thought dead, then given out again.
    said(program("work"))

    assert said(program("told")) == "8|finished|1|0 1 2 3 4 5 6 7"


def test_a_worker_told_to_stop_leaves_its_job_to_the_next(program):
    said(program("begin"))
    worker = program("work")
    worker.stdout.readline()
    worker.terminate()
    assert len(said(worker).split()) < 7

    said(program("work"))

    assert said(program("told")) == "8|finished|0|0 1 2 3 4 5 6 7"
