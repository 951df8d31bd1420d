"""What each district of the demonstration lacks: five fall short, each for reasons of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortage:
    """What is missing in one district; tambons are named by code.

    `sent` is the day of October or November 2567 its report went out, None when it never did.
    """

    sent: str | None = "2024-10-25"
    no_copy: tuple[str, ...] = ()
    no_order: tuple[str, ...] = ()
    no_integrated: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    one_meeting: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()
    half_assessed: tuple[str, ...] = ()
    other_experts: tuple[str, ...] = ()
    no_phone: tuple[str, ...] = ()
    returned: dict[str, str] | None = None


# The four tambons of the old city have no villages, and so no centre is expected there.
NOT_EXPECTED = ("520101", "520102", "520103", "520104")

MUEANG_LAMPANG, SOEM_NGAM, NGAO, THOEN, MUEANG_PAN = "5201", "5204", "5205", "5208", "5213"

SHORTAGES = {
    # Most is in, some tambons are missing here and there.
    MUEANG_LAMPANG: Shortage(
        sent="2024-10-30",
        no_order=("520106", "520109"),
        no_integrated=("520106", "520109", "520114", "520117"),
        not_assessed=("520107", "520109", "520112", "520115", "520116", "520118"),
        no_phone=("520110",),
    ),
    # All of it is done and on file; nobody has pressed send.
    SOEM_NGAM: Shortage(sent=None),
    # One tambon holds the district up: an order without its signed copy, one meeting too few, one
    # answer missing from the assessment.
    NGAO: Shortage(
        sent="2024-10-28", no_copy=("520505",), one_meeting=("520505",), half_assessed=("520505",)
    ),
    # Sent in time, but the experts were not drawn from the tambon committees: returned.
    THOEN: Shortage(
        sent="2024-10-24",
        other_experts=("520801", "520803", "520804", "520806", "520807"),
        returned={"integrated_order_copies": "ผู้ทรงคุณวุฒิยังไม่ได้มาจาก คอช.ต. ทบทวนคำสั่งแล้วส่งใหม่"},
    ),
    # Nothing has come: terms are over, no assessment, one meeting.
    MUEANG_PAN: Shortage(
        sent=None,
        expired=("5213", "521301", "521302", "521303", "521304", "521305"),
        no_integrated=("521301", "521302", "521304"),
        one_meeting=("521302", "521305"),
        not_assessed=("521301", "521302", "521303", "521304", "521305"),
        no_phone=("521303", "521304"),
    ),
    "5207": Shortage(sent="2024-11-02"),  # two days late
    "5210": Shortage(sent="2024-11-01"),  # one day late
}


def shortage_of(district: str) -> Shortage:
    """What a district lacks; the rest sent everything in time."""
    return SHORTAGES.get(district, Shortage())
