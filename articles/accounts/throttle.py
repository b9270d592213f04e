"""Ten wrong passwords or codes for one name from one address are too many, and fifty for whatever names from one.

No name is longer than an account's.
"""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
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


def is_locked_out(request, name):
    """Whether nobody may try this name from this address for now: then that is the answer, whatever the view says."""
    request.axes_locked_out = not AxesProxyHandler.is_allowed(request, {"username": name})
    return request.axes_locked_out


def count_failure(request, name, what):
    """Count what is no password as one that was wrong; ``what`` it was, says the log."""
    user_login_failed.send(sender=__name__, credentials={"username": name, "what": what}, request=request)
