# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for this test", ALLOWED_HOSTS=["*"])
django.setup()


def upload(request):
    photo = request.FILES["photo"]
    return HttpResponse(f"{request.POST['title']}, {photo.size}, {type(photo).__name__}")


urlpatterns = [path("", upload)]
size = 1_000 if "--control" in sys.argv else 3_000_000  # the control: a small file
photo = SimpleUploadedFile("sea.jpg", b"x" * size, "image/jpeg")
seen = Client().post("/", {"title": "Sea", "photo": photo}).text
print(f"a form with a file of {size} bytes: {seen}")
sys.exit(0 if seen == "Sea, 3000000, TemporaryUploadedFile" else 10)
