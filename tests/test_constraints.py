import pytest
from django.core.exceptions import ValidationError

from prasan.constraints import all_or_none
from prasan.letters.models import Letter

SENT = all_or_none("sent_at", "sent_by", name="both")


@pytest.mark.parametrize(("at", "by"), [(None, None), ("2024-11-05 10:00+07:00", 1)])
def test_all_or_none_may_be_filled(db, at, by):
    SENT.validate(Letter, Letter(sent_at=at, sent_by_id=by))


@pytest.mark.parametrize(("at", "by"), [("2024-11-05 10:00+07:00", None), (None, 1)])
def test_one_alone_may_not(db, at, by):
    with pytest.raises(ValidationError, match="both"):
        SENT.validate(Letter, Letter(sent_at=at, sent_by_id=by))
