"""What the head of the page says: description, card, structured data."""

import hashlib
import json
import os
import re
from html import unescape

SITE_NAME = "Learning Hub"
SITE_URL = os.environ["SITE_URL"]
CARD_DESIGN = 2
TAG = re.compile(r"<[^>]*>")
FOOTNOTE_MARK = re.compile(r"<sup>.*?</sup>", re.DOTALL)
SENTENCE = re.compile(r".+?(?:[.!?…](?=\s+[^\sa-z])|[。！？]|$)", re.DOTALL)
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def plain_text(html):
    return " ".join(unescape(TAG.sub("", FOOTNOTE_MARK.sub("", html))).split())


def first_sentence(text):
    match = SENTENCE.match(text)
    return match[0] if match else ""


def shorten(text, length=200):
    return text if len(text) <= length else text[: length - 1] + "…"


def in_words(names):
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def make_metadata(page, table, last_change):
    names = [technology.name for technology in table.columns]
    claims = "every fact with its source, the date of its last check and the version it was checked against"
    description = page.summary or f"{in_words(names)} side by side: {claims}."
    sentence = shorten(first_sentence(plain_text(page.verdict_html)) or first_sentence(page.summary))
    path = f"/comparisons/{page.slug}/"
    trail = [("Home", "/"), ("Comparisons", "/comparisons/"), (page.title, path)]
    image = f"{SITE_URL}/cards/{card_name(page, names, sentence)}"
    dataset = dataset_data(page, names, table, path, last_change, claims)
    article = article_data(page, description, path, image, last_change)
    graph = [article, *faq_data(page.faqs), *([dataset] if table.rows else []), trail_data(trail)]
    return {
        "description": description,
        "url": f"{SITE_URL}{path}",
        "image": image,
        "image_words": " – ".join(filter(None, [page.title, ", ".join(names), sentence])),
        "trail": trail,
        "structured": dump({"@context": "https://schema.org", "@graph": graph}),
    }


def dump(data):
    return json.dumps(data, ensure_ascii=False).translate(ESCAPES)


def card_name(page, names, sentence):
    shown = json.dumps([CARD_DESIGN, SITE_NAME, page.title, names, sentence])
    return f"{page.uid.hex}-{hashlib.sha256(shown.encode()).hexdigest()[:20]}.png"


def site_data():
    return {"@type": "Organization", "name": SITE_NAME, "url": f"{SITE_URL}/"}


def author_data(author):
    if author is None:
        return site_data()
    kind = "Organization" if SITE_NAME.casefold() in author.name.casefold() else "Person"
    data = {"@type": kind, "name": author.name, "url": f"{SITE_URL}/authors/{author.slug}/"}
    return {**data, "sameAs": author.url} if author.url else data


def article_data(page, description, path, image, modified):
    data = {
        "@type": "Article",
        "headline": page.title,
        "description": description,
        "url": f"{SITE_URL}{path}",
        "image": {"@type": "ImageObject", "url": image, "width": 1200, "height": 630},
        "datePublished": page.published_at.isoformat(),
        "dateModified": modified.isoformat(),
        "author": author_data(page.author),
        "publisher": site_data(),
        "inLanguage": "en-gb",
    }
    return {**data, "articleSection": page.topic.name} if page.topic else data


def faq_data(faqs):
    questions = [
        {
            "@type": "Question",
            "name": faq.question,
            "acceptedAnswer": {"@type": "Answer", "text": plain_text(faq.answer_html)},
        }
        for faq in faqs
    ]
    return [{"@type": "FAQPage", "mainEntity": questions}] if questions else []


def dataset_data(page, names, table, path, modified, claims):
    formats = {"csv": "text/csv", "json": "application/json"}
    return {
        "@type": "Dataset",
        "name": f"{page.title}: the facts",
        "description": f"{in_words(names)}: {claims}.",
        "url": f"{SITE_URL}{path}",
        "creator": site_data(),
        "isAccessibleForFree": True,
        "variableMeasured": [row.feature.name for row in table.rows],
        "dateModified": modified.isoformat(),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": content_type,
                "contentUrl": f"{SITE_URL}/comparisons/{page.slug}.{extension}",
            }
            for extension, content_type in formats.items()
        ],
    }


def trail_data(trail):
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": f"{SITE_URL}{path}"}
        for position, (name, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
