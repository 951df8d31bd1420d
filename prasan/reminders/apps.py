from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "prasan.reminders"
    verbose_name = "การแจ้งเตือน"
