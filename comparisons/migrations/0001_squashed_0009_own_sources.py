import comparisons.values
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import markdownx.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # Databases that had all of these have this. They went when it came.
    replaces = [
        ("comparisons", "0001_initial"),
        ("comparisons", "0002_verification"),
        ("comparisons", "0003_freshness"),
        ("comparisons", "0004_series"),
        ("comparisons", "0005_growth"),
        ("comparisons", "0006_changes"),
        ("comparisons", "0007_corrections"),
        ("comparisons", "0008_release_series"),
        ("comparisons", "0009_own_sources"),
    ]

    dependencies = [
        ("articles", "0001_squashed_0009_told"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "article_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "verdict",
                    markdownx.models.MarkdownxField(blank=True, help_text="Which one for whom, in a paragraph or two."),
                ),
                ("verdict_html", models.TextField(blank=True, editable=False)),
            ],
            options={
                "abstract": False,
            },
            bases=("articles.article",),
        ),
        migrations.CreateModel(
            name="Feature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="The last part of the address. Left empty: made from the name. Former slugs keep leading here.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("position", models.PositiveIntegerField(default=0, help_text="Its place in the group.")),
                (
                    "definition",
                    markdownx.models.MarkdownxField(blank=True, help_text="What is asked, and why it matters."),
                ),
                ("definition_html", models.TextField(blank=True, editable=False)),
                (
                    "rubric",
                    markdownx.models.MarkdownxField(blank=True, help_text="What counts as yes, partial and no."),
                ),
                ("rubric_html", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("fact", "Fact"), ("judgement", "Judgement")],
                        default="fact",
                        help_text="A judgement is labelled as one and gives its reason.",
                        max_length=10,
                    ),
                ),
                (
                    "derived_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first_release", "The first release"),
                            ("latest_release", "The latest stable release"),
                        ],
                        help_text="Answered by the releases of each technology, never typed.",
                        max_length=20,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="What its numbers count, such as “requests a second”. They are drawn as bars.",
                        max_length=40,
                    ),
                ),
                (
                    "recheck_days",
                    models.PositiveIntegerField(
                        default=180, help_text="How long an answer is trusted.", verbose_name="re-check after (days)"
                    ),
                ),
            ],
            options={
                "ordering": ["group__position", "position", "name"],
            },
        ),
        migrations.CreateModel(
            name="FeatureGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="The last part of the address. Left empty: made from the name. Former slugs keep leading here.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("position", models.PositiveIntegerField(default=0, help_text="Groups stand in tables in this order.")),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=500, unique=True, verbose_name="URL")),
                ("checked_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(help_text="The status it answered with, or why it did not.", max_length=200),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, help_text="Checks in vain since it last answered."),
                ),
                ("failing_since", models.DateTimeField(blank=True, db_index=True, null=True)),
                (
                    "not_before",
                    models.DateTimeField(blank=True, help_text="When it asked to be asked again.", null=True),
                ),
            ],
            options={
                "ordering": ["failing_since", "url"],
            },
        ),
        migrations.CreateModel(
            name="Technology",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="The last part of the address. Left empty: made from the name. Former slugs keep leading here.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("framework", "Framework"),
                            ("toolkit", "Toolkit"),
                            ("library", "Library"),
                            ("server", "Server"),
                            ("language", "Language"),
                            ("database", "Database"),
                            ("tool", "Tool"),
                        ],
                        default="framework",
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=60)),
                ("summary", models.CharField(blank=True, help_text="What it is, in one sentence.", max_length=200)),
                ("homepage", models.URLField(blank=True)),
                ("documentation", models.URLField(blank=True)),
                ("repository", models.URLField(blank=True)),
                (
                    "releases_url",
                    models.URLField(
                        blank=True,
                        help_text="Atom or RSS. “manage.py fetch_releases” records new releases from it.",
                        verbose_name="releases feed",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "technologies",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            (None, "None: the answer is a plain value"),
                            ("yes", "Yes"),
                            ("partial", "Partial"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "value",
                    models.CharField(blank=True, help_text="The answer in a few words, always shown.", max_length=80),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Where the feature has a unit: the number that the value states, for its bar.",
                        null=True,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What a reader should know besides. Plain text; a partial and a judgement need one.",
                        max_length=400,
                        validators=[django.core.validators.MaxLengthValidator(400)],
                    ),
                ),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                (
                    "verified_version",
                    models.CharField(blank=True, max_length=60, verbose_name="checked against version"),
                ),
                ("verified_series", models.CharField(blank=True, editable=False, max_length=24)),
                (
                    "changed_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        help_text="When the answer last changed in substance.",
                    ),
                ),
                (
                    "feature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="comparisons.feature"
                    ),
                ),
                (
                    "technology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="comparisons.technology"
                    ),
                ),
            ],
            options={
                "ordering": ["technology__name", "feature__group__position", "feature__position"],
            },
        ),
        migrations.AddField(
            model_name="feature",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="features", to="comparisons.featuregroup"
            ),
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="comparisons.comparison"
                    ),
                ),
                (
                    "feature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="comparisons.feature"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="comparison",
            name="features",
            field=models.ManyToManyField(
                related_name="comparisons", through="comparisons.Row", to="comparisons.feature"
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                (
                    "url",
                    models.CharField(
                        help_text="An address, or a path of this site.",
                        max_length=500,
                        validators=[comparisons.values.validate_address],
                        verbose_name="URL",
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The sentence that supports the fact, where that helps.",
                        max_length=600,
                        validators=[django.core.validators.MaxLengthValidator(600)],
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="comparisons.fact"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                ("choose_when", markdownx.models.MarkdownxField(blank=True, help_text="A list: “Choose it when …”.")),
                ("choose_when_html", models.TextField(blank=True, editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="articles.article"
                    ),
                ),
                (
                    "technology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="comparisons.technology",
                    ),
                ),
            ],
            options={
                "verbose_name": "technology",
                "verbose_name_plural": "technologies, in order",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=40)),
                ("version_key", models.CharField(editable=False, max_length=120)),
                ("series_key", models.CharField(blank=True, editable=False, max_length=24)),
                (
                    "released_on",
                    models.CharField(
                        help_text="YYYY-MM-DD, or YYYY-MM or YYYY if no more is known.",
                        max_length=10,
                        validators=[comparisons.values.validate_partial_date],
                        verbose_name="released",
                    ),
                ),
                (
                    "supported_until",
                    models.CharField(
                        blank=True,
                        help_text="The published end of security fixes.",
                        max_length=10,
                        validators=[comparisons.values.validate_partial_date],
                    ),
                ),
                ("is_lts", models.BooleanField(default=False, verbose_name="long-term support")),
                ("is_prerelease", models.BooleanField(default=False, verbose_name="prerelease")),
                ("note", models.CharField(blank=True, max_length=250)),
                ("source_title", models.CharField(max_length=200)),
                ("source_url", models.URLField(max_length=500)),
                ("verified_on", models.DateField(help_text="When somebody last checked this.")),
                (
                    "technology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="comparisons.technology",
                    ),
                ),
            ],
            options={
                "ordering": ["-released_on", "-version_key"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("about", models.CharField(editable=False, max_length=300)),
                ("problem", models.TextField(max_length=2000, verbose_name="what is wrong")),
                ("value", models.CharField(blank=True, max_length=80, verbose_name="what it should say")),
                ("source_url", models.URLField(max_length=500, verbose_name="source")),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="If you want to be named as its finder.",
                        max_length=100,
                        verbose_name="your name",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="If we may ask you. Nobody else sees it.",
                        max_length=254,
                        verbose_name="your e-mail address",
                    ),
                ),
                ("sender", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="sent"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="open",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, help_text="The reader sees it.", max_length=500, verbose_name="reason"
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "faq",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.faq",
                    ),
                ),
                (
                    "feature",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="comparisons.feature",
                    ),
                ),
                (
                    "technology",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="comparisons.technology",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": ("view", "change", "delete"),
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("text", models.CharField(max_length=400)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("credit", models.CharField(blank=True, max_length=100)),
                ("source_title", models.CharField(blank=True, max_length=200)),
                ("source_url", models.URLField(blank=True, max_length=500)),
                (
                    "feature",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="changes",
                        to="comparisons.feature",
                    ),
                ),
                (
                    "technology",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="changes",
                        to="comparisons.technology",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="checked by")),
                ("verified_on", models.DateField(verbose_name="checked on")),
                (
                    "verified_version",
                    models.CharField(blank=True, max_length=60, verbose_name="checked against version"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("still_true", "Still true"), ("changed", "Changed")],
                        default="still_true",
                        max_length=10,
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verifications", to="comparisons.fact"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="verifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.UniqueConstraint(
                fields=("comparison", "feature"),
                name="row_unique",
                violation_error_message="A feature can have only one row in a table.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                fields=("fact", "url"),
                name="source_unique",
                violation_error_message="This fact has this source already.",
            ),
        ),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(fields=["technology", "-article"], name="subject_newest"),
        ),
        migrations.AddConstraint(
            model_name="subject",
            constraint=models.UniqueConstraint(
                fields=("article", "technology"),
                name="subject_unique",
                violation_error_message="A technology can stand in a table only once.",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["technology", "series_key"], name="release_series"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("technology", "version"),
                name="release_unique",
                violation_error_message="This technology has a release with this version already.",
            ),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["-changed_on"], name="fact_changed"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["technology", "-changed_on"], name="fact_technology_changed"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["feature", "-changed_on"], name="fact_feature_changed"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(
                fields=("technology", "feature"),
                name="fact_unique",
                violation_error_message="This technology has an answer for this feature already: change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "partial"), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="fact_partial_has_note",
                violation_error_message="A partial needs a note that says what is missing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(("level", "unknown"), models.Q(("value", ""), _negated=True), _connector="OR"),
                name="fact_has_value",
                violation_error_message="Every answer but unknown needs a value in words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level", "unknown"),
                    models.Q(("verified_on__isnull", False), models.Q(("verified_version", ""), _negated=True)),
                    _connector="OR",
                ),
                name="fact_is_verified",
                violation_error_message="Every answer but unknown needs the date of a check and the version checked.",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["state"], name="comparisons_state_944cfc_idx"),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["sender", "made_at"], name="comparisons_sender_c2f685_idx"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="correction_declined_has_reason",
                violation_error_message="Say why it is declined: the reader sees it.",
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["technology", "-id"], name="comparisons_technol_433c1b_idx"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["feature", "-id"], name="comparisons_feature_d8b576_idx"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="change_has_text"),
        ),
    ]
