from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.jobs.rules import PATIENCE, PAUSE, TRIES, Stage, is_silent, next_try, stage, time_left

AT = datetime(2024, 11, 5, 10, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "stopping", "ended", "failed", "whole", "expected"),
    [
        (False, False, False, False, False, Stage.WAITING),
        (True, False, False, False, False, Stage.RUNNING),
        (True, False, False, False, True, Stage.RUNNING),  # Only its end is still to be written.
        (True, True, False, False, False, Stage.STOPPING),
        (True, True, True, False, False, Stage.STOPPED),
        (False, True, True, False, False, Stage.STOPPED),  # Before anyone took it up.
        (True, True, True, False, True, Stage.FINISHED),  # The wish to stop came too late.
        (True, False, True, False, True, Stage.FINISHED),
        (True, False, True, True, False, Stage.FAILED),
        (True, True, True, True, False, Stage.FAILED),
    ],
)
def test_a_job_stands_by_what_is_known(started, stopping, ended, failed, whole, expected):
    found = stage(
        is_started=started,
        is_stopping=stopping,
        has_ended=ended,
        has_failed=failed,
        is_whole=whole,
    )

    assert found is expected


@pytest.mark.parametrize(
    ("done", "total", "taken", "left"),
    [
        (0, 96, 10, None),
        (48, 96, 10, 10),
        (96, 96, 10, 0),
        (1, 4, 10, 30),
        (1, 4, 0, None),  # The clock has not moved on.
        (1, 4, -5, None),  # Nor has it when it was set back.
    ],
)
def test_the_rest_takes_as_long_as_the_pace_so_far(done, total, taken, left):
    found = time_left(done, total, timedelta(seconds=taken))

    assert found == (None if left is None else timedelta(seconds=left))


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 10_000))
def test_more_done_in_the_same_time_never_leaves_more(done, more, seconds):
    taken, total = timedelta(seconds=seconds), 2000

    assert time_left(done + more, total, taken) <= time_left(done, total, taken)


def test_a_worker_is_taken_for_dead_only_after_the_patience():
    assert not is_silent(AT, AT + PATIENCE)
    assert is_silent(AT, AT + PATIENCE + timedelta(seconds=1))


def test_a_job_is_tried_so_often_and_later_each_time():
    tries = [next_try(failures, AT) for failures in range(1, TRIES + 1)]

    assert tries == [AT + PAUSE, AT + 2 * PAUSE, None]
