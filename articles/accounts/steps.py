"""Signing in, step by step: the password, the code, and what is asked for at the first time.

Nobody is signed in before the last of them: until then the session only says, for ten minutes, who gave the right
password.
"""

import time

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp.models import Device

from articles.accounts.forms import CodeForm, EnrolForm, OwnPasswordForm
from articles.accounts.second_factor import candidate, has_second_factor, turn_on
from articles.accounts.throttle import SignInForm
from articles.models import User

KEY = "signing_in"
TIME = 10 * 60  # seconds for all steps together
BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInView(LoginView):
    """The first step, in the place of the stock one, which would be the last."""

    form_class, template_name = SignInForm, "admin/sign_in.html"

    def get(self, request):
        if admin.site.has_permission(request):
            return redirect(self.get_success_url())
        return super().get(request)

    def get_default_redirect_url(self):
        return reverse("admin:index")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **admin.site.each_context(self.request),
            **context,
            "title": "Log in",
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
            "next": self.get_success_url(),
            "can_reset": settings.HAS_MAIL,
        }

    def form_valid(self, form):
        self.request.session.flush()
        user = form.get_user()
        state = {"user": user.pk, "since": time.time(), "next": self.get_success_url(), "device": None}
        self.request.session[KEY] = state | {"hash": user.get_session_auth_hash()}
        return redirect(next_step(self.request, user))


def who_signs_in(request):
    """Who gave the right password in this session, or None."""
    state = request.session.get(KEY)
    if not state or time.time() - state["since"] > TIME:
        return None
    user = User.objects.filter(pk=state["user"], is_active=True).first()
    return user if user and constant_time_compare(user.get_session_auth_hash(), state["hash"]) else None


def due_step(request, user):
    """The name of the step that somebody has to take now, or None after the last."""
    device = request.session[KEY]["device"]
    if has_second_factor(user) and not device:
        return CodeStep.name
    if user.must_change_password:
        return OwnPasswordStep.name
    return EnrolStep.name if settings.REQUIRE_MFA and not device else None


def next_step(request, user):
    """The address of the next step. After the last it signs in, and is where somebody wanted to go."""
    if step := due_step(request, user):
        return reverse(step)
    state = request.session.pop(KEY)
    if state["device"]:
        user.otp_device = Device.from_persistent_id(state["device"])
    login(request, user, BACKEND)
    return state["next"]


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class SignInStep(FormView):
    """A page for whoever is signing in and has come so far, and no further: everybody else is led where they belong."""

    template_name = "admin/sign_in_step.html"

    def dispatch(self, request, *args, **kwargs):
        self.user = who_signs_in(request)
        if not self.user:
            return redirect("sign-in")
        if due_step(request, self.user) != self.name:
            return redirect(next_step(request, self.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        return self.form_class(self.user, **self.get_form_kwargs())

    def get_context_data(self, **kwargs):
        return {**admin.site.each_context(self.request), "title": self.title, **super().get_context_data(**kwargs)}

    def go_on(self, **known):
        """Keep what is known now, and return the address of the next step."""
        self.request.session[KEY] |= {"hash": self.user.get_session_auth_hash(), **known}
        self.request.session.modified = True
        return next_step(self.request, self.user)


class CodeStep(SignInStep):
    name, form_class, title = "sign-in-code", CodeForm, "Enter your code"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form):
        return redirect(self.go_on(device=form.device.persistent_id))


class OwnPasswordStep(SignInStep):
    name, form_class, title = "sign-in-password", OwnPasswordForm, "Choose a password of your own"

    def form_valid(self, form):
        form.save()
        return redirect(self.go_on())


class EnrolStep(SignInStep):
    name, form_class, title = "sign-in-second-factor", EnrolForm, "Set up a second factor"

    def get_form_kwargs(self):
        self.device = candidate(self.user)
        return {**super().get_form_kwargs(), "device": self.device}

    def form_valid(self, form):
        codes = turn_on(self.device, self.request)
        self.user.refresh_from_db()
        return show_codes(self.request, codes, self.go_on(device=self.device.persistent_id))


def show_codes(request, codes, address):
    """The recovery codes, once, and the way on."""
    context = {"title": "Your recovery codes", "codes": codes, "next": resolve_url(address)}
    return render(request, "admin/recovery_codes.html", {**admin.site.each_context(request), **context})
