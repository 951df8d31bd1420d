"""A letter of the department comes in, goes down through province and district with earlier days,
and a week without the server costs nobody a reminder, nor gives anybody two.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from prasan.reminders.tests.make import MailServer
from tools import installation, server

pytestmark = pytest.mark.browser

LETTER = """ด่วนที่สุด
ที่ มท ๐๔๐๒.๒/ว ๑๐๒๔
กรมการพัฒนาชุมชน
๔ พฤศจิกายน ๒๕๖๗
เรื่อง การประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
เรียน ผู้ว่าราชการจังหวัดลำปาง
ด้วยกรมการพัฒนาชุมชนขอให้จังหวัดดำเนินการ ดังนี้
๑. ประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชนระดับตำบล ตามเกณฑ์ประเมิน ๕ หมวด ๒๓ ตัวชี้วัด
ภายในวันที่ ๒๙ พฤศจิกายน ๒๕๖๗
๒. ส่งเสริมให้ศูนย์ประสานงานองค์การชุมชนเป็นกลไกขับเคลื่อนโครงการตำบลเข้มแข็งตามหลักปรัชญาของเศรษฐกิจพอเพียง
จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ
(หนังสือสมมุติเพื่อการทดสอบ)"""
THING = "ประเมิน"
# In the morning, when messages may leave the house.
REMIND = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
import django
django.setup()
from prasan import clock
from prasan.reminders.routines import remind
with clock.at(datetime.fromisoformat(sys.argv[1]).replace(tzinfo=ZoneInfo("Asia/Bangkok"))):
    print(*remind())
"""


class House:
    """One copy of the demonstration: its server up on a day or down, its post office beside it."""

    def __init__(self, data: Path, running: ExitStack, post: MailServer) -> None:
        self.data, self.running, self.post = data, running, post

    def serve(self, day: str) -> str:
        self.close()
        with closing(sqlite3.connect(self.data / "prasan.sqlite3")) as database, database:
            database.execute("UPDATE home_demonstration SET day = ?", [day])
        up = server.served(server.free_port(), **self.variables(day))
        return self.running.enter_context(up).address

    def close(self) -> None:
        self.running.pop_all().close()

    def remind(self, day: str) -> tuple[int, int]:
        """How many messages were written and carried out of the house."""
        environment = {
            **os.environ,
            **self.variables(day),
            "DJANGO_SETTINGS_MODULE": "prasan.settings",
        }
        command = [sys.executable, "-c", REMIND, f"{day}T09:00:00"]
        done = subprocess.run(
            command, env=environment, cwd=installation.ROOT, check=True, capture_output=True
        )
        written, carried = done.stdout.split()
        return int(written), int(carried)

    def variables(self, day: str) -> dict[str, str]:
        return {
            "PRASAN_DATA": str(self.data),
            "PRASAN_DEMO_DAY": day,
            "PRASAN_SMTP_HOST": "127.0.0.1",
            "PRASAN_SMTP_PORT": str(self.post.port),
            "PRASAN_SMTP_STARTTLS": "0",
        }


@pytest.fixture
def house(demo, tmp_path):
    data = shutil.copytree(demo, tmp_path / "data")
    with MailServer() as post, ExitStack() as running:
        Thread(target=post.serve_forever, daemon=True).start()
        yield House(data, running, post)
        post.shutdown()


def passed_down(page, axe, how: str) -> str:
    """The draft is looked at, issued, and its board stands; returns the board's address."""
    axe(page)
    expect(page.locator("#cascade")).to_contain_text(how)
    page.get_by_role("button", name="ออกเลขและบันทึกว่าส่งแล้ว").click()
    page.wait_for_url(re.compile(r"/directives/\d+/$"))
    expect(page.locator("body")).to_contain_text("เริ่มนับตามกำหนดใหม่")
    axe(page)
    return page.url


