"""One centre's form with its answers, as pages show it and take it in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from prasan.accounts.models import User
from prasan.assessments import rules, workflow
from prasan.assessments.actions.proofs import load_files, standing
from prasan.assessments.computing import Suggestion
from prasan.assessments.forms import AnswerForm
from prasan.assessments.models import Assessment, Category, Framework, Indicator, Proof, Score
from prasan.assessments.scales import NOT_APPLICABLE_LABEL
from prasan.assessments.workflow import Tier
from prasan.ui import said

_PROOF = AnswerForm.base_fields["proof"]


@dataclass(frozen=True)
class Option:
    """One score to choose, as its input is written."""

    value: str
    text: str
    id: str
    is_chosen: bool
    is_found: bool


@dataclass
class Row:
    """One indicator: its answer as stored, the form it is typed in, and a newer answer of
    someone else that must be looked at first.

    The form is made when it is looked at: most pages and saves need few of them.
    """

    indicator: Indicator
    score: Score | None
    proofs: list[Proof]
    made: Callable[[], AnswerForm]
    is_typed: bool
    suggestion: Suggestion | None = None
    newer: Score | None = None
    problem: str = ""
    remark: str = ""

    @cached_property
    def form(self) -> AnswerForm:
        return self.made()

    @property
    def upload_hint(self) -> str:
        return str(_PROOF.help_text)

    @property
    def upload_kinds(self) -> str:
        """As the input of a file tells the browser."""
        return str(_PROOF.widget.attrs["accept"])

    @property
    def options(self) -> list[Option]:
        """The scores to choose from, each with what it stands for."""
        bound = self.form["choice"]
        assert isinstance(bound.field.widget, forms.RadioSelect)
        chosen, found = str(bound.value() or ""), self.suggested_value
        return [
            Option(value, str(text), f"{bound.auto_id}_{place}", value == chosen, value == found)
            for place, (value, text) in enumerate(bound.field.widget.choices)
        ]

    @cached_property
    def mark(self) -> rules.Mark:
        if self.score is None:
            return rules.Mark(self.indicator.asked, None)
        applies = not self.score.is_not_applicable
        return rules.Mark(self.indicator.asked, self.score.points, applies)

    @property
    def meaning(self) -> str:
        """What the stored points stand for; nothing while there are none."""
        if self.score and self.score.is_not_applicable:
            return str(NOT_APPLICABLE_LABEL)
        return self.indicator.meaning_of(self.mark.points)

    @property
    def is_overruled(self) -> bool:
        """Whether the stored answer differs from what the system computed when it was given."""
        return bool(self.score) and workflow.is_overruled(self._said)

    @property
    def waits_for_second(self) -> bool:
        return self.is_overruled and not (self.score and self.score.confirmed_by_id)

    @property
    def suggested_value(self) -> str:
        """The computed score as its choice is sent, so that the page can mark it."""
        points = self.suggestion.points if self.suggestion else None
        return "" if points is None else str(points)

    @property
    def _said(self) -> workflow.Said:
        assert self.score is not None
        self.score.indicator = self.indicator
        return self.score.said

    @property
    def edition(self) -> Any:
        """Of the answer the typist has in sight: the newer one once it was shown beside."""
        return self.newer.edition if self.newer else self.form["edition"].value()

    @property
    def errors(self) -> list[str]:
        """What stands between the question and its choices."""
        return [*said.beside(self.form["choice"]), *filter(None, [self.problem])]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Every problem as (id of the field, text), for the summary."""
        told = [(self.form["choice"].auto_id, self.problem)] if self.problem else []
        return [*(said.lines(self.form) if self.is_typed else []), *told]


@dataclass(frozen=True)
class Group:
    """A category with its rows and its subtotal."""

    category: Category
    rows: list[Row]

    @property
    def points(self) -> int:
        return rules.points(row.mark for row in self.rows)

    @property
    def most(self) -> int:
        return rules.most(row.mark for row in self.rows)

    @property
    def answered(self) -> int:
        return rules.answered(row.mark for row in self.rows)


