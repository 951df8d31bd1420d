"""Files of a report that were replaced by a newer edition after it was sent."""

from collections.abc import Sequence

from prasan.accounts.reach import Reach
from prasan.directives.models import Delivery
from prasan.evidence.models import Evidence, replaced


def newer_files(deliveries: Sequence[Delivery], reach: Reach) -> dict[int, list[Evidence]]:
    """By delivery, the newest edition of each file in sight that is no longer the one sent.

    A file is known by its checksum, in the delivery's own area before any other. Two queries.
    """
    sums = {one for delivery in deliveries for one in delivery.checksums}
    files = list(Evidence.objects.visible_to(reach).filter(sha256__in=sums).order_by("pk"))
    newest = replaced(files)
    of_area = {(file.area_id, file.sha256): file for file in files}
    anywhere = {file.sha256: file for file in files}
    found: dict[int, list[Evidence]] = {}
    for delivery in deliveries:
        sent = [
            of_area.get((delivery.area_id, one), anywhere.get(one)) for one in delivery.checksums
        ]
        if mine := [newest[file.pk] for file in sent if file and file.pk in newest]:
            found[delivery.pk] = mine
    return found
