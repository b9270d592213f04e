"""Signing in: no name is longer than an account's, ten wrong passwords for one name from one address are too many, and
fifty for whatever names from one."""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.validators import MaxLengthValidator
from django.db.models import Sum

NAMES = 5  # times as many as for one name: an office shares an address, and a list of names has hundreds


class SignInForm(AdminAuthenticationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        # Django leaves this to the browser. A longer name would cost a password check and fit nowhere to be counted.
        name.validators.append(MaxLengthValidator(name.max_length))


class Throttle(AxesDatabaseHandler):
    def get_failures(self, request, credentials=None):
        of_address = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
        ).aggregate(failures=Sum("failures_since_start", default=0))
        return max(super().get_failures(request, credentials), of_address["failures"] // NAMES)
