from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "prasan.orders"
    verbose_name = "คำสั่งแต่งตั้ง"
