"""A forgotten password: a link by e-mail, where a mail server is set. No answer tells whether there is an account."""

from datetime import timedelta
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone

from articles.accounts.forms import OwnPasswordForm
from articles.accounts.throttle import count_failure, is_locked_out
from articles.models import AuditEntry

MOST = 3  # letters to one account within an hour, wherever they are asked for
SENT = "A link to a new password was sent."


class ResetForm(PasswordResetForm):
    def get_users(self, email):
        sent = AuditEntry.objects.filter(kind=AuditEntry.Kind.PASSWORD, about=SENT)
        sent = sent.filter(at__gt=timezone.now() - timedelta(hours=1))
        return (user for user in super().get_users(email) if sent.filter(name=user.get_username()).count() < MOST)

    def send_mail(self, subject, body, context, *args, **kwargs):
        AuditEntry.objects.record(AuditEntry.Kind.PASSWORD, SENT, name=context["user"].get_username())
        # Talking to a mail server takes so long that the time would tell who has an account.
        arguments = (subject, body, context, *args)
        Thread(target=super().send_mail, args=arguments, kwargs=kwargs, name="letter").start()

    def save(self, **options):
        site = {"domain_override": urlsplit(settings.SITE_URL).netloc, "use_https": settings.HTTPS}
        super().save(**options | site)


class ResetView(views.PasswordResetView):
    form_class = ResetForm
    success_url = reverse_lazy("password-reset-sent")
    email_template_name = "admin/reset_letter.txt"
    extra_email_context = {"site_name": settings.SITE_NAME}

    def dispatch(self, request, *args, **kwargs):
        if not settings.HAS_MAIL:
            raise Http404("No mail server is set: an administrator gives new passwords.")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        name = f"reset {form.cleaned_data['email']}"[:150]
        if is_locked_out(self.request, name):
            return redirect(self.success_url)
        count_failure(self.request, name, "A new password was asked for.")
        return super().form_valid(form)


new_password = views.PasswordResetConfirmView.as_view(
    form_class=OwnPasswordForm, success_url=reverse_lazy("password-reset-done")
)
