# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "channels==4.3.2"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from asgiref.testing import ApplicationCommunicator
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import path

settings.configure()
django_application = get_asgi_application()


class EchoConsumer(AsyncWebsocketConsumer):
    async def receive(self, text_data):
        await self.send(text_data=f"echo: {text_data}")


sockets = URLRouter([path("echo/", EchoConsumer.as_asgi())])
routes = {"http": django_application, "websocket": sockets}
application = ProtocolTypeRouter(routes)


async def call(app):
    scope = {"type": "websocket", "path": "/echo/", "headers": []}
    client = ApplicationCommunicator(app, scope)
    try:
        await client.send_input({"type": "websocket.connect"})
        await client.receive_output(timeout=2)
        await client.send_input({"type": "websocket.receive", "text": "hello"})
        return (await client.receive_output(timeout=2))["text"]
    except ValueError as error:
        return str(error)


# The control: Channels where Django's own handler is meant.
own = asyncio.run(call(application if "--control" in sys.argv else django_application))
added = asyncio.run(call(application))
print(f"Django's own handler: {own} With Channels: {added}")
sys.exit(0 if "can only handle ASGI/HTTP" in own and added == "echo: hello" else 10)
