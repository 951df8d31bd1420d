"""The files of a batch, made while one goes on with other work."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.core.files import File
from django.urls import reverse

from prasan import clock
from prasan.jobs.kinds import Made, kind
from prasan.jobs.work import Work
from prasan.letters import batches, typesetting
from prasan.letters.actions import keep_file
from prasan.letters.documents import LetterProblem
from prasan.letters.models import Batch, Ending

FILES = "letters.batch"


@kind(FILES)
def make_files(work: Work) -> Made:
    """Set every letter of a batch; one file of them all, and one of single letters.

    Nothing is kept before both are whole: a job that was stopped is asked for again.
    """
    batch = Batch.objects.select_related("office__area").get(pk=work.arguments["batch"])
    begins_odd = bool(work.arguments.get("odd"))
    if not batches.letters_of(batch).exists():
        raise ValidationError("หนังสือทุกฉบับในชุดนี้ยกเลิกแล้ว ไม่มีฉบับที่จะพิมพ์")
    with TemporaryDirectory() as folder:
        whole, zipped = Path(folder, "whole.pdf"), Path(folder, "single.zip")
        try:
            with whole.open("wb") as out:
                pages = typesetting.join(
                    _counted(work, batches.set_letters(batch, zipped)),
                    out,
                    title=batch.subject,
                    begins_odd=begins_odd,
                )
        except LetterProblem as problem:
            raise ValidationError(list(problem.problems)) from problem
        _keep(work, batch, whole, Ending.JOINED, pages=pages, begins_odd=begins_odd)
        _keep(work, batch, zipped, Ending.ZIPPED)
    return Made(url=reverse("letters:batch", args=[batch.pk]))


def _keep(
    work: Work,
    batch: Batch,
    path: Path,
    ending: Ending,
    *,
    pages: int = 0,
    begins_odd: bool = False,
) -> None:
    with path.open("rb") as made:
        keep_file(
            by=work.by, batch=batch, ending=ending, content=File(made), at=clock.now(),
            pages=pages, begins_odd=begins_odd,
        )  # fmt: skip


def _counted(work: Work, made: Iterator[bytes]) -> Iterator[bytes]:
    for done, content in enumerate(made, start=1):
        work.told(done)
        yield content
