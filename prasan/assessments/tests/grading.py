"""What tests of results share."""

from datetime import datetime
from zoneinfo import ZoneInfo

from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
AT = datetime(2024, 11, 4, 10, tzinfo=ZoneInfo("Asia/Bangkok"))
TAMBONS = ("520504", "520505", "520801", "520802")
ROOT = "/assessments/results"
# Points in form order: 1.1 to 1.4, 2.1 to 2.4 (the last of 0, 1, 3, 5), 3.1 to 3.3.
GOOD = (80, 60, 80, 80, 90, 90, 90, 5, 90, 90, 90)
GATED = (100, 50, 100, 100, 90, 90, 90, 5, 90, 90, 90)
POOR = (10, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0)


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