@pytest.mark.parametrize("with_scripts", [True], ids=["scripts"])
def test_a_letter_goes_down_and_each_reminder_is_told_once(
    house, new_page, sign_in, axe, with_scripts
):
    base = house.serve("2024-11-05")

    def at(address: str, who: str):
        page = new_page(base_url=address, java_script_enabled=with_scripts)
        sign_in(page, who)
        return page

    check = axe if with_scripts else lambda _page: None  # axe is a script itself

    # The province takes the letter in as pasted text and looks at what was read of it.
    page = at(base, "lampang")
    page.goto("/letters/in/new/")
    page.get_by_label("ข้อความของหนังสือ").fill(LETTER)
    page.get_by_role("button", name="อ่านแล้วเติมให้").click()
    expect(page.get_by_label("เรื่อง", exact=True)).to_have_value(re.compile("การประเมินผล"))
    page.locator("input[name=sender]").fill("กรมการพัฒนาชุมชน")
    check(page)
    page.get_by_role("button", name="ลงรับ").last.click()
    page.wait_for_url(re.compile(r"/letters/in/\d+/$"))
    check(page)
    page.get_by_role("button", name="สั่งการต่อ").click()
    page.wait_for_url(re.compile(r"/directives/cascades/\d+/$"))
    above = passed_down(page, check, "20 พ.ย. 2567 = 7 วันทำการก่อน 29 พ.ย. 2567")

    # Ngao receives the circular, gives its tambons one day more than the system would.
    district = at(base, "ngao")
    district.goto(above)
    district.get_by_role("button", name="สั่งการต่อ").click()
    expect(district.locator("body")).to_contain_text("ลงรับหนังสือฉบับนี้ก่อน")
    district.get_by_role("button", name="ลงรับ").last.click()
    district.wait_for_url(re.compile(r"/letters/in/\d+/$"))
    district.get_by_role("button", name="สั่งการต่อ").click()
    district.locator("[name=item-0-before]").fill("๔")
    district.get_by_role("button", name="บันทึกร่างและดูตัวอย่าง").click()
    below = passed_down(district, check, "14 พ.ย. 2567 = 4 วันทำการก่อน 20 พ.ย. 2567")
    expect(district.locator("[aria-labelledby=levels]")).to_contain_text("0 จาก")

    # The province sees who passed it on; the tambons' officer asks for his post by e-mail.
    page.goto(above)
    expect(page.locator("[aria-labelledby=levels]")).to_contain_text("อำเภองาว")
    expect(page.locator("[aria-labelledby=levels]")).to_contain_text("14 พ.ย. 2567")
    tambon = at(base, "pattana")
    tambon.goto("/reminders/addresses/")
    tambon.get_by_label("อีเมล", exact=True).check()
    tambon.locator("input[name=value]").fill("pattana@example.go.th")
    tambon.get_by_role("button", name="บันทึก").click()

    # A week with nobody at home.
    house.close()
    house.remind("2024-11-12")
    assert house.remind("2024-11-12") == (0, 0)

    base = house.serve("2024-11-12")
    tambon = at(base, "pattana")
    tambon.goto(f"{base}/reminders/")
    check(tambon)
    inbox = tambon.locator("main").inner_text()
    number = re.search(r"/directives/(\d+)/$", below)[1]
    for name in ("ปงเตา",):
        assert (
            inbox.count("ครบกำหนด 14 พ.ย. 2567".replace(" ", "\u00a0"))
            + inbox.count("ครบกำหนด 14 พ.ย. 2567")
            == 1
        ), (name, inbox)
    # The province's letter says nothing to a tambon its district asked.
    assert not re.search(r"ครบกำหนด.20.พ\.ย\.", inbox)
    assert len(house.post.letters) == 1

    province = at(base, "lampang")
    lines = Counter()
    for board in (above, below):
        pk = re.search(r"/directives/(\d+)/$", board)[1]
        province.goto(f"{base}/reminders/ledger/{pk}/")
        check(province)
        for row in province.locator("tbody tr").all():
            words = " ".join(row.inner_text().split())
            if THING in words and "ปงเตา" in words:
                lines[(pk, "อีเมล" in words)] += 1
    assert lines == {(number, False): 1, (number, True): 1}
