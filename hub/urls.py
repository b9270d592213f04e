"""Every address of the site, on one screen. Section 5 of the design promises them to the outside."""

from django.conf import settings
from django.contrib import admin
from django.urls import path, register_converter

from articles import editor, uploads
from articles import views as articles
from comparisons import views as comparisons
from hub import feeds, machines, sitemaps, views
from hub.converters import UnicodeSlugConverter

register_converter(UnicodeSlugConverter, "uslug")

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", comparisons.article_list, name="article-list"),
    path("articles/<uslug:slug>/", comparisons.article_detail, name="article-detail"),
    path("comparisons/", comparisons.comparison_list, name="comparison-list"),
    path("comparisons/<uslug:slug>/", comparisons.comparison_detail, name="comparison-detail"),
    path("technologies/", comparisons.technology_list, name="technology-list"),
    path("technologies/<uslug:slug>/", comparisons.technology_detail, name="technology-detail"),
    path("technologies/<uslug:slug>/rss.xml", feeds.TechnologyRss(), name="technology-rss"),
    path("features/", comparisons.feature_list, name="feature-list"),
    path("features/<uslug:slug>/", comparisons.feature_detail, name="feature-detail"),
    path("topics/<uslug:slug>/", articles.topic_detail, name="topic-detail"),
    path("topics/<uslug:slug>/rss.xml", feeds.TopicRss(), name="topic-rss"),
    path("feeds/", views.subscribe, name="feeds"),
    path("feeds/rss.xml", feeds.HubRss(), name="rss"),
    path("feeds/atom.xml", feeds.HubAtom(), name="atom"),
    path("feeds/feed.json", feeds.HubJson(), name="json-feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, name="sitemap-section"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path(f"{settings.MEDIA_URL.strip('/')}/<str:name>", uploads.uploaded_image, name="upload"),
    path(settings.MARKDOWNX_URLS_PATH.strip("/") + "/", editor.preview, name="markdown-preview"),
    path(settings.MARKDOWNX_UPLOAD_URLS_PATH.strip("/") + "/", editor.upload, name="markdown-upload"),
    path("admin/", admin.site.urls),
]

handler404 = "hub.views.not_found"
handler500 = "hub.views.server_error"
