"""How many wrong passwords are too many: ten for one name from one address, and fifty for whatever names from one."""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Sum

NAMES = 5  # times as many as for one name: an office shares an address, and a list of names has hundreds


class Throttle(AxesDatabaseHandler):
    def get_failures(self, request, credentials=None):
        of_address = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
        ).aggregate(failures=Sum("failures_since_start", default=0))
        return max(super().get_failures(request, credentials), of_address["failures"] // NAMES)
