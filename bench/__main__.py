import sys
from collections.abc import Callable

from bench import (
    batches,
    board,
    flows,
    grades,
    letters,
    notices,
    pages,
    quota,
    reading,
    reminders,
    start,
    workbooks,
)
from bench.result import CannotMeasure, Result

MEASUREMENTS: dict[str, Callable[[], Result]] = {
    "letters": letters.measure,
    "letters-900": batches.measure,
    "letters-900-peak": batches.measure_peak,
    "workbook": workbooks.measure_preview,
    "workbook-peak": workbooks.measure_peak,
    "workbook-commit": workbooks.measure_commit,
    "start": start.measure,
    "board": board.measure,
    "board-anew": board.measure_anew,
    "editor": pages.measure_editor,
    "paper-order": pages.measure_paper,
    "tambon": pages.measure_tambon,
    "meeting": pages.measure_meeting,
    "meetings-nation": pages.measure_meetings,
    "notices": notices.measure,
    "quota": quota.measure,
    "quota-limit": quota.measure_limit,
    "reminders": reminders.measure,
    "read-letter": reading.measure_text,
    "read-letter-pdf": reading.measure_pdf,
    "person-search": pages.measure_search,
    "person-search-near": pages.measure_search_near,
    "sheet": pages.measure_sheet,
    "sheet-result": pages.measure_result,
    "sheet-save": pages.measure_save,
    "results-province": grades.measure_province,
    "results-nation": grades.measure_nation,
    "results-nation-sql": grades.measure_sql,
    "plan-tambon": pages.measure_plan,
    "flow-province": flows.measure_province,
    "flow-nation-kept": flows.measure_kept,
    "flow-nation": flows.measure_nation,
    "flow-nation-sql": flows.measure_sql,
    "computed-one": grades.measure_computed,
    "computed-nation": grades.measure_all_computed,
}


def main() -> int:
    names = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"No measurement is called {unknown[0]}; there are {', '.join(MEASUREMENTS)}.")
        return 2
    return max(_measured(name) for name in names)


def _measured(name: str) -> int:
    try:
        result = MEASUREMENTS[name]()
    except CannotMeasure as reason:
        print(f"{name} could not be measured: {reason}", flush=True)
        return 1
    print(result.line(name), flush=True)
    return 0 if result.is_enough else 1


if __name__ == "__main__":
    sys.exit(main())
