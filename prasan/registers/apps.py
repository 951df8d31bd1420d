from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "prasan.registers"
    verbose_name = "ทะเบียนคณะกรรมการ"
