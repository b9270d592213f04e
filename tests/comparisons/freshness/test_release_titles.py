"""What a title or a tag announces: stable where all of it is known, a prerelease where it says so, or unclear."""

import pytest

from comparisons.freshness.release_titles import Kind, read_entry, read_title

NAMES = {"Django", "netty", "Node.js", "H2", "C++"}
STABLE = {
    **{
        title: ["6.1.3"]
        for title in ("6.1.3", "v6.1.3", "Django 6.1.3", "django-6.1.3", "Version 6.1.3", "Release 6.1.3")
    },
    **{title: ["6.1.3"] for title in ("django-6.1.3.Final", "6.1.3.RELEASE", "6.1.3-stable", "6.1.3.GA", "v6.1.3-lts")},
    **{title: ["6.1.3"] for title in ("Django bugfix release issued: 6.1.3", "Django Release 6.1.3", "6.1.3.post1")},
    **{
        title: ["6.1.3"]
        for title in ("6.1.3 (2026-11-02)", "2026-11-02, Version 6.1.3 (Current)", "6.1.3 is now available!")
    },
    **{
        title: ["6.1.3"]
        for title in ("6.1.3 (November 2, 2026)", "6.1.3 – 2 Nov 2026", "nodejs-6.1.3", "Node.js v6.1.3")
    },
    **{
        title: ["6.1.3"]
        for title in ("6.1.3-GA", "6.1.3_stable", "6.1.3-RELEASE", "6.1.3.SR1", "V6.1.3", "r6.1.3", "release/6.1.3")
    },
    **{
        title: ["6.1.3"]
        for title in (
            "REL6_1_3",
            "ver6.1.3",
            "6.1.3-post1",
            "6.1.3-post.1",
            "6.1.3post1",
            "6.1.3 (LTS)",
            "django@6.1.3",
        )
    },
    "REL_18_1": ["18.1"],
    "rel_2_0_36": ["2.0.36"],
    "netty-4.2.7.Final": ["4.2.7"],
    "7.1.9.Final": ["7.1.9"],
    "H2 2.3.230": ["2.3.230"],
    "C++ 1.2": ["1.2"],
    "2026.11.2": ["2026.11.2"],
    "Django security releases issued: 6.1.3, 6.0.9 and 5.2.17": ["6.1.3", "6.0.9", "5.2.17"],
    "Django 6.1.3, 6.0.9, and 5.2.17 have been released": ["6.1.3", "6.0.9", "5.2.17"],
}
EARLY_WORDS = (
    "alpha 1|beta 2|release candidate 1|(beta)|preview|pre-release|nightly|dev|RC1|RC 1|milestone 3 (M3)|EA|"
    "early access|snapshot|canary|preview released|a1|M2|CR1|unstable|Alpha-3|is available: test"
    "|[beta]|Pre Release|RC-2|rc.2|dev preview|alpha 1 released|prerelease|final beta|"
    "(Preview)|Release Candidate|next|EAP|insiders"
)
EARLY_TAGS = (
    "6.2a1|6.2rc1|v6.2.0-rc.1|6.2.dev0|6.2.0.Beta2|6.2.0.M3|6.2.0.CR1|6.2-SNAPSHOT|19.0.0-experimental-abc|6.0.0-alpha.4|"
    "3.0-dev|v1.0.0-beta.2|3.15.0 beta 2|Beta 6.1.3|RC1 of 6.1.3|6.1.3.rc.1|6.1.3-preview.2.26103|6.1.3-next.4|"
    "6.1.3c1|6.1.3Beta|6.2_beta|15.0.0-canary.195|6.2.0-nightly.20260101 for the brave|django-62-alpha-1-of-6.2b1"
)
UNCLEAR = (
    "6.1: the one with tasks|Django 6.2 α1|Django 6.2β|6.2 Vorabversion|6.2-foo|6.2x|6.2b|6.1.3 (02.11.2026)|"
    "6.1.3, 2026.11.02|6.1.3 (2026.11.02)|Django 6.2 will be released|6.2 not released|6.2 update 3|Django 18 released|"
    "6.2 ?|≥6.2|6.2 🧪|"
    "6.1 → 6.2|6.2rc1 and 6.1.3|6.1 - 6.2|6.2 yanked|Python 3.14 is supported|Flask 6.2|6.2 technology preview|6.2+exp|"
    "6.1 and 6.2 (beta)|6.2.x|6.1.3-1|6.1.3-p1|6.1.3.SEC01|6.1.3-hotfix.1|6.1.3.Final-redhat-1|6.1.3+build.5"
    "|v6.1.3-final.0|plugin-react/v4.2.0|packages/foo/v6.1.3|core-v6.1.3|6.2 deprecated|6.2 withdrawn|6.2 public beta|"
    "6.2 bêta|6.2 бета|6.2 ベータ|6.2-wip|6.2 gamma|weekly 6.2|6.1.3-20261102|6.1.3-jre|v7|Django v20|"
    "v7 (LTS)"
)


