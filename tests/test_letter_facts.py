"""The reminder Prasan composes against the letter an officer of Lampang typed on 5 November 2567.

The facts of that letter stand in a table; so does each place where ours differs on purpose.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from prasan import clock
from prasan.accounts import actions as accounts
from prasan.accounts.models import User
from prasan.accounts.rights import Role
from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed, listed
from prasan.assessments.tests.make import framework
from prasan.audit.models import Event
from prasan.centres.actions import open_centres
from prasan.directives import reminding
from prasan.directives.models import Directive, Obligation
from prasan.directives.tests import make
from prasan.home.demo import letter as demo
from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Counter, Letter, Series
from prasan.thai.digits import arabic

# Makes the database there be: pytest looks for this mark before it builds one.
pytestmark = pytest.mark.django_db

PROVINCE = "52"
SOEM_NGAM = "5204"
LATE = {"5201": "เมืองลำปาง", "5213": "เมืองปาน", "5208": "เถิน", "5204": "เสริมงาม", "5205": "งาว"}


@dataclass(frozen=True)
class Written:
    """What came of it: the letter composed, its files, the letter issued, and what changed."""

    letter: ExternalLetter
    files: dict[str, bytes]
    before: tuple[int, ...]
    after: tuple[int, ...]
    issued: Letter
    paper: ExternalLetter
    duties: dict[int, list[Obligation]]
    addressees: set[str]


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory) -> Written:
    """The afternoon of the letter, lived once; nothing of it stays in the database."""
    folder = tmp_path_factory.mktemp("letter")
    with django_db_blocker.unblock(), transaction.atomic():
        lived = _afternoon(folder)
        transaction.set_rollback(True)
    return lived


def _afternoon(folder) -> Written:
    officer, directive = _asked()
    _answered(directive)
    before = _counts()
    paths = [folder / f"reminder.{kind}" for kind in ("json", "pdf", "docx")]
    call_command("compose_reminder", *map(str, paths))
    after = _counts()
    issued = _issued(officer, directive)
    duties: dict[int, list[Obligation]] = {}
    for duty in Obligation.objects.filter(item__directive=issued).select_related("item"):
        duties.setdefault(duty.item.number, []).append(duty)
    return Written(
        letter=ExternalLetter.from_json(json.loads(paths[0].read_text(encoding="utf-8"))),
        files={path.suffix: path.read_bytes() for path in paths},
        before=before,
        after=after,
        issued=issued.letter,
        paper=ExternalLetter.from_json(issued.letter.content),
        duties=duties,
        addressees={one.area_id for one in issued.addressees.all()},
    )


def _asked() -> tuple[User, Directive]:
    """The letter of 27 October 2566 to the thirteen districts, entered by the province."""
    load_areas(by="system", listed=_lampang(), today=make.DATED)
    officer = _officer(Area.objects.get(code=PROVINCE), Role.PROVINCE)
    office = make.office(officer, Area.objects.get(code=PROVINCE))
    open_centres(by=officer, areas=list(Area.objects.exclude(level__in=["nation", "province"])))
    districts = list(Area.objects.filter(level="district"))
    directive = make.directive(
        officer,
        office,
        districts,
        number=demo.NUMBER,
        title=demo.TITLE,
        subject=demo.SUBJECT,
        items=demo.items(),
    )
    return officer, directive


def _lampang() -> list[Listed]:
    """The province as the register lists it, with the first tambon of every district."""
    inside = [one for one in listed() if one.ended is None and one.code.startswith(PROVINCE)]
    chosen = [one for one in inside if len(one.code) < 6 or one.code.endswith("01")]
    return [Listed("00", "ประเทศไทย", "Thailand"), *chosen]


def _officer(area: Area, role: Role) -> User:
    user = accounts.create_user(
        by=accounts.system_user(), username=f"o{area.code}", password="x", full_name="ตัวอย่าง"
    )
    accounts.assign(by=user, user=user, role=role, area=area, starts=date(2023, 1, 1))
    return user


def _answered(directive: Directive) -> None:
    """Eight districts do everything and send it in time; of five nothing comes.

    One of the five has all its facts on file, but did not press send.
    """
    form = framework(accounts.system_user())
    for area in Area.objects.filter(level="district"):
        if area.code in LATE and area.code != SOEM_NGAM:
            continue
        officer = _officer(area, Role.DISTRICT)
        make.whole_district(officer, area, list(Area.objects.filter(parent=area)), form)
        if area.code != SOEM_NGAM:
            make.sent(officer, directive, area)


def _counts() -> tuple[int, ...]:
    """What would move if something were numbered, written or recorded."""
    last = Counter.objects.get(series=Series.CIRCULAR, year=2567).last
    return last, Letter.objects.count(), Event.objects.count(), Directive.objects.count()


def _issued(officer: User, directive: Directive) -> Directive:
    at = make.moment()
    with clock.at(at):
        draft = reminding.draft_reminder(by=officer, directive=directive, due=make.NEW_DUE, at=at)
        return reminding.issue_reminder(
            by=officer, reminder=draft, edition=draft.letter.edition, dated=make.TODAY, at=at
        )


ASKED_BEFORE = (
    "มอบหมายสำนักงานพัฒนาชุมชนอำเภอ",
    "ฐานข้อมูล",
    "ทบทวนคำสั่งแต่งตั้ง",
    "ทะเบียน",
    "ความละเอียดแจ้งแล้ว",
)

# The facts of the letter of 5 November 2567, and where ours has them.

FACTS: dict[str, tuple[Any, Any]] = {
    "kind: a circular (ว)": (lambda w: w.issued.series, Series.CIRCULAR),
    "number": (lambda w: w.paper.number, "ลป 0019.3/ว 2598"),
    "date": (lambda w: w.paper.written, date(2024, 11, 5)),
    "urgency": (lambda w: w.letter.urgency, "ด่วนที่สุด"),
    "issued at": (lambda w: w.letter.place[0], "ศาลากลางจังหวัดลำปาง"),
    "about": (
        lambda w: w.letter.subject.removeprefix("ขอเร่งรัด"),
        "การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. 2568",
    ),
    "addressees by code": (lambda w: w.addressees, set(LATE)),
    "addressees by name": (
        lambda w: set(w.letter.to[0].replace("และ", "").split()),
        {f"นายอำเภอ{name}" for name in LATE.values()},
    ),
    "refers to": (
        lambda w: w.letter.references,
        ("หนังสือจังหวัดลำปาง ด่วนที่สุด ที่ ลป 0019.3/ว 25668 ลงวันที่ 27 ตุลาคม 2566",),
    ),
    "what was asked before": (
        lambda w: [words for words in ASKED_BEFORE if words not in w.letter.body[0].text],
        [],
    ),
    "the form": (lambda w: "๕ หมวด ๒๓ ตัวชี้วัด" in w.letter.body[0].text, True),
    "the time has passed": (lambda w: w.letter.body[1].text.startswith("บัดนี้ พ้นกำหนด"), True),
    "the regulation": (
        lambda w: "ว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. ๒๕๕๑" in w.letter.body[1].text,
        True,
    ),
    "number of items": (lambda w: len([one for one in w.letter.body if one.number]), 6),
    "last line": (lambda w: w.letter.body[-1].text, "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"),
    "closing": (lambda w: w.letter.closing, "ขอแสดงความนับถือ"),
    "post": (
        lambda w: w.letter.signature.lines[0].split()[0].removesuffix("ลำปาง"),
        "พัฒนาการจังหวัด",
    ),
    "signs as": (
        lambda w: (w.letter.signature.lines[0].split()[1], *w.letter.signature.lines[1:]),
        ("ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดลำปาง"),
    ),
    "section": (lambda w: w.letter.issuing[1], "กลุ่มงานส่งเสริมการพัฒนาชุมชน"),
}  # fmt: skip

# Each item: what it asks, as duties of the new directive, and the words it cannot do without.
ITEMS = {
    1: (
        {"district_order_copies", "tambon_order_copies", "integrated_order_copies", "registers"},
        ("ฐานข้อมูล", "ทะเบียน", "ทบทวนคำสั่งแต่งตั้ง", "คอช.อ.", "คอช.ต.", "ก.บ.ต.", "สำเนาคำสั่ง"),
    ),
    2: ({"assessments_filed"}, ("ประเมินผล", "จัดระดับการพัฒนา", "๕ หมวด ๒๓ ตัวชี้วัด")),
    3: ({"meetings_held"}, ("ประชุม", "ระดับอำเภอและระดับตำบล", "อย่างน้อย", "๒ ครั้ง")),
    4: ({"experts"}, ("จัดทำ", "ทบทวนคำสั่งแต่งตั้ง", "ก.บ.ต.", "คอช.ต.", "ผู้ทรงคุณวุฒิ")),
    5: ({"missions"}, ("มอบหมายภารกิจ", "กลไก", "แผนพัฒนาตำบล", "พ.ศ. ๒๕๖๒")),
    6: (
        {"strong_tambon"},
        ("ตำบลเข้มแข็งตามหลักปรัชญาของเศรษฐกิจพอเพียง", "ผลักดัน", "แผนพัฒนาตำบล", "เชื่อมโยง", "ทุกระดับ"),
    ),
}
DUE_ITEMS = {1, 2}
DUE = date(2024, 11, 15)
DUE_WORDS = "ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗"


@pytest.mark.parametrize("fact", FACTS)
def test_the_reminder_says_what_the_letter_said(written, fact):
    of_ours, of_the_letter = FACTS[fact]

    assert of_ours(written) == of_the_letter


@pytest.mark.parametrize("number", ITEMS)
def test_an_item_asks_what_the_letters_item_asked(written, number):
    measures, words = ITEMS[number]
    item = [one for one in written.letter.body if one.number][number - 1]

    assert {duty.measure for duty in written.duties[number]} == measures
    assert [word for word in words if word not in item.text] == []
    assert arabic(item.number) == f"{number}."


@pytest.mark.parametrize("number", ITEMS)
def test_the_new_day_stands_where_the_letter_had_it(written, number):
    item = [one for one in written.letter.body if one.number][number - 1]
    dues = {duty.due for duty in written.duties[number]} - {None}

    assert (DUE_WORDS in item.text) is (number in DUE_ITEMS)
    assert dues == ({DUE} if number in DUE_ITEMS else set())
    assert "๓๑ ตุลาคม" not in item.text  # the day that passed


# Where ours is not the letter's, on purpose: how the letter had it, how ours has it.

DIFFERENCES: dict[str, tuple[str, Any, Any]] = {
    "no commas between addressees, and each with its title": (
        "นายอำเภอเมืองลำปาง, อำเภอเมืองปาน, อำเภอเถิน, อำเภอเสริมงามและอำเภองาว",
        lambda w: w.letter.to[0],
        "นายอำเภอเมืองลำปาง นายอำเภอเสริมงาม นายอำเภองาว นายอำเภอเถิน และนายอำเภอเมืองปาน",
    ),
    "the subject says that it presses": (
        "การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        lambda w: w.letter.subject,
        "ขอเร่งรัดการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. 2568",
    ),
    "the centre is ศอช., the committee คอช.": (
        "ศูนย์ประสานงานองค์การชุมชน ระดับตำบล (คอช.ต.)",
        lambda w: _phrase(w.letter.body[0].text, "ศูนย์ประสานงานองค์การชุมชนระดับตำบล ("),
        "ศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต.)",
    ),
    "what is owed is enclosed": (
        "ไม่มีสิ่งที่ส่งมาด้วย",
        lambda w: w.letter.enclosures[0],
        "รายการที่ยังไม่ได้รับ จำแนกรายอำเภอ จำนวน ๑ ชุด",
    ),
    "the second paragraph says that the register was looked at": (
        "บัดนี้ ระยะเวลาการรายงานได้ล่วงเลยมาแล้ว",
        lambda w: _phrase(w.letter.body[1].text, "บัดนี้ พ้นกำหนดเวลารายงานแล้ว จังหวัดลำปาง", "พบว่า"),
        "บัดนี้ พ้นกำหนดเวลารายงานแล้ว จังหวัดลำปางตรวจสอบจากทะเบียนพบว่า",
    ),
    "meetings are so many a year, without a slash": (
        "อย่างน้อย ๒ ครั้ง/ปี",
        lambda w: _phrase(w.letter.body[4].text, "อย่างน้อย", "ครั้ง"),
        "อย่างน้อยปีละ ๒ ครั้ง",
    ),
    "the office says of which province it is": (
        "สำนักงานพัฒนาชุมชนจังหวัด",
        lambda w: w.letter.issuing[0],
        "สำนักงานพัฒนาชุมชนจังหวัดลำปาง",
    ),
    "the post says so too": (
        "พัฒนาการจังหวัด ปฏิบัติราชการแทน",
        lambda w: w.letter.signature.lines[0],
        "พัฒนาการจังหวัดลำปาง ปฏิบัติราชการแทน",
    ),
    "the address is the office's own to set": (
        "ถนนวิชิตสงคราม ลำปาง ๕๒๐๐๐",
        lambda w: w.letter.place[1],
        "อำเภอเมืองลำปาง ลำปาง 52000",
    ),
    "the tambon's centre has its last dot": (
        "ศอช.ต)",
        lambda w: _phrase(w.letter.body[7].text, "ศอช", "เป็น"),
        "ศอช.ต. เป็น",
    ),
    "telephone and fax have a line each": (
        "โทร., โทรสาร หมายเลขเดียว",
        lambda w: [line.split()[0] for line in w.letter.issuing[2:]],
        ["โทร.", "โทรสาร"],
    ),
    "the office's motto is its own to set": (
        "คำขวัญของกรมสองบรรทัด",
        lambda w: w.letter.motto,
        (),
    ),
}  # fmt: skip


def _phrase(text: str, begins: str, ends: str = ")") -> str:
    """The part of `text` from `begins` up to and with `ends`."""
    start = text.index(begins)
    return text[start : text.index(ends, start + len(begins)) + len(ends)]


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_ours_differs_only_where_it_means_to(written, difference):
    of_the_letter, of_ours, expected = DIFFERENCES[difference]

    ours = of_ours(written)
    assert ours == expected
    assert _plain(ours) != _plain(of_the_letter)


def _plain(text: Any) -> str:
    """In one line and one kind of digits, so that only words make a difference."""
    return arabic(text if isinstance(text, str) else " ".join(text))


def test_the_enclosure_lists_what_each_of_the_five_owes(written):
    annex = written.letter.annexes[0]

    assert [row[1] for row in annex.rows] == [f"อำเภอ{LATE[code]}" for code in sorted(LATE)]
    owed = {row[1]: (row[2].splitlines(), row[3]) for row in annex.rows}
    # All is on file in Soem Ngam but unsent: the district's order, a tambon's two, its assessment.
    assert owed["อำเภอเสริมงาม"] == (
        [
            "สำเนาคำสั่งแต่งตั้ง คอช.อ. 1 รายการ",
            "สำเนาคำสั่งแต่งตั้ง คอช.ต. 1 รายการ",
            "สำเนาคำสั่งแต่งตั้ง ก.บ.ต. 1 รายการ",
            "ผลการประเมินและจัดระดับ 1 รายการ",
        ],
        "4",
    )
    # In Ngao nothing is on file, so its meetings are missing too.
    assert owed["อำเภองาว"][0][-1] == "การประชุมให้ครบปีละ 2 ครั้ง 2 รายการ"
    assert owed["อำเภองาว"][1] == "6"


def test_the_letter_is_the_same_for_every_addressee(written):
    assert len(written.letter.to) == 1
    texts = [one.text for one in written.letter.body]
    assert not [name for name in LATE.values() if any(f"อำเภอ{name}" in text for text in texts)]


def test_composing_numbers_and_changes_nothing(written):
    assert written.after == written.before
    assert (written.letter.number, written.letter.written) == (None, None)
    assert written.before[0] == 2597


def test_the_json_reads_back_as_the_same_letter(written):
    again = ExternalLetter.from_json(written.letter.to_json())

    assert again == written.letter
    assert json.loads(written.files[".json"]) == json.loads(json.dumps(written.letter.to_json()))


def test_the_files_are_a_pdf_and_a_word_file(written):
    assert written.files[".pdf"].startswith(b"%PDF-")
    assert written.files[".docx"].startswith(b"PK")


def test_what_is_issued_is_what_was_composed_with_number_and_day(written):
    numbered = replace(written.letter, number="ลป 0019.3/ว 2598", written=date(2024, 11, 5))

    assert written.paper == numbered
    assert written.issued.sent_at is not None
