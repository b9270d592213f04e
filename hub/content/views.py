"""The content as a zip at the desk: export; import with a dry run before it, all or nothing.

An uploaded zip is kept for an hour, so that what was looked at is what is imported and nobody uploads it twice. The
token that stands for it is signed and belongs to who uploaded it.
"""

import hashlib
import io
from datetime import timedelta
from tempfile import TemporaryDirectory, TemporaryFile

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.models import AuditEntry
from hub.content import import_folder, zips
from hub.content.importing import CHOICES
from hub.models import UploadedZip

SALT = "hub.content.views"
KEPT_FOR = timedelta(hours=1)
SHOWN = ":200"  # names of each list, so that a page of ten thousand changes can still be read


def allowed(view):
    """The view for those who may move content in and out, behind the sign-in page of the desk."""
    return admin.site.admin_view(permission_required("articles.transfer_content", raise_exception=True)(view))


@allowed
@require_safe
def overview(request):
    return page(request, {})


@allowed
@require_safe
def export(request):
    """A zip of everything."""
    AuditEntry.objects.record(AuditEntry.Kind.EXPORT, "Everything, as a zip.", request=request)
    target = TemporaryFile()  # noqa: SIM115 the response closes it
    with TemporaryDirectory() as folder:
        zips.write_zip(target, folder)
    target.seek(0)
    name = f"hub-{timezone.localdate().isoformat()}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")


@allowed
@require_POST
def look(request):
    """The dry run of an uploaded zip: what it would change, or what is wrong with it."""
    upload = request.FILES.get("zip")
    if not upload:
        return page(request, {"problem": "Choose a zip file."}, status=400)
    if upload.size > zips.MAX_ZIP:
        limit = zips.MAX_ZIP // 1024 // 1024
        return page(request, {"problem": f"{upload.name} is larger than {limit} MB."}, status=413)
    data, choices = upload.read(), [name for name in CHOICES if name in request.POST]
    try:
        report = run(data, choices, dry_run=True)
    except zips.ZipError as error:
        return page(request, {"problem": f"{upload.name}: {error}"}, status=400)
    kept = None if report.errors else UploadedZip.objects.keep(request.user, upload.name, data, KEPT_FOR)
    return page(request, shown(report, upload.name, kept, choices))


@allowed
@require_POST
def confirm(request):
    """Import the zip whose dry run was shown, unless the hub has changed meanwhile: then that is shown."""
    kept, choices, said = read_token(request.user, request.POST.get("token", ""))
    if not kept:
        problem = "This upload is no longer here: it is kept for an hour. Choose the file again."
        return page(request, {"problem": problem}, status=410)
    report = run(bytes(kept.data), choices, dry_run=True)
    if report.errors or digest(report) != said:
        problem = "The hub has changed since you looked. This is what the import would do now."
        return page(request, {**shown(report, kept.name, kept, choices), "problem": problem}, status=409)
    report = run(bytes(kept.data), choices, dry_run=False)
    if report.errors:
        return page(request, shown(report, kept.name, kept, choices), status=409)
    finish(request, kept, report)
    return redirect("content-transfer")


def finish(request, kept, report):
    AuditEntry.objects.record(AuditEntry.Kind.IMPORT, f"{kept.name}: {report.summary()[-1]}.", request=request)
    messages.success(request, f"Imported: {kept.name}. {report.summary()[-1]}.")
    kept.delete()


def run(data, choices, *, dry_run):
    """Import a zip, or only look at it. Raises ZipError."""
    with TemporaryDirectory() as folder:
        return import_folder(zips.unpack(io.BytesIO(data), folder), dry_run=dry_run, **dict.fromkeys(choices, True))


def read_token(user, token):
    """The zip that a token stands for, how to import it, and what its dry run said.

    The zip is None where it is gone, or somebody else's.
    """
    try:
        key, choices, said = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None, [], ""
    return UploadedZip.objects.filter(user=user, pk=key).first(), choices, said


def digest(report):
    return hashlib.sha256("\n".join(report.summary()).encode()).hexdigest()


def shown(report, name, kept, choices):
    """What the page shows of a report, paths as they are in the zip; its name where it is to blame as a whole."""
    problems = {}
    for kind in ("errors", "left_out", "warnings", "notes"):
        told = report.together(getattr(report, kind))
        inside = ((place.removeprefix(report.folder).removeprefix("/"), message) for place, message in told)
        problems[kind] = [(place or name, message) for place, message in inside]
    return {
        "name": name,
        **problems,
        "kinds": dict(report.kinds),
        "most": SHOWN,
        "skipped": report.skipped,
        "drafts": list(report.drafts.items()),
        "total": report.summary()[-1],
        "chosen": choices,
        # It stands, for an hour, for the kept zip, how to import it, and what its dry run said.
        "token": signing.dumps([kept.pk, choices, digest(report)], salt=SALT) if kept and not report.errors else "",
    }


def page(request, context, status=200):
    context = {**admin.site.each_context(request), "title": "Content as files", "choices": CHOICES, **context}
    return render(request, "admin/transfer.html", context, status=status)