@pytest.mark.parametrize(("text", "found"), STABLE.items())
def test_known_forms_are_read(text, found):
    assert read_title(text, NAMES) == (Kind.STABLE, found)


@pytest.mark.parametrize("text", [*(f"Django 6.2 {words}" for words in EARLY_WORDS.split("|")), *EARLY_TAGS.split("|")])
def test_a_prerelease_is_known_in_words_and_in_tags(text):
    assert read_title(text, NAMES)[0] is Kind.PRERELEASE


@pytest.mark.parametrize("text", [*UNCLEAR.split("|"), "6.2 " * 60, f"Django 6.2{' ' * 190}beta 1"])
def test_what_holds_a_word_or_sign_that_nobody_knows_is_unclear_but_keeps_its_numbers(text):
    kind, found = read_title(text, NAMES)
    assert (kind, bool(found)) == (Kind.UNCLEAR, True)


@pytest.mark.parametrize("text", ["", "v", "Release", "Security fixes", "Thanks to everybody", "DjangoCon 2026"])
def test_what_names_no_version_has_none(text):
    assert read_title(text, NAMES)[1] == []


@pytest.mark.parametrize(
    ("title", "tag", "kind", "found"),
    [
        ("", "v6.2", Kind.STABLE, ["6.2"]),
        ("Security release", "v6.2", Kind.STABLE, ["6.2"]),
        ("Django 6.2", "django-62-released", Kind.STABLE, ["6.2"]),
        ("Django 6.2", "v6.2.0", Kind.STABLE, ["6.2"]),
        ("Django 6.2", "v6.2rc1", Kind.PRERELEASE, ["6.2"]),
        ("Django 6.2 beta", "v6.2", Kind.PRERELEASE, ["6.2"]),
        ("The one with tasks", "v6.2", Kind.UNCLEAR, ["6.2"]),
        ("Django 6.2", "v6.3", Kind.UNCLEAR, ["6.2"]),
        ("6.2", "create-app@6.2", Kind.OTHER, []),
        ("6.2", "@scope/plugin@6.2", Kind.OTHER, []),
        ("6.2", "plugin-react@4.2.0", Kind.OTHER, []),
        ("6.2", "plugin/v6.2", Kind.UNCLEAR, ["6.2"]),
        ("6.2", "service/s3/v6.2", Kind.UNCLEAR, ["6.2"]),
        ("Django 6.2", "v6.2-wip", Kind.UNCLEAR, ["6.2"]),
        ("Django 6.2", "v6.2.0-jre", Kind.UNCLEAR, ["6.2"]),
        ("Django 6.2", "release-6.2.0", Kind.STABLE, ["6.2"]),
        ("Django 6.2 released", "whats-new-in-62", Kind.STABLE, ["6.2"]),
    ],
)
def test_a_title_and_its_tag_must_not_contradict_each_other(title, tag, kind, found):
    assert read_entry(title, tag, NAMES) == (kind, found)
