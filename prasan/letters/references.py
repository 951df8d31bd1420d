"""Letters cited, held against the registers: a number nobody has is pointed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from prasan.accounts.reach import Reach
from prasan.letters import rules
from prasan.letters.models import Incoming, Letter
from prasan.letters.reading import Reference


@dataclass(frozen=True)
class Cited:
    """A reference, and the letter of a register in sight that it is."""

    number: str
    reference: Reference
    letter: Letter | None = None
    incoming: Incoming | None = None

    @property
    def is_known(self) -> bool:
        return self.letter is not None or self.incoming is not None


def cited(references: Sequence[Reference], reach: Reach) -> list[Cited]:
    """Each reference with what the registers in sight say of it; two queries for all."""
    numbered = [one for one in references if one.number]
    if not numbered:
        return []
    days = [one.dated for one in numbered if one.dated]
    near = Q(dated__in=days) if days else Q(pk__in=[])
    outs = list(Letter.objects.visible_to(reach).issued().filter(near).select_related("office"))
    ins = list(Incoming.objects.visible_to(reach).standing().filter(near))
    return [_matched(one, outs, ins) for one in numbered]


def _matched(one: Reference, outs: Sequence[Letter], ins: Sequence[Incoming]) -> Cited:
    wanted = rules.search_words(one.number)
    out = [it for it in outs if it.dated == one.dated and rules.search_words(it.label) == wanted]
    came = [
        it for it in ins if it.dated == one.dated and rules.search_words(it.their_number) == wanted
    ]
    return Cited(one.number, one, next(iter(out), None), next(iter(came), None))
