"""Every address of the site, on one screen. Scripts, bookmarks and feed readers rely on them."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import PasswordResetCompleteView, PasswordResetDoneView
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles import views as articles
from articles.accounts import resets, steps
from articles.accounts.pages import AccountPage
from articles.desk import editor
from articles.images import uploads
from articles.slugify import SLUG
from comparisons import views as comparisons
from comparisons.corrections import views as correction_views
from comparisons.exports import views as exports
from comparisons.exports.formats import FORMATS
from comparisons.proofs import views as proofs
from hub import health as machines
from hub import llms, sitemaps, views
from hub.content import views as transfer
from hub.data import views as data
from hub.feeds import views as feeds
from hub.feeds.formats import AtomFeed, JsonFeed, RssFeed
from hub.operation.metrics import metrics
from hub.search import views as search_views


class UnicodeSlugConverter(StringConverter):
    """A slug in any script: letters, digits, hyphens and underscores."""

    regex = SLUG


register_converter(UnicodeSlugConverter, "uslug")

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", articles.article_list, name="article-list"),
    path("articles/<uslug:slug>/", articles.article_detail, name="article-detail"),
    path("comparisons/", comparisons.comparison_list, name="comparison-list"),
    path("comparisons/<uslug:slug>/", comparisons.comparison_detail, name="comparison-detail"),
    path("compare/", comparisons.compare, name="compare"),
    path("choose/", comparisons.choose_technologies, name="choose"),
    path("choose.md", exports.decision_record, name="choose.md"),
    path("choose.json", exports.decision_json, name="choose.json"),
    path("choose/changes.xml", feeds.choice_changes, name="choose-changes"),
    path("technologies/", comparisons.technology_list, name="technology-list"),
    path("technologies/<uslug:slug>/", comparisons.technology_detail, name="technology-detail"),
    path("technologies/<uslug:slug>/rss.xml", feeds.pages_about, {"kind": "technology"}, "technology-rss"),
    path("technologies/<uslug:slug>/changes.xml", feeds.technology_changes, name="technology-changes"),
    path("comparisons/<uslug:slug>/changes.xml", feeds.comparison_changes, name="comparison-changes"),
    path("changes/", comparisons.changes, name="changes"),
    path("corrections/new/", correction_views.new_correction, name="correction-new"),
    path("corrections/<str:key>/", correction_views.correction, name="correction"),
    path("feeds/changes.xml", feeds.hub_changes, name="changes-rss"),
    path("trust/", comparisons.trust, name="trust"),
    path("features/", comparisons.feature_list, name="feature-list"),
    path("features/<uslug:slug>/", comparisons.feature_detail, name="feature-detail"),
    path("facts/<uslug:feature>/<uslug:technology>/", comparisons.fact_detail, name="fact-detail"),
    path("proofs/", proofs.proof_list, name="proof-list"),
    path("proofs/<uslug:feature>/<uslug:technology>/", proofs.proof_detail, name="proof-detail"),
    *(
        path(f"proofs/<uslug:feature>/<uslug:technology>.{suffix}", proofs.proof_script, {"language": suffix}, name)
        for suffix, name in (("py", "proof-python"), ("mjs", "proof-node"))
    ),
    path("topics/<uslug:slug>/", articles.topic_detail, name="topic-detail"),
    path("topics/<uslug:slug>/rss.xml", feeds.pages_about, {"kind": "topic"}, "topic-rss"),
    path("topics/<uslug:slug>/changes.xml", feeds.topic_changes, name="topic-changes"),
    path("authors/<uslug:slug>/", articles.author_detail, name="author-detail"),
    path("preview/<str:key>/", articles.shared_preview, name="shared-preview"),
    # The same pages for programs; the name tells _alternates.html which page a form stands beside.
    path("articles/<uslug:slug>.md", exports.page_markdown, {"kind": "article"}, name="article-detail.md"),
    *(
        path(f"comparisons/<uslug:slug>.{form}", exports.comparison, {"suffix": form}, f"comparison-detail.{form}")
        for form in FORMATS
    ),
    path("comparisons/<uslug:slug>/embed/", exports.comparison_embed, name="comparison-embed"),
    *(path(f"compare.{form}", exports.selection, {"suffix": form}, f"compare.{form}") for form in FORMATS),
    path("technologies/<uslug:slug>.md", exports.page_markdown, {"kind": "technology"}, name="technology-detail.md"),
    path("technologies/<uslug:slug>/support.ics", exports.support_calendar, name="technology-support"),
    path("features/<uslug:slug>.md", exports.page_markdown, {"kind": "feature"}, name="feature-detail.md"),
    path("schema/comparison.json", exports.schema, name="comparison-schema"),
    path("schema/facts.json", data.schema_of_facts, name="facts-schema"),
    path("openapi.json", data.openapi, name="openapi"),
    path("data/", data.download, name="data"),
    path("data/<str:name>", data.download_file, name="data-file"),
    path("llms.txt", llms.llms, name="llms"),
    path("search/", search_views.search, name="search"),
    path("feeds/", views.subscribe, name="feeds"),
    path("feeds/rss.xml", feeds.newest_pages, {"kind": RssFeed}, name="rss"),
    path("feeds/atom.xml", feeds.newest_pages, {"kind": AtomFeed}, name="atom"),
    path("feeds/feed.json", feeds.newest_pages, {"kind": JsonFeed}, name="json-feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, name="sitemap-section"),
    path("robots.txt", machines.robots, name="robots"),
    path("speculation-rules.json", machines.speculation_rules, name="speculation-rules"),
    path(".well-known/security.txt", machines.security_txt, name="security"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("cards/<str:name>", comparisons.card_image, name="card"),
    path(f"{settings.MEDIA_URL.strip('/')}/<str:name>", uploads.uploaded_image, name="upload"),
    path(settings.MARKDOWNX_URLS_PATH.strip("/") + "/", editor.markdown_preview, name="markdown-preview"),
    path(settings.MARKDOWNX_UPLOAD_URLS_PATH.strip("/") + "/", editor.upload, name="markdown-upload"),
    path("admin/markdown/pages/", editor.pages, name="markdown-pages"),
    path("admin/content/", transfer.overview, name="content-transfer"),
    path("admin/content/export/", transfer.export, name="content-export"),
    path("admin/content/import/", transfer.look, name="content-import"),
    path("admin/content/import/confirm/", transfer.confirm, name="content-confirm"),
    path("admin/login/", steps.SignInView.as_view(), name="sign-in"),
    path("admin/login/code/", steps.CodeStep.as_view(), name="sign-in-code"),
    path("admin/login/password/", steps.OwnPasswordStep.as_view(), name="sign-in-password"),
    path("admin/login/second-factor/", steps.EnrolStep.as_view(), name="sign-in-second-factor"),
    path("admin/login/reset/", resets.ResetView.as_view(), name="password-reset"),
    path("admin/login/reset/sent/", PasswordResetDoneView.as_view(), name="password-reset-sent"),
    path("admin/login/reset/done/", PasswordResetCompleteView.as_view(), name="password-reset-done"),
    path("admin/login/reset/<uidb64>/<token>/", resets.new_password, name="password-reset-new"),
    path("admin/account/", admin.site.admin_view(AccountPage.as_view()), name="account"),
    path("admin/", admin.site.urls),
]

handler400 = "hub.views.bad_request"
handler404 = "hub.views.not_found"
handler500 = "hub.views.server_error"
