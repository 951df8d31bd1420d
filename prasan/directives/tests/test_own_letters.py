"""Letters to late units, each with its own number or as one circular: page and action."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.audit.models import Event
from prasan.directives import own_letters
from prasan.directives.models import Directive
from prasan.directives.owing import Addressing
from prasan.directives.own_letters import Wanted
from prasan.directives.reminding import NotShort
from prasan.directives.tests import make
from prasan.jobs.models import Job
from prasan.letters.actions import end_signatory, name_signatory, register_letter
from prasan.letters.models import Batch, Counter, Letter, Series
from prasan.letters.rules import Way
from prasan.letters.tests.threads import Threads
from prasan.letters.tests.typesetting.reading import pdf_pages


@pytest.fixture
def url(directive) -> str:
    return f"/directives/{directive.pk}/letters/"


@pytest.fixture
def wanted(directive) -> Wanted:
    found = own_letters.find(directive, Addressing.DISTRICTS, wide=False, day=make.TODAY)
    words = own_letters.first_words(directive, found, Addressing.DISTRICTS)
    return Wanted(
        Addressing.DISTRICTS, False, Way.OWN, ("5205", "5208"), make.NEW_DUE, "004",
        words.pop("subject"), words, directive.letter.office.signatories.get(), {},
    )  # fmt: skip


@pytest.fixture
def send(province_officer, directive, wanted):
    def number(**changes) -> Directive:
        return own_letters.send_reminders(
            by=province_officer, directive=directive, wanted=replace(wanted, **changes),
            dated=make.TODAY, at=make.moment(),
        )  # fmt: skip

    return number


@pytest.fixture
def typed(directive, wanted):
    """The form as it comes from the browser; None takes a field out."""

    def fields(do="number", **changes) -> dict:
        whole = {
            "to": "districts", "way": "own", "units": ["5205", "5208"], "due": "15 พ.ย. 2567",
            "urgency": "004", "signatory": str(wanted.signatory.pk), "subject": wanted.subject,
            **wanted.texts, "accept": "on", "do": do, **changes,
        }  # fmt: skip
        return {name: value for name, value in whole.items() if value is not None}

    return fields


# The action.


def test_each_late_district_gets_a_letter_of_its_own(send, directive, ngao, thoen):
    follow = send()

    letters = list(follow.letter.batch.letters.order_by("number"))
    assert [one.series for one in letters] == ["ordinary"] * 2
    assert [one.recipients.get().area for one in letters] == [ngao, thoen]
    assert letters[0].content["to"] == ["นายอำเภองาว"]
    assert "อำเภอเถิน" not in str(letters[0].content["body"])
    assert letters[0].refers_to == directive.letter
    assert follow.letter == letters[0]


def test_the_directive_that_follows_has_the_new_day(send, directive):
    follow = send()

    assert follow.follows == directive
    assert set(follow.addressees.values_list("area", flat=True)) == {"5205", "5208"}
    assert make.duty(follow, "assessments_filed").due == make.NEW_DUE
    assert make.duty(follow, "assessments_filed").renews == make.duty(
        directive, "assessments_filed"
    )


def test_the_same_reminder_twice_is_one(send):
    first, second = send(), send()

    assert first == second
    assert Batch.objects.count() == 1
    assert Event.objects.filter(verb="directive.reminded").count() == 1


def test_a_circular_takes_one_number_and_an_annex_for_all(send):
    follow = send(way=Way.ANNEX)

    letter = follow.letter
    assert (letter.series, letter.number, letter.batch) == ("circular", 2598, None)
    assert [row[1] for row in letter.content["annexes"][0]["rows"]] == ["อำเภองาว", "อำเภอเถิน"]
    assert letter.recipients.count() == 2


def test_texts_that_differ_under_one_number_are_refused(send):
    with pytest.raises(ValidationError, match="ต้องมีข้อความเหมือนกันทุกฉบับ"):
        send(way=Way.VARIED)
    assert not Letter.objects.filter(dated=make.TODAY).exists()


def test_a_unit_late_no_more_is_named_and_nothing_numbered(thoen_is_complete, send):
    with pytest.raises(NotShort) as short:
        send()

    assert short.value.names == ("อำเภอเถิน",)
    assert not Batch.objects.exists()
    assert not Counter.objects.filter(series=Series.ORDINARY).exists()
    assert send(units=("5205",)).letter.batch.letters.count() == 1


def test_letters_may_go_to_chairs_of_tambons(send):
    follow = send(to=Addressing.CENTRES, units=("520504", "520801"))

    names = [one.recipients.get().name for one in follow.letter.batch.letters.order_by("number")]
    assert names == [
        "ประธานกรรมการศูนย์ประสานงานองค์การชุมชนตำบลบ้านร้อง",
        "ประธานกรรมการศูนย์ประสานงานองค์การชุมชนตำบลล้อมแรด",
    ]


def test_units_without_a_chair_or_an_address_are_found(directive, ngao_officer, pong_tao, areas):
    make.order(ngao_officer, pong_tao)

    found = own_letters.find(directive, Addressing.CENTRES, wide=False, day=make.TODAY)

    assert found.problems["520505"] == [own_letters.NO_ADDRESS]
    assert found.problems["520801"] == [own_letters.NO_ADDRESS, own_letters.NO_HEAD]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_number_once(transactional_db, tmp_path, send):
    with Threads(tmp_path) as threads:
        first, second = threads.run(lambda: send().pk, lambda: send().pk)

        assert first == second
        count = threads.run(lambda: Counter.objects.get(series=Series.ORDINARY).last)
        assert count == [2]


# The page.


def test_a_visitor_is_asked_to_log_in(client, url):
    assert client.get(url)["Location"].startswith("/accounts/login/")
    assert client.post(url)["Location"].startswith("/accounts/login/")


def test_out_of_reach_there_is_nothing(client, someone, areas, url, typed):
    client.force_login(someone("lamphun", "province", areas["51"]))

    assert client.get(url).status_code == 404
    assert client.post(url, typed()).status_code == 404


def test_who_does_not_direct_may_not(client, ngao_officer, reader, url, typed):
    for user in (ngao_officer, reader):
        client.force_login(user)
        assert client.get(url).status_code == 403
        assert client.post(url, typed()).status_code == 403
    assert not Batch.objects.exists()


def test_the_page_offers_both_lawful_ways_and_says_why_not_the_third(client, province_officer, url):
    client.force_login(province_officer)

    page = client.get(url).content.decode()

    assert "หนังสือเวียน (ว) มีบัญชีแนบท้ายร่วมกัน" in page
    assert "หนังสือแยกฉบับ เลขของตนเอง" in page
    assert 'value="varied" disabled' in page
    assert "หน่วยที่ค้าง 2 หน่วย" in page
    assert "ไม่มีที่อยู่ในระบบ" in page


def test_the_board_leads_here(client, province_officer, directive, url):
    client.force_login(province_officer)

    assert f'href="{url}"' in client.get(f"/directives/{directive.pk}/").content.decode()


def test_nobody_late_is_said_kindly(client, province_officer, office, thoen, thoen_is_complete):
    alone = make.directive(province_officer, office, [thoen], number=25669)
    make.sent(province_officer, alone, thoen)
    client.force_login(province_officer)

    page = client.get(f"/directives/{alone.pk}/letters/?to=districts").content.decode()

    assert "ไม่มีใครต้องเตือน" in page


def test_the_officer_numbers_and_is_led_to_the_batch(client, province_officer, url, typed):
    client.force_login(province_officer)

    first, second = (client.post(url, typed()) for _ in range(2))

    batch = Batch.objects.get()
    assert first["Location"] == second["Location"] == f"/letters/batches/{batch.pk}/"
    assert batch.letters.count() == 2
    assert Job.objects.filter(kind="letters.batch").exists()
    assert batch.files.count() == 2


def test_any_one_letter_is_shown_before_numbering(client, province_officer, url, typed):
    client.force_login(province_officer)

    for way in ("own", "annex"):
        answer = client.post(url, typed("preview", which="5208", way=way))
        assert answer["Content-Type"] == "application/pdf"
        text = " ".join(pdf_pages(answer.content))
        assert "อำเภอเถิน" in text
        assert ("อำเภองาว" in text) == (way == "annex")
    assert not Batch.objects.exists()


def test_a_typed_address_goes_to_the_list(client, province_officer, url, typed):
    client.force_login(province_officer)

    client.post(url, typed(accept=None, address_5205="ที่ว่าการอำเภองาว 52110", address_5208="เถิน"))

    letter = Batch.objects.get().letters.order_by("number").first()
    assert letter.recipients.get().address == "ที่ว่าการอำเภองาว 52110"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"units": []}, "ยังไม่ได้เลือกหน่วย"),
        ({"way": "varied"}, "ต้องมีข้อความเหมือนกันทุกฉบับ"),
        ({"due": "1 พ.ย. 2567"}, "กำหนดส่งใหม่อยู่ก่อนวันนี้"),
        ({"due": "31 ก.พ. 2568"}, "31"),
        ({"due": "15 พ.ย. 2597"}, "ไกลกว่าหนึ่งปี"),
        ({"signatory": ""}, "ยังไม่ได้เลือกผู้ลงนาม"),
        ({"finding": "พบว่า{หน่วย ยังค้าง"}, "วงเล็บปีกกาไม่ครบคู่"),
        ({"request": "ขอให้{อำเภอ}ดำเนินการ"}, "ไม่รู้จักช่อง"),
        ({"accept": None}, "ยังขาดข้อมูล"),
        ({"closing": "จบ \U0001f600"}, "พิมพ์อักขระ"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client, province_officer, url, typed, changes, said
):
    client.force_login(province_officer)
    do = "preview" if "closing" in changes else "number"

    page = client.post(url, typed(do, extra="ข้อความที่พิมพ์ไว้", **changes)).content.decode()

    assert said in page
    assert "ข้อความที่พิมพ์ไว้" in page
    assert not Batch.objects.exists()


def test_who_may_not_sign_ordinary_letters_is_told(
    client, province_officer, office, url, typed, wanted
):
    end_signatory(by=province_officer, signatory=wanted.signatory, ends=make.TODAY, because="ย้าย")
    orders = name_signatory(
        by=province_officer, office=office, name="นายคำสั่ง สมมุติ", post_title="หัวหน้า",
        starts=make.DATED, scope="orders",
    )  # fmt: skip
    client.force_login(province_officer)

    page = client.post(url, typed(signatory=str(orders.pk))).content.decode()

    assert "ไม่ครอบคลุมหนังสือชนิดนี้" in page
    assert not Batch.objects.exists()


def test_who_is_late_no_more_is_named_and_the_officer_chooses(
    client, province_officer, thoen_is_complete, url, typed
):
    client.force_login(province_officer)

    page = client.post(url, typed()).content.decode()

    assert "อำเภอเถิน ไม่มีเรื่องค้างแล้ว ยังไม่ได้ออกเลขให้ใคร" in page
    assert "ตัดหน่วยที่ไม่ค้างแล้วออก" in page
    assert not Batch.objects.exists()
    client.post(url, typed(units=["5205"]))
    assert Batch.objects.get().letters.count() == 1


def test_a_number_used_on_paper_is_passed_over(client, province_officer, office, ngao, url, typed):
    register_letter(
        by=province_officer, office=office, series=Series.ORDINARY, urgency="001", number=1,
        dated=make.TODAY, subject="บนกระดาษ", recipients=[(ngao, "นายอำเภองาว")], at=make.moment(),
    )  # fmt: skip
    client.force_login(province_officer)

    client.post(url, typed())

    assert sorted(Batch.objects.get().letters.values_list("number", flat=True)) == [2, 3]


def test_the_addressee_reads_its_own_letter_and_its_directive(client, ngao_officer, send, thoen):
    follow = send()
    client.force_login(ngao_officer)

    mine, theirs = follow.letter.batch.letters.order_by("number")
    assert client.get(f"/letters/{mine.pk}/").status_code == 200
    assert client.get(f"/letters/{theirs.pk}/").status_code == 404
    assert client.get(f"/directives/{follow.pk}/").status_code == 200


def test_the_page_asks_as_much_for_forty_units_as_for_two(client, province_officer, url, ngao):
    client.force_login(province_officer)
    seen = []
    # The board is computed anew each time: what an area came by is an event.
    for count in (2, 40):
        make.more_tambons(ngao, count)
        with CaptureQueriesContext(connection) as asked:
            client.get(url + "?to=centres")
        seen.append(len(asked))

    assert seen[0] == seen[1]
