class Refused(ValueError):
    """A file we do not keep; its text says in Thai why, and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def damaged(what: str) -> Refused:
    """`what`, as people call it, cannot be read to its end."""
    return Refused(
        "damaged",
        f"{what} นี้เสียหายหรือมาไม่ครบ เปิดดูในเครื่องของท่านก่อน แล้วบันทึกใหม่หรือสแกนใหม่และส่งอีกครั้ง",
    )
