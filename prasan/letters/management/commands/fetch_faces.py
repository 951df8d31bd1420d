from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from prasan.letters.typesetting import faces


class Command(BaseCommand):
    help = (
        "Choose the face letters are printed in and bring it to the official size. "
        "A second run changes nothing."
    )
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        folder = Path(settings.FACES)
        source = faces.derive(folder)
        self.stdout.write(f"แบบอักษร: {source.family} จาก {source.regular.parent}")
        self.stdout.write(f"เก็บไว้ที่: {faces.page_faces(folder)}")
        if not source.is_official:
            self.stdout.write(
                f"หากสำนักงานมี TH Sarabun New หรือ TH SarabunPSK ให้วางแฟ้มไว้ใน {folder / 'own'} "
                "แล้วสั่งซ้ำ"
            )
