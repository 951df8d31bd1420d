"""The piece of evidence a page is about, and what may be done to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from prasan.accounts.middleware import Request
from prasan.accounts.rights import WHO, Right
from prasan.evidence import rules
from prasan.evidence.models import Evidence

_OWN = (Right.RECORD, Right.ASSESS, Right.DIRECT)


def mine(request: Request, pk: int) -> Evidence:
    """The file within reach, with its place; 404 outside."""
    found = Evidence.objects.visible_to(request.reach)
    return get_object_or_404(found.select_related("area__parent__parent", "received_by"), pk=pk)


def may_change(request: Request, evidence: Evidence) -> bool:
    """Whoever records in the area may replace and date its files; so may who sent one."""
    rights = _OWN if evidence.received_by_id == request.user.pk else (Right.RECORD,)
    return any(request.reach.may(right, evidence.area_id) for right in rights)


def may_check(request: Request, evidence: Evidence) -> bool:
    """Whoever checks for the district or decides for the province, but not who sent it."""
    return _checks(request, evidence) and rules.may_verify(
        sender=evidence.received_by_id, checker=request.user.pk
    )


def must_change(request: Request, evidence: Evidence) -> None:
    if not may_change(request, evidence):
        request.reach.must(Right.RECORD, evidence.area_id)


def must_check(request: Request, evidence: Evidence) -> None:
    if not _checks(request, evidence):
        raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[Right.VERIFY]} ท่านดูข้อมูลได้")


def _checks(request: Request, evidence: Evidence) -> bool:
    rights = (Right.VERIFY, Right.DECIDE)
    return any(request.reach.may(right, evidence.area_id) for right in rights)


def context(request: Request, evidence: Evidence) -> dict[str, Any]:
    """What every page of a file shows."""
    return {
        "evidence": evidence,
        "edition": evidence.chain.of(evidence),
        "is_there": evidence.file.storage.exists(str(evidence.file)),
        "may_change": may_change(request, evidence),
        "may_check": may_check(request, evidence),
    }
