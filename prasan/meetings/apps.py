from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "prasan.meetings"
    verbose_name = "การประชุม"
