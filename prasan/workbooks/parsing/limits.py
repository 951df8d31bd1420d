"""How large a spreadsheet may be, and how it is said that one is not read."""

MOST_ROWS = 50_000
MOST_COLUMNS = 256
MOST_SHEETS = 200
MOST_CELLS = 2_000_000
MOST_LETTERS = 50_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 150 * 1024**2
# Of the child's whole address space; 10,000 rows of 20 columns take about 200 MB of it.
MOST_MEMORY = 1024**3
MOST_SECONDS = 30


class CannotRead(Exception):
    """Why a file is not read: a code, and the figures or names its sentence needs."""

    def __init__(self, code: str, **detail: str | int) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail
