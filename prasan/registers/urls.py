from django.urls import path

from prasan.registers.views import intakes, registers, sending

app_name = "registers"

urlpatterns = [
    path("", sending.index, name="index"),
    path("<area:code>/", registers.area, name="area"),
    path("<area:code>/excel/", registers.excel, name="excel"),
    path("<area:code>/pdf/", registers.pdf, name="pdf"),
    path("<area:code>/workbook/", registers.workbook, name="workbook"),
    path("intakes/<int:pk>/", intakes.intake, name="intake"),
    path("intakes/<int:pk>/decide/", intakes.decide, name="decide"),
    path("intakes/<int:pk>/columns/", intakes.columns, name="columns"),
    path("intakes/<int:pk>/undo/", intakes.undo, name="undo"),
    path("intakes/<int:pk>/take/", intakes.take, name="take"),
    path("intakes/<int:pk>/give-back/", intakes.give_back, name="give_back"),
    path("intakes/<int:pk>/drop/", intakes.drop, name="drop"),
    path("intakes/<int:pk>/file/", intakes.file, name="file"),
]
