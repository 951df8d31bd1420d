"""How standings show: words, sign and CSS name for each state. Never decided by, only shown."""

from dataclasses import dataclass

from prasan.directives.rules import Standing, State

_MET, _PART, _LATE, _WAIT = "met", "part", "late", "wait"


@dataclass(frozen=True)
class Shown:
    """A state as the part `state` shows it."""

    css: str
    sign: str
    label: str

    @property
    def is_quiet(self) -> bool:
        """All is well or nothing is asked: sign only, no tint."""
        return self.css in (_MET, _WAIT)


_SHOWN = {
    State.NOT_APPLICABLE: Shown(_WAIT, "none", "ไม่มีในระดับนี้"),
    State.NOT_EXPECTED: Shown(_WAIT, "none", "ไม่ต้องทำ"),
    State.WAIVED: Shown(_WAIT, "none", "ผ่อนผัน"),
    State.MET: Shown(_MET, "met", "ครบ"),
    State.MET_LATE: Shown(_MET, "met-late", "ครบ ส่งช้า"),
    State.SENT: Shown(_MET, "met-late", "ส่งแล้ว รอตรวจรับ"),
    State.OPEN: Shown(_WAIT, "wait", "ยังไม่ถึงกำหนด"),
    State.DUE_SOON: Shown(_PART, "soon", "ใกล้ครบกำหนด"),
    State.REVIEW: Shown(_PART, "review", "ต้องทบทวน"),
    State.RETURNED: Shown(_PART, "returned", "ส่งกลับแก้ไข"),
    State.OVERDUE: Shown(_LATE, "late", "เลยกำหนด"),
}


def shown(state: State) -> Shown:
    return _SHOWN[state]


def in_words(standing: Standing) -> str:
    """A standing in words, with its days: เลยกำหนด 5 วัน."""
    label = _SHOWN[standing.state].label
    if standing.state == State.OVERDUE:
        return f"{label} {standing.days} วัน"
    if standing.state == State.MET_LATE:
        return f"{label} {standing.days} วัน"
    if standing.state == State.SENT and standing.days:
        return f"ส่งช้า {standing.days} วัน รอตรวจรับ"
    if standing.state == State.DUE_SOON and standing.left is not None:
        return f"ครบกำหนดใน {standing.left} วัน" if standing.left else "ครบกำหนดวันนี้"
    return label


def mission_words(state: State) -> str:
    """For what has no day: not yet, rather than not due."""
    return "ยังไม่มี" if state == State.OPEN else _SHOWN[state].label
