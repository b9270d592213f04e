# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"]
)
django.setup()
from django.contrib.auth.models import Group  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class OrderSerializer(serializers.Serializer):
    sku = serializers.CharField(max_length=20)
    if "--control" in sys.argv:
        quantity = serializers.CharField()  # the control: any text will do
    else:
        quantity = serializers.IntegerField(min_value=1)


class GroupSerializer(serializers.ModelSerializer):
    class Meta:
        model = Group
        fields = ["name"]


class Orders(APIView):
    def post(self, request):
        serializer = OrderSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(serializer.validated_data, status=201)


def post(body):
    return Orders.as_view()(APIRequestFactory().post("/", body, format="json"))


good, bad = (
    post({"sku": "pen", "quantity": "3"}),
    post({"sku": "pen", "quantity": "many"}),
)
longest = GroupSerializer().fields["name"].max_length
print(
    f"'3': {good.data}; 'many': {bad.status_code} {bad.data}; of a model: {longest}"[
        :200
    ]
)
sys.exit(0 if good.data["quantity"] == 3 and bad.status_code == 400 and longest else 10)
