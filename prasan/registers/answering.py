"""What was decided about a waiting list, as its rules take it."""

from collections.abc import Iterable

from prasan.registers.models import About, Intake, IntakeAnswer
from prasan.registers.rules.answers import Answers
from prasan.registers.rules.headings import Meaning


def answers_of(intake: Intake) -> Answers:
    """Every answer given to `intake`; one query."""
    return as_answers(list(intake.answers.order_by("pk")))


def as_answers(given: Iterable[IntakeAnswer]) -> Answers:
    """`given` by what they are about; of two at one place the later counts."""
    by = {about: [one for one in given if one.about == about] for about in About}
    return Answers(
        meanings={(one.sheet, one.column): Meaning(one.answer) for one in by[About.MEANING]},
        kinds={one.sheet: one.answer for one in by[About.KIND]},
        areas={one.sheet: one.answer for one in by[About.PLACE]},
        left_out=frozenset(one.sheet for one in by[About.LEFT_OUT]),
        texts={(one.sheet, one.column, one.said): one.answer for one in by[About.TEXT]},
        cells={(one.sheet, one.row, one.column): one.answer for one in by[About.CELL]},
        accepted=frozenset((one.sheet, one.column, one.code, one.said) for one in by[About.ACCEPT]),
        skipped=frozenset((one.sheet, one.row) for one in by[About.SKIP]),
        persons={(one.sheet, one.row): one.answer for one in by[About.PERSON]},
        keeps={(one.sheet, one.row): one.answer for one in by[About.KEEP]},
    )
