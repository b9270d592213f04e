"""What is asked of somebody who signs in, and of whoever changes how they do."""

import base64
import re

import segno
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AdminPasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError

from articles.accounts import second_factor
from articles.accounts.throttle import count_failure, is_locked_out

WRONG = "That code is not right. An app shows a new one every half minute; a recovery code works once."
LOCKED_OUT = "Too many attempts."  # the answer is replaced by one that says how long to wait


def code_field(**options):
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(max_length=60, widget=forms.TextInput(attributes), **options)


class CodeForm(forms.Form):
    """``device`` is what the code is of, once it is valid."""

    code = code_field(help_text="The six digits that your app shows now, or one of your recovery codes.")

    def __init__(self, user, request, **kwargs):
        super().__init__(**kwargs)
        self.user, self.request = user, request
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self):
        name = self.user.get_username()
        if is_locked_out(self.request, name):
            raise ValidationError(LOCKED_OUT)
        self.device = second_factor.verify(self.user, self.cleaned_data["code"])
        if not self.device:
            count_failure(self.request, name, "Wrong code.")
            raise ValidationError(WRONG)


class EnrolForm(forms.Form):
    """Shows that somebody has the device that is to be turned on."""

    code = code_field(help_text="The six digits that your app shows now.")

    def __init__(self, user, device, **kwargs):
        super().__init__(**kwargs)
        self.device = device
        # A QR code that apps read, as the address of a picture, and the same for who types it.
        self.picture = segno.make(device.config_url).svg_data_uri(scale=5, border=4, light="#fff")
        self.secret = " ".join(re.findall(".{4}", base64.b32encode(device.bin_key).decode()))

    def clean_code(self):
        if not second_factor.verify_with(self.device, self.cleaned_data["code"].replace(" ", "")):
            raise ValidationError(WRONG)


class PasswordForm(forms.Form):
    """Asks once more who is there, by password and code; wrong ones are counted as at the sign-in."""

    password = forms.CharField(
        label="Your password",
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, request, **kwargs):
        super().__init__(**kwargs)
        self.request = request

    def clean_password(self):
        user, password = self.request.user, self.cleaned_data["password"]
        if not authenticate(self.request, username=user.get_username(), password=password):
            raise ValidationError("That is not your password.")
        if second_factor.has_second_factor(user):
            code = CodeForm(user, self.request, data={"code": self.data.get("present_code", "")})
            if not code.is_valid():
                raise ValidationError(code.errors["code"])


class OwnPasswordForm(SetPasswordForm):
    """A new password that only its owner knows."""

    def clean(self):
        super().clean()
        password = self.cleaned_data.get("new_password1")
        if password and self.user.check_password(password):
            self.add_error("new_password1", "Choose another than the one you were given.")

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


class GivenPasswordForm(AdminPasswordChangeForm):
    """A password that somebody gives to somebody else, who changes it when signing in. There has to be one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True

    def save(self, commit=True):
        self.user.must_change_password = True
        return super().save(commit)