@dataclass(frozen=True)
class Totals:
    """All the arithmetic of one sheet, as it is shown."""

    verdict: rules.Verdict
    path: rules.Path | None

    @property
    def points(self) -> int:
        return self.verdict.total.points

    @property
    def most(self) -> int:
        return self.verdict.total.most

    @property
    def answered(self) -> int:
        return self.verdict.total.answered

    @property
    def asked(self) -> int:
        return self.verdict.total.asked

    @property
    def share(self) -> Decimal:
        return self.verdict.total.percent

    @property
    def band(self) -> rules.Band | None:
        return self.verdict.band

    @property
    def is_complete(self) -> bool:
        return self.verdict.total.is_complete


class Sheet:
    """The rows of `framework` with the answers of `assessment`, which may not exist yet.

    Its queries do not grow with the answers. `indicators` are all of the form, in its order.
    `data` and `files` bind the forms; `only` binds the form of one indicator.
    """

    def __init__(
        self,
        framework: Framework,
        assessment: Assessment | None,
        *,
        user: User,
        indicators: Sequence[Indicator],
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        only: int | None = None,
        suggestions: Mapping[int, Suggestion] | None = None,
    ) -> None:
        self.framework, self.is_too_late = framework, False
        scores = _scores(assessment)
        proofs = standing(assessment) if assessment else {}
        load_files(proofs.values())
        self.rows: dict[int, Row] = {}
        for each in indicators:
            score, mine = scores.get(each.pk), proofs.get(each.pk, [])
            is_typed = data is not None and only in (None, each.pk)
            found = suggestions.get(each.pk) if suggestions else None
            made = partial(
                AnswerForm,
                *((data, files) if is_typed else (None, None)),
                user=user,
                indicator=each,
                score=score,
                proofs=mine,
                suggestion=found,
            )
            self.rows[each.pk] = Row(each, score, mine, made, is_typed, found)

    @cached_property
    def shape(self) -> rules.Shape:
        return self.framework.shape_of(row.indicator for row in self.rows.values())

    @cached_property
    def groups(self) -> list[Group]:
        grouped: dict[int, Group] = {}
        for row in self.rows.values():
            category = row.indicator.category
            grouped.setdefault(category.pk, Group(category, [])).rows.append(row)
        return list(grouped.values())

    @cached_property
    def totals(self) -> Totals:
        marks = [row.mark for row in self.rows.values()]
        return Totals(rules.verdict(self.shape, marks), rules.path(self.shape, marks))

    @property
    def suggested(self) -> int:
        """How many answers are still open that the system could give."""
        return sum(
            not row.mark.is_settled and bool(row.suggested_value) for row in self.rows.values()
        )

    @property
    def edition(self) -> int:
        """Rises with every save of any answer."""
        return sum(row.score.edition for row in self.rows.values() if row.score)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Every problem of every row, in form order."""
        return [line for row in self.rows.values() for line in row.lines]

    @property
    def bound(self) -> dict[int, Row]:
        """The rows something was typed for."""
        return {pk: row for pk, row in self.rows.items() if row.is_typed}

    def is_valid(self) -> bool:
        return not [row for row in self.bound.values() if row.form.errors]

    def hold_uploads(self) -> None:
        """Keep the good files aside, so that the page shown again need not ask for them."""
        for row in self.bound.values():
            row.form.hold_uploads()

    def point_out(self, newer: Mapping[int, Score]) -> None:
        """Show beside what was typed the answers saved by someone else since."""
        for pk, score in newer.items():
            row = self.rows[pk]
            row.newer = score
            score.indicator = row.indicator
            row.problem = f"ข้อ {row.indicator.number} มีผู้บันทึกใหม่กว่า ดูทั้งสองคำตอบแล้วเลือก"

    def point_out_gaps(self, gaps: Iterable[tuple[str, str]]) -> None:
        """Name every indicator that keeps the sheet from being filed."""
        why = dict(gaps)
        for row in self.rows.values():
            if row.indicator.number in why:
                row.problem = f"ข้อ {row.indicator.number} {why[row.indicator.number]}"

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """What keeps the stored answers from being filed, against what is computed now."""
        return workflow.gaps(self._judged(row) for row in self.rows.values())

    def _judged(self, row: Row) -> workflow.Said:
        score, number = row.score, row.indicator.number
        found = row.suggestion.points if row.suggestion else None
        if score is None:
            return workflow.Said(number, None, suggested=found)
        return workflow.Said(
            number, score.points, score.is_not_applicable, score.note, suggested=found
        )


def _scores(assessment: Assessment | None) -> dict[int, Score]:
    if assessment is None:
        return {}
    return {each.indicator_id: each for each in assessment.scores.of(Tier.SELF)}
