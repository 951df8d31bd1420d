"""Why a spreadsheet is not read, in words: what it is, and what to do about it."""

from django.utils.translation import gettext as _

from prasan.workbooks.parsing.limits import MOST_COLUMNS, MOST_ROWS


class Unreadable(ValueError):
    """A spreadsheet that is not read; its text says why, and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def refusal(code: str, **detail: str | int) -> Unreadable:
    """The refusal for a code of `parsing`, with its figures filled in."""
    known = {"most_rows": f"{MOST_ROWS:,}", "most_columns": MOST_COLUMNS}
    shown = {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in detail.items()
    }
    sentence = _sentences()[code].format(**known, **shown)
    return Unreadable(code, " ".join(sentence.split()))


def _sentences() -> dict[str, str]:
    return {
        "nothing": _("ไฟล์นี้ว่างเปล่า (0 ไบต์) เลือกไฟล์อีกครั้ง"),
        "empty": _("ไฟล์นี้ไม่มีข้อความในแผ่นงานใดเลย ตรวจว่าเลือกไฟล์ถูกแล้วเลือกอีกครั้ง"),
        "unknown": _(
            "ไฟล์นี้ไม่ใช่ตาราง แม้ชื่อจะลงท้ายอย่างนั้น เปิดด้วย Excel แล้วบันทึกเป็น Excel (.xlsx) และส่งอีกครั้ง"
        ),
        "web": _(
            "ไฟล์นี้แท้จริงเป็นหน้าเว็บที่ตั้งชื่อเป็น Excel เปิดด้วย Excel แล้วบันทึกเป็น Excel (.xlsx) และส่งอีกครั้ง"
        ),
        "binary": _(
            "ไฟล์นี้เป็น Excel แบบไบนารี (.xlsb) เปิดด้วย Excel แล้วบันทึกเป็น Excel (.xlsx) และส่งอีกครั้ง"
        ),
        "locked": _("ไฟล์นี้ใส่รหัสผ่านไว้ เปิดด้วย Excel เอารหัสผ่านออก บันทึก แล้วส่งอีกครั้ง"),
        "damaged": _("ไฟล์นี้เสียหายหรือมาไม่ครบ เปิดดูในเครื่องของท่านก่อน บันทึกใหม่ แล้วส่งอีกครั้ง"),
        "encoding": _(
            "อ่านตัวอักษรในไฟล์นี้ไม่ได้ เปิดด้วย Excel แล้วบันทึกเป็น Excel (.xlsx) หรือ CSV UTF-8 และส่งอีกครั้ง"
        ),
        "rows": _(
            "ตารางนี้ยาวเกินไป มีข้อมูลเลยแถวที่ {most_rows} รับได้ไม่เกิน {most_rows} แถว"
            " แบ่งเป็นหลายไฟล์ หรือถ้ามีเซลล์หลงอยู่ไกลให้ลบแถวนั้น แล้วส่งอีกครั้ง"
        ),
        "far": _("ตารางนี้กว้างเกินไป มีข้อมูลเลยคอลัมน์ที่ {most_columns} {place} ลบคอลัมน์ที่ไม่ใช้ แล้วส่งอีกครั้ง"),
        "bomb": _("ไฟล์นี้คลายออกแล้วใหญ่เกินกว่าจะเปิดได้ คัดเฉพาะตารางที่ใช้ วางเฉพาะค่าลงไฟล์ใหม่ แล้วส่งอีกครั้ง"),
        "slow": _("เปิดไฟล์นี้นานเกินไป คัดเฉพาะตารางที่ใช้ วางเฉพาะค่าลงไฟล์ใหม่ แล้วส่งอีกครั้ง"),
    }
