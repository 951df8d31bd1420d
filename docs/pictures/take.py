"""Takes every picture of the documents anew: python -m docs.pictures.take.

Builds a demonstration of its own, serves it, and drives Chromium through it as people would.
With an address, takes them from the demonstration that runs there; that one is changed by it.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from prasan.workbooks.writing import Column, Sheet, write
from tools import installation, server
from tools.chromium import find_chromium

HERE = Path(__file__).resolve().parent
PASSWORD = "prasan-2567"
DEMO_DAY = "2024-11-05"
LARGEST = 250_000
MARGIN = 20
DESK, PHONE = (1280, 900), (390, 844)
BOARD = "/directives/1/"


@dataclass(frozen=True)
class Picture:
    """What `name`.png shows: a page as a user sees it in a window of `size`, from `at` on."""

    name: str
    user: str
    page: str
    size: tuple[int, int] = DESK
    at: str = ""


# Of the demonstration as it is built.
STILL = (
    Picture("front-1280", "lampang", "/"),
    Picture("board-1280", "lampang", BOARD, (1280, 1000)),
    Picture("board-390", "lampang", BOARD, PHONE, ".board tbody"),
    Picture("district-1280", "lampang", f"{BOARD}5205/", (1280, 1040)),
    Picture("tambon-1280", "lampang", "/tambon/520505/", (1280, 1040)),
    Picture("front-district-1280", "ngao", "/"),
    Picture("committee-1280", "ngao", "/committees/tambon/520505/"),
    Picture("order-1280", "ngao", "/orders/new/tambon/520505/", (1280, 1000)),
    Picture("orders-1280", "ngao", "/orders/"),
    Picture("persons-1280", "maemo", "/people/?q=ฟ้ากวาง จำลองสี"),
    Picture("databases-1280", "lampang", "/centres/databases/"),
    Picture("database-1280", "ngao", "/centres/520505/database/"),
    Picture("review-1280", "ngao", "/orders/reviews/520505/"),
    Picture("template-1280", "lampang", "/letters/templates/1/", (1280, 1240)),
    Picture("meeting-1280", "ngao", "/meetings/tambon/520505/?year=2567"),
    Picture("planner-1280", "ngao", "/meetings/planner/5205/"),
    Picture("plan-1280", "ngao", "/plans/520505/", (1280, 1240)),
    Picture("waiting-1280", "ngao", "/plans/waiting/"),
    Picture("flow-1280", "lampang", "/plans/flow/52/"),
    Picture("strong-1280", "ngao", "/plans/strong/520505/", (1280, 1040)),
    Picture("front-officer-390", "pattana", "/", PHONE),
    Picture("sheet-390", "pattana", "/assessments/520505/2567/", PHONE, ".answer"),
    Picture("check-1280", "ngao", "/assessments/520501/2567/check/", (1280, 1000)),
    Picture("result-1280", "lampang", "/assessments/520501/2567/result/", (1280, 1000)),
    Picture("front-member-390", "member", "/", PHONE),
    Picture("tambon-member-390", "member", "/tambon/520505/", PHONE),
)

# Nobody's names, and every slip of a hurried hand.
MESSY = (
    "ทะเบียนคณะกรรมการ คอช.ต. อำเภองาว",
    "ที่,ชื่อ-สกุล,ตำบล,ตำแหน่ง,วันที่แต่งตั้ง,เบอร์โทร",
    "1,นายหนึ่งดาว สมมุติชัย,ปงเต่า,ประธานฯ,1/10/2567,081-555-0101",
    "2,นางบัวตอง สมมุติชัย,ปงเต่า,เลขาฯ,1 ต.ค. 67,815550102",
    "3,น.ส.ลำดวน ตัวอย่างงาม,ปงเตา,กรรมการ (ประชาสัมพันธ์),31/02/2566,081-23",
    "4,=HYPERLINK(1),บ้านแหง,ประธาน,1/10/2567,",
    "5,ภูผา นิทานทอง,บ้านแหง,ประธานกรรมการ,1/10/2567,",
    "6,นายไม้งาม ทดลองไทย,บ้านแหง,กรรมการ,01-10-2024,",
    "7,นายไม้งาม ทดลองไทย,บ้านแหง,กรรมการ,1/10/2567,",
    "รวม,7,,,,",
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("address", nargs="?", help="of a running demonstration")
    arguments.add_argument("--only", nargs="+", metavar="NAME", help="keep these and no others")
    asked = arguments.parse_args()
    address = asked.address
    chromium = find_chromium()
    if chromium is None:
        print("no Chromium on this machine: nothing was taken", file=sys.stderr)
        return 1
    with _site(address) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera(browser, site, asked.only)
        for picture in STILL:
            camera.take(picture)
        send_list(camera)
        change_committee(camera)
        compare(camera)
        remind(camera)
        report(camera)
        past(camera)
        look_at_file(camera)
        moderate(camera)
        browser.close()
    return 0


class Camera:
    """Opens pages of one site as its users, and keeps what they see."""

    def __init__(self, browser: Browser, site: str, only: Sequence[str] | None = None) -> None:
        self.browser, self.site, self.only = browser, site, only

    def open(self, user: str, path: str, size: tuple[int, int] = DESK) -> Page:
        """The page at `path` as `user` sees it in a window of `size`."""
        page = self.browser.new_page(
            base_url=self.site,
            viewport={"width": size[0], "height": size[1]},
            locale="th-TH",
            reduced_motion="reduce",
        )
        page.goto(f"/accounts/login/?next={path}")
        page.fill("[name=login]", user)
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_load_state("networkidle")
        return page

    def take(self, picture: Picture) -> None:
        page = self.open(picture.user, picture.page, picture.size)
        if picture.at:
            top = page.locator(picture.at).first.bounding_box()
            page.mouse.wheel(0, top["y"] - MARGIN if top else 0)
            page.wait_for_timeout(300)
        self.keep(page, picture.name)

    def keep(self, page: Page, name: str) -> None:
        """Keep what `page` shows now as `name`.png, and close the page."""
        self.shoot(page, name)
        page.context.close()

    def shoot(self, page: Page, name: str) -> None:
        """Keep what `page` shows now as `name`.png, in few colours."""
        if self.only and name not in self.only:
            return
        whole = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        few = whole.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        path = HERE / f"{name}.png"
        few.save(path, optimize=True)
        if path.stat().st_size > LARGEST:
            raise ValueError(f"{path.name} has {path.stat().st_size} bytes, more than {LARGEST}")
        print(f"  {path.name}", flush=True)


def send_list(camera: Camera) -> None:
    """A list as districts keep them, with every problem of its cells."""
    page = camera.open("ngao", "/registers/", (1280, 1000))
    content = "\n".join(MESSY).encode()
    file = FilePayload(name="รายชื่อ คอช.ต. งาว.csv", mimeType="text/csv", buffer=content)
    page.set_input_files("[type=file]", file)
    page.locator("main form button").first.click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "intake-1280")


def change_committee(camera: Camera) -> None:
    """A committee as a draft, and the form that changes only some of its seats."""
    committee = "/committees/tambon/520505/"
    page = camera.open("ngao", committee)
    page.locator("form[action*='/orders/drafts/new/'] button").first.click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "draft-1280")
    page = camera.open("ngao", committee)
    page.locator("main a[href^='/orders/']", has_text="คำสั่งอำเภอ").first.click()
    page.locator("main a[href$='/amend/']").first.click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "amend-1280")


def compare(camera: Camera) -> None:
    """Two records that may be one person."""
    page = camera.open("maemo", "/people/duplicates/?area=5202")
    page.locator("main a[href*='/beside/']").first.click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "pair-1280")


def remind(camera: Camera) -> None:
    """The reminder beside its paper, drafted from the board."""
    page = camera.open("lampang", BOARD, (1280, 1100))
    page.locator("form[action$='/remind/'] button").click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "reminder-1280")


def report(camera: Camera) -> None:
    """A district's report before it is sent, and as the province judges it."""
    page = camera.open("d5204", f"{BOARD}5204/send/", (1280, 1000))
    camera.shoot(page, "send-1280")
    page.locator("[data-once]").click()
    page.wait_for_load_state("networkidle")
    receipt = page.url.removeprefix(camera.site)
    page.context.close()
    camera.keep(camera.open("lampang", receipt, (1280, 1000)), "judge-1280")


