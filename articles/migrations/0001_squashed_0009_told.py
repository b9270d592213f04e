import django.contrib.auth.models
import django.contrib.auth.validators
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
        ("articles", "0001_initial"),
        ("articles", "0002_revision"),
        ("articles", "0003_deletion"),
        ("articles", "0004_previewlink"),
        ("articles", "0005_redirect_name"),
        ("articles", "0006_growth"),
        ("articles", "0007_transfer"),
        ("articles", "0008_farewell"),
        ("articles", "0009_told"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Author",
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
                ("name", models.CharField(max_length=100, unique=True)),
                ("bio", markdownx.models.MarkdownxField(blank=True)),
                ("bio_html", models.TextField(blank=True, editable=False)),
                ("url", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
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
                ("name", models.CharField(max_length=50, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
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
                ("description", markdownx.models.MarkdownxField(blank=True)),
                ("description_html", models.TextField(blank=True, editable=False)),
                ("position", models.PositiveIntegerField(default=0, help_text="Topics are listed in this order.")),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Article",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "article"), ("comparison", "comparison")],
                        default="article",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="What the reader gets, in a sentence or two. Lists, feeds and search results show it.",
                        max_length=300,
                    ),
                ),
                (
                    "body",
                    markdownx.models.MarkdownxField(
                        blank=True, help_text="Markdown. The text before the first ## heading is the introduction."
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="In UTC. At a moment in the future the page appears by itself. Left empty: now.",
                        null=True,
                        verbose_name="publish at",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When the substance last changed. A corrected typo does not move it.",
                        verbose_name="last updated",
                    ),
                ),
                ("featured", models.BooleanField(default=False, help_text="Show it at the top of the home page.")),
                ("lead_html", models.TextField(blank=True, editable=False)),
                ("body_html", models.TextField(blank=True, editable=False)),
                ("contents", models.JSONField(blank=True, default=list, editable=False)),
                ("word_count", models.PositiveIntegerField(default=0, editable=False)),
                ("told", models.JSONField(blank=True, default=list, editable=False)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="articles.author",
                    ),
                ),
                ("tags", models.ManyToManyField(blank=True, related_name="articles", to="articles.tag")),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "permissions": [
                    ("publish_article", "Can publish, and change the work of others"),
                    ("transfer_content", "Can import and export the whole content as files"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "contents",
                    models.TextField(editable=False, help_text="The deleted rows, as Django's serialiser writes them."),
                ),
                ("old_slugs", models.JSONField(default=list, editable=False)),
                ("deleted_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="contenttypes.contenttype",
                        verbose_name="what it was",
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deletions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "deleted item",
                "verbose_name_plural": "trash",
                "ordering": ["-deleted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(editable=False, max_length=43, unique=True),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        help_text="In UTC, at most 90 days from now.",
                        verbose_name="expires",
                    ),
                ),
                ("revoked", models.BooleanField(default=False, verbose_name="revoke")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="preview_links", to="articles.article"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="preview_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FAQ",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, blank=True, editable=False, max_length=100, verbose_name="anchor"
                    ),
                ),
                ("answer", markdownx.models.MarkdownxField()),
                ("answer_html", models.TextField(blank=True, editable=False)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faqs", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "FAQ",
                "verbose_name_plural": "FAQs",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "slug"),
                        name="faq_anchor_unique",
                        violation_error_message="Two questions of a page cannot share an anchor.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OldSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField()),
                ("slug", models.SlugField(allow_unicode=True, max_length=100)),
                ("is_farewell", models.BooleanField(default=False, editable=False)),
                (
                    "content_type",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype"),
                ),
            ],
            options={
                "verbose_name": "redirect",
                "indexes": [models.Index(fields=["content_type", "object_id"], name="articles_ol_content_562f74_idx")],
                "constraints": [models.UniqueConstraint(fields=("content_type", "slug"), name="old_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=300)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="made"
                    ),
                ),
                ("username", models.CharField(blank=True, max_length=150)),
                ("credit", models.CharField(blank=True, help_text="The reader who found it.", max_length=100)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("notable", models.BooleanField(default=False, help_text="Whether readers are told.")),
                ("snapshot", models.JSONField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["content_type", "object_id", "-id"], name="revision_of_object")],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["status", "-published_at", "-id"], name="article_published"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["kind", "status", "-published_at", "-id"], name="article_kind"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["topic", "status", "-published_at", "-id"], name="article_topic"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["author", "status", "-published_at", "-id"], name="article_author"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["featured", "status", "-published_at", "-id"], name="article_featured"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["status", "-updated_at"], name="article_updated"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "published"), _negated=True), ("published_at__isnull", False), _connector="OR"
                ),
                name="article_published_has_date",
                violation_error_message="A published page needs the date and time of its publication.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True),
                name="article_slug_not_empty",
                violation_error_message="The slug cannot be empty.",
            ),
        ),
    ]
