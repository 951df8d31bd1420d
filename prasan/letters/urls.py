from django.urls import path

from prasan.letters.views import incoming, letters, offices, registers, signing, templates, writing

app_name = "letters"

urlpatterns = [
    path("", registers.index, name="index"),
    path("out.xlsx", registers.file, {"which": "out", "ending": "xlsx"}, name="out_excel"),
    path("out.pdf", registers.file, {"which": "out", "ending": "pdf"}, name="out_pdf"),
    path("in.xlsx", registers.file, {"which": "in", "ending": "xlsx"}, name="in_excel"),
    path("in.pdf", registers.file, {"which": "in", "ending": "pdf"}, name="in_pdf"),
    path("in/", registers.received, name="received_index"),
    path("in/new/", incoming.create, name="receive_new"),
    path("in/<int:pk>/", incoming.detail, name="received"),
    path("in/<int:pk>/correct/", incoming.correct, name="correct_incoming"),
    path("in/<int:pk>/cancel/", incoming.cancel, name="cancel_incoming"),
    path("paper/", registers.from_paper, name="from_paper"),
    path("offices/", offices.index, name="offices"),
    path("offices/new/", offices.create, name="office_create"),
    path("offices/<int:pk>/", offices.detail, name="office"),
    path("offices/<int:pk>/correct/", offices.correct, name="office_correct"),
    path("offices/<int:pk>/signatory/", offices.signatory, name="office_signatory"),
    path("offices/<int:pk>/series/", offices.series, name="office_series"),
    path("offices/signatories/<int:pk>/end/", offices.end, name="signatory_end"),
    path("<int:pk>/", letters.detail, name="detail"),
    path("<int:pk>/cancel/", letters.cancel, name="cancel"),
    path("new/", writing.create, name="create"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/send/", writing.send, name="send"),
    path("templates/", templates.index, name="templates"),
    path("templates/new/", templates.create, name="template_create"),
    path("templates/<int:pk>/", templates.edit, name="template"),
    path("templates/<int:pk>/again/", templates.again, name="template_again"),
    path("templates/take/<slug:key>/", templates.take, name="template_take"),
    path("<int:pk>/sign/", signing.sign, name="sign"),
    path("<int:pk>/signed/", signing.add, name="signed_copy"),
    path("<int:pk>/keeping/", letters.keeping, name="keeping"),
    path("<int:pk>/receive/", incoming.receive, name="receive"),
    path("<int:pk>/pages/<int:edition>-<int:number>.png", letters.page, name="page"),
    path("<int:pk>/letter.pdf", letters.pdf, name="pdf"),
    path("<int:pk>/letter.docx", letters.docx, name="docx"),
]
