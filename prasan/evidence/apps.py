from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "prasan.evidence"
    verbose_name = "หลักฐาน"
