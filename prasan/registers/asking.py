"""Asking about lines whose name is like that of a person who is recorded already."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from prasan.areas.rules import DISTRICT_DIGITS
from prasan.orders.persons import Known, known
from prasan.people import search
from prasan.registers.groups import Group
from prasan.registers.rules.answers import Spot
from prasan.registers.rules.lines import Line, ReadSheet
from prasan.registers.rules.problems import Cure, Problem

# From here on it is asked whether a person of a like name is meant.
ASKED_FROM = 90


def ask_who(
    groups: Sequence[Group], sheets: Mapping[int, ReadSheet], today: date
) -> dict[Spot, list[Known]]:
    """Who may be meant by a line, by its sheet and row, where that is not plain.

    Somebody of the very name in the very area is meant without a question. Four queries at most.
    """
    asked = [
        (group, line)
        for group in groups
        for line in group.lines
        if line.member and not line.member.who
    ]
    districts = {group.area.code[:DISTRICT_DIGITS] for group in groups}
    found = search.suggest([line.member for _, line in asked if line.member], codes=districts)
    unsure: list[tuple[Line, list[search.Match]]] = []
    for (group, line), matches in zip(asked, found, strict=True):
        if line.person and line.member:
            line.member = replace(line.member, who=line.person)
        elif matches and (likely := _likely(matches, group.area.code)):
            unsure.append((line, likely))
    return _tell_apart(unsure, sheets, today) if unsure else {}


def _likely(matches: Sequence[search.Match], here: str) -> list[search.Match]:
    """Those of the district who are like enough; nobody where one of them surely is it."""
    likely = [
        one
        for one in matches
        if one.likeness >= ASKED_FROM
        and one.person.area_id[:DISTRICT_DIGITS] == here[:DISTRICT_DIGITS]
    ]
    own = [one for one in likely if one.is_same_name and one.person.area_id == here]
    return [] if len(own) == 1 else likely


def _tell_apart(
    unsure: Sequence[tuple[Line, list[search.Match]]],
    sheets: Mapping[int, ReadSheet],
    today: date,
) -> dict[Spot, list[Known]]:
    told = known([match for _, matches in unsure for match in matches], today)
    by_person = {one.person.pk: one for one in told}
    for line, matches in unsure:
        name = line.member.name if line.member else ""
        text = f"มีผู้ชื่อคล้ายกันในทะเบียน คือ {matches[0].person.name} เป็นคนเดียวกันหรือไม่"
        column = sheets[line.sheet].name_column
        line.problems.append(
            Problem(
                *(line.sheet, line.row, column, "person", text, name),
                cure=Cure.PERSON,
                blocks=False,
            )
        )
    return {
        (line.sheet, line.row): [by_person[one.person.pk] for one in matches]
        for line, matches in unsure
    }
