"""Books of districts and provinces, made while one goes on with other work."""

from datetime import date

from prasan.jobs.kinds import Made, kind
from prasan.jobs.work import Work
from prasan.letters import typesetting
from prasan.plans import books
from prasan.thai.calendar import FiscalYear

BOOK = "plans.book"
# Loading, then setting.
STEPS = 2


@kind(BOOK)
def make_book(work: Work) -> Made:
    """The book of the job's area as PDF, DOCX or XLSX, by its `ending`."""
    year = FiscalYear(int(work.arguments["year"]))
    day = date.fromisoformat(work.arguments["day"])
    ending = work.arguments["ending"]
    held = books.book(work.area, year=year, day=day)
    work.told(1)
    if ending == "xlsx":
        content = books.workbook(held)
    else:
        set_ = typesetting.pdf if ending == "pdf" else typesetting.docx
        content = set_(books.paper(held))
    work.told(STEPS)
    return Made(name=f"{held.title}.{ending}", content=content)
