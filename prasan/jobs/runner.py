"""One turn of one job, from taking it up to what came of it."""

import logging

from django.core.exceptions import ValidationError
from django.utils import timezone

from prasan import clock
from prasan.jobs import kinds
from prasan.jobs.actions import turns
from prasan.jobs.work import StopAsked, TakenOver, Work, WorkerLeaves

WENT_WRONG = "มีข้อผิดพลาดที่ระบบยังแก้เองไม่ได้ ส่วนที่ทำแล้วยังอยู่ครบ แจ้งผู้ดูแลระบบ แล้วสั่งงานใหม่"

logger = logging.getLogger(__name__)


def work_off(pk: int, turn: int) -> None:
    """Do the turn, unless another has it. Whatever the kind raises ends as words in the job.

    A ValidationError says why the job cannot be done as asked; anything else is tried again.
    """
    job = turns.take_up(job=pk, turn=turn, at=clock.now(), now=timezone.now())
    if job is None:
        return
    try:
        made = kinds.known(job.kind)(Work(job, turn))
        turns.finish(job=job, turn=turn, at=clock.now(), made=made)
    except StopAsked:
        turns.stop(job=job, turn=turn, at=clock.now())
    except WorkerLeaves:
        turns.put_back(job=job, turn=turn, now=timezone.now())
    except TakenOver:
        logger.warning("job %s: another worker has it", pk)
    except ValidationError as refusal:
        problem = "\n".join(refusal.messages)
        turns.refuse(job=job, turn=turn, at=clock.now(), problem=problem)
    except Exception:
        logger.exception("job %s failed", pk)
        turns.try_again(job=job, turn=turn, at=clock.now(), now=timezone.now(), problem=WENT_WRONG)