def past(camera: Camera) -> None:
    """A workbook of old meetings as it is looked over before anything is recorded."""
    heads = ("คณะกรรมการ", "วันประชุม", "ครั้งที่", "สถานที่", "เริ่มเวลา", "เลิกเวลา", "ไม่มา", "ลา")
    rows = [
        ["คอช.ต. ปงเตา", "22/8/2567", "", "ศาลาอเนกประสงค์", "9.30", "12.00", "3, 7", "5"],
        ["คอช.อ. งาว", "19/10/2567", "", "ที่ว่าการอำเภองาว", "9.00", "11.30", "", "2"],
        ["คอช.ต. นาแก", "31/9/2567", "", "ศาลาอเนกประสงค์", "13.00", "", "99", ""],
    ]
    book = write([Sheet("การประชุม", [Column(head) for head in heads], rows)], title="การประชุมเก่า")
    page = camera.open("ngao", "/meetings/past/5205/")
    page.set_input_files(
        "[name=file]", {"name": "การประชุมเก่า อำเภองาว.xlsx", "mimeType": "", "buffer": book}
    )
    page.locator("main .button-main").click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "past-1280")


def look_at_file(camera: Camera) -> None:
    """A copy of an order: its three dates and its page."""
    page = camera.open("lampang", "/committees/tambon/520501/", (1280, 1000))
    page.locator("main a[href^='/evidence/']").first.click()
    page.wait_for_load_state("networkidle")
    camera.keep(page, "evidence-1280")


def moderate(camera: Camera) -> None:
    """A district verifies after a look at the sample; the province checks one of them."""
    page = camera.open("ngao", "/assessments/5205/2567/together/", (1280, 1000))
    camera.shoot(page, "together-1280")
    for agreed in page.locator("main input[type=radio][value=yes]").all():
        agreed.check()
    page.locator(".walk .button-main").click()
    page.wait_for_load_state("networkidle")
    page.context.close()
    camera.keep(
        camera.open("lampang", "/assessments/520501/2567/check/", (1280, 1000)), "moderate-1280"
    )


@contextmanager
def _site(address: str | None) -> Iterator[str]:
    """The address of a demonstration: the one that runs there, or one made for the pictures."""
    if address:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as data:
        own = {"PRASAN_DATA": data, "PRASAN_DEMO_DAY": DEMO_DAY}
        build = [sys.executable, "-m", "tools.installation", "--demo"]
        subprocess.run(build, env={**os.environ, **own}, check=True, cwd=installation.ROOT)
        with server.served(server.free_port(), **own) as running:
            yield running.address


if __name__ == "__main__":
    sys.exit(main())
