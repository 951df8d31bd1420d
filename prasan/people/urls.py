from django.urls import path

from prasan.people import views

app_name = "people"

urlpatterns = [path("<int:pk>/contact/", views.contact, name="contact")]
