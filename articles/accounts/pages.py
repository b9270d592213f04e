"""An account's own page: its second factor, and signing out everywhere. Each change asks for the password again."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as keep_device
from django_otp.plugins.otp_static.models import StaticToken

from articles.accounts import second_factor, steps
from articles.accounts.forms import EnrolForm, PasswordForm
from articles.models import AuditEntry

MOST = 10  # sign-ins that are shown


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AccountPage(View):
    def get(self, request):
        return self.show()

    def post(self, request):
        """Do what the button says, which is also the name of the method."""
        names = {"turn_on", "turn_off", "sign_out"} & {*request.POST}
        password = PasswordForm(request, data=request.POST)
        if len(names) != 1 or not password.is_valid():
            return self.show(password=password, tried=[*names])
        return getattr(self, names.pop())(request)

    def show(self, **context):
        user = self.request.user
        since = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)  # whose sessions may still go on
        signed_in = AuditEntry.objects.filter(kind=AuditEntry.Kind.SIGNED_IN, name=user.get_username(), at__gt=since)
        shown = {
            **admin.site.each_context(self.request),
            "title": "Your account",
            "password": PasswordForm(self.request),
            "enrol": EnrolForm(user, second_factor.candidate(user)),
            "is_on": second_factor.has_second_factor(user),
            "codes_left": StaticToken.objects.filter(device__user=user).count(),
            "is_required": settings.REQUIRE_MFA,
            "sign_ins": signed_in[:MOST],
            **context,
        }
        return render(self.request, "admin/account.html", shown)

    def turn_on(self, request):
        device = second_factor.candidate(request.user)
        enrol = EnrolForm(request.user, device, data=request.POST)
        if not enrol.is_valid():
            return self.show(enrol=enrol, tried=["turn_on"])
        codes = second_factor.turn_on(device, request)
        keep_signed_in(request)
        keep_device(request, device)
        return steps.show_codes(request, codes, "admin:index")

    def turn_off(self, request):
        if not settings.REQUIRE_MFA:
            second_factor.turn_off(request.user, request)
            keep_signed_in(request)
            request.session.pop(DEVICE_ID_SESSION_KEY, None)
            messages.success(request, "The second factor is off. Your other sessions are signed out.")
        return redirect("account")

    def sign_out(self, request):
        request.user.end_sessions()
        AuditEntry.objects.record(AuditEntry.Kind.SIGNED_OUT, "Everywhere.", request=request)
        return redirect("admin:login")


def keep_signed_in(request):
    """Let this session go on, while all others of the account are over."""
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
