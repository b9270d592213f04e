# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import json
import sys

import django
from django import forms
from django.conf import settings
from django.http import JsonResponse
from django.test import RequestFactory

settings.configure()
django.setup()


class OrderForm(forms.Form):
    sku = forms.CharField(max_length=20)
    if "--control" in sys.argv:
        quantity = forms.CharField()  # the control: any text will do
    else:
        quantity = forms.IntegerField(min_value=1)


def create_order(request):
    form = OrderForm(json.loads(request.body))
    if form.is_valid():
        return JsonResponse(form.cleaned_data)
    return JsonResponse(form.errors.get_json_data(), status=400)


def post(body):
    request = RequestFactory().post("/", body, content_type="application/json")
    response = create_order(request)
    return response.status_code, json.loads(response.content)


good = post({"sku": "pen", "quantity": "3"})
bad = post({"sku": "pen", "quantity": "many"})
print(f"a body with '3': {good}; with 'many': {bad}"[:200])
sys.exit(0 if good == (200, {"sku": "pen", "quantity": 3}) and bad[0] == 400 else 10)
