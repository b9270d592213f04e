"""The pages beside comparisons as Markdown: articles, technologies, features, topics and their lists."""

from itertools import groupby

from articles.absolute import absolute_url
from articles.markdown.writing import (
    blocks,
    escape,
    link,
    list_item,
    markdown_url,
    page_line,
    page_list,
    present_addresses,
    stand_alone,
    written_faqs,
)
from comparisons.exports.markdown import answers, cells, details, table


def write_article(article, technologies):
    url = absolute_url(article.get_absolute_url())
    present = present_addresses(url, [article.body, *(faq.answer for faq in article.faqs.all())])
    about = ", ".join(link(technology.name, markdown_url(technology)) for technology in technologies)
    return blocks(
        f"# {escape(article.title)}",
        escape(article.summary),
        page_line(url, article, updated_on=article.updated_at.date()),
        f"About {about}" if about else "",
        stand_alone(article.body, url, present=present),
        *written_faqs(article, url, present),
    )


def write_technology(technology, facts, pages):
    url = absolute_url(technology.get_absolute_url())
    kind = f"{technology.get_kind_display()}{f', {technology.language}' if technology.language else ''}"
    addresses = {
        "Home page": technology.homepage,
        "Documentation": technology.documentation,
        "Source code": technology.repository,
    }
    return blocks(
        f"# {escape(technology.name)}",
        escape(technology.summary),
        escape(kind),
        "\n".join(f"- {link(name, address)}" for name, address in addresses.items() if address),
        page_line(url, updated_on=facts.last_change, oldest_check=facts.oldest_check),
        f"## Comparisons and articles\n\n{page_list(pages)}" if pages else "",
        f"## Facts\n\n{table(facts)}" if facts.rows else "",
        details(facts),
        releases(technology),
    )


def releases(technology):
    """Every release, the newest first, with its source."""
    rows = [
        cells(
            [
                release_name(release),
                escape(release.released_words),
                escape(release.supported_words),
                release_source(release),
            ]
        )
        for release in technology.releases.all()
    ]
    if not rows:
        return ""
    head = [cells(["Version", "Released", "Supported until", "Source"]), cells(["---"] * 4)]
    return "## Releases\n\n" + "\n".join([*head, *rows])


def release_name(release):
    words = "LTS" if release.is_lts else "", "prerelease" if release.is_prerelease else ""
    return " ".join([escape(release.version), *(f"({word})" for word in words if word)])


def release_source(release):
    return f"{link(release.source_title, release.source_url)}, checked on {release.verified_on.isoformat()}"


def write_feature(feature, facts, pages):
    url = absolute_url(feature.get_absolute_url())
    present = present_addresses(url, [feature.definition, feature.rubric])
    rubric = stand_alone(feature.rubric, url, "rubric", present)
    return blocks(
        f"# {escape(feature.name)}",
        stand_alone(feature.definition, url, present=present),
        "A judgement: an opinion, with its reason." if feature.is_judgement else "A fact.",
        page_line(url, updated_on=facts.last_change, oldest_check=facts.oldest_check),
        f"## What counts\n\n{rubric}" if rubric.strip() else "",
        *(f"## Answers\n\n{answers(row)}" for row in facts.rows),
        details(facts),
        f"## Comparisons that ask this\n\n{page_list(pages)}" if pages else "",
    )


def write_topic(topic, pages):
    url = absolute_url(topic.get_absolute_url())
    present = present_addresses(url, [topic.description])
    description = stand_alone(topic.description, url, present=present)
    return blocks(f"# {escape(topic.name)}", description, page_line(url), page_list(pages))


def write_list(title, url, pages):
    return blocks(f"# {escape(title)}", page_line(url), page_list(pages))


def write_technologies(url, technologies):
    return blocks("# Technologies", page_line(url), technology_items(technologies))


def technology_items(technologies):
    return "\n".join(list_item(item.name, markdown_url(item), item.summary) for item in technologies)


def write_features(url, features):
    groups = (f"## {escape(group.name)}\n\n{feature_items(members)}" for group, members in by_group(features))
    return blocks("# Features", page_line(url), *groups)


def by_group(features):
    return groupby(features, key=lambda feature: feature.group)


def feature_items(features):
    return "\n".join(list_item(feature.name, markdown_url(feature)) for feature in features)
