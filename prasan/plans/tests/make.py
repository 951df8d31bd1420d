"""Plans, projects and missions as an officer would enter them, through actions."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from prasan import clock
from prasan.centres.actions import open_centre
from prasan.centres.models import Centre
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.plans import actions
from prasan.plans.models import Link, Mission, Plan, Project


def centre(by, area) -> Centre:
    return open_centre(by=by, area=area)


def plan(by, area, **fields) -> Plan:
    values = {"first_year": 2566, "last_year": 2570, "adopted": date(2022, 6, 15)}
    return actions.adopt_plan(by=by, area=area, **{**values, **fields})


def project(by, plan, **fields) -> Project:
    values = {
        "title": "ธนาคารอาหารชุมชน",
        "first_year": 2568,
        "budget": Decimal("120000.50"),
        "is_strong_tambon": True,
        "entered": date(2023, 10, 12),
    }
    return actions.add_project(by=by, plan=plan, **{**values, **fields})


def link(by, project, **fields) -> Link:
    values = {"destination": "district", "holder": "อำเภองาว", "proposed": date(2024, 10, 20)}
    return actions.link_project(by=by, project=project, **{**values, **fields})


def mission(by, centre, **fields) -> Mission:
    values = {
        "task": "ขับเคลื่อนแผนพัฒนาตำบล",
        "authority": "คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗",
        "starts": date(2024, 10, 1),
    }
    return actions.assign_mission(by=by, centre=centre, **{**values, **fields})


def picture() -> bytes:
    """A small PNG, as a scanner gives one."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return content.getvalue()


def paper(by, area) -> Evidence:
    upload = SimpleUploadedFile("คำสั่ง.png", picture(), content_type="image/png")
    return keep(by=by, area=area, upload=upload, at=clock.now())
