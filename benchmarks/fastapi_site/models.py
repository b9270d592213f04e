"""The tables of the hub, as far as the comparison page reads them."""

import datetime
import uuid

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    type_annotation_map = {int: BigInteger, list: JSONB, datetime.datetime: DateTime(timezone=True)}


class Author(Base):
    __tablename__ = "articles_author"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]
    url: Mapped[str]


class Topic(Base):
    __tablename__ = "articles_topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]


class Tag(Base):
    __tablename__ = "articles_tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]


article_tags = Table(
    "articles_article_tags",
    Base.metadata,
    Column("article_id", ForeignKey("articles_article.id"), primary_key=True),
    Column("tag_id", ForeignKey("articles_tag.id"), primary_key=True),
)


class Article(Base):
    __tablename__ = "articles_article"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    uid: Mapped[uuid.UUID]
    kind: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    status: Mapped[str]
    published_at: Mapped[datetime.datetime]
    updated_at: Mapped[datetime.datetime]
    lead_html: Mapped[str]
    body_html: Mapped[str]
    contents: Mapped[list]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("articles_author.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("articles_topic.id"))

    author: Mapped[Author | None] = relationship()
    topic: Mapped[Topic | None] = relationship()
    tags: Mapped[list[Tag]] = relationship(secondary=article_tags, order_by=Tag.name)
    faqs: Mapped[list["FAQ"]] = relationship(order_by="FAQ.position, FAQ.id")
    subjects: Mapped[list["Subject"]] = relationship(order_by="Subject.position, Subject.id")

    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "article"}


class Comparison(Article):
    __tablename__ = "comparisons_comparison"

    article_ptr_id: Mapped[int] = mapped_column(ForeignKey("articles_article.id"), primary_key=True)
    verdict_html: Mapped[str]

    rows: Mapped[list["Row"]] = relationship(order_by="Row.position, Row.id")

    __mapper_args__ = {"polymorphic_identity": "comparison"}


class FAQ(Base):
    __tablename__ = "articles_faq"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles_article.id"))
    question: Mapped[str]
    slug: Mapped[str]
    answer_html: Mapped[str]
    position: Mapped[int]


class Technology(Base):
    __tablename__ = "comparisons_technology"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]
    summary: Mapped[str]
    releases: Mapped[list["Release"]] = relationship()


class Release(Base):
    __tablename__ = "comparisons_release"

    id: Mapped[int] = mapped_column(primary_key=True)
    technology_id: Mapped[int] = mapped_column(ForeignKey("comparisons_technology.id"))
    version: Mapped[str]
    version_key: Mapped[str]
    released_on: Mapped[str]
    full_support_until: Mapped[str]
    supported_until: Mapped[str]
    extended_support_until: Mapped[str]
    support: Mapped[str]
    line: Mapped[str]
    is_lts: Mapped[bool]
    is_prerelease: Mapped[bool]
    note: Mapped[str]
    source_title: Mapped[str]
    source_url: Mapped[str]
    verified_on: Mapped[datetime.date]


class FeatureGroup(Base):
    __tablename__ = "comparisons_featuregroup"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]
    position: Mapped[int]


class Feature(Base):
    __tablename__ = "comparisons_feature"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("comparisons_featuregroup.id"))
    name: Mapped[str]
    slug: Mapped[str]
    kind: Mapped[str]
    derived_from: Mapped[str]
    unit: Mapped[str]
    group: Mapped[FeatureGroup] = relationship()


class Subject(Base):
    __tablename__ = "comparisons_subject"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles_article.id"))
    technology_id: Mapped[int] = mapped_column(ForeignKey("comparisons_technology.id"))
    position: Mapped[int]
    choose_when_html: Mapped[str]
    technology: Mapped[Technology] = relationship()


class Row(Base):
    __tablename__ = "comparisons_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    comparison_id: Mapped[int] = mapped_column(ForeignKey("comparisons_comparison.article_ptr_id"))
    feature_id: Mapped[int] = mapped_column(ForeignKey("comparisons_feature.id"))
    position: Mapped[int]
    feature: Mapped[Feature] = relationship()


class Fact(Base):
    __tablename__ = "comparisons_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    technology_id: Mapped[int] = mapped_column(ForeignKey("comparisons_technology.id"))
    feature_id: Mapped[int] = mapped_column(ForeignKey("comparisons_feature.id"))
    level: Mapped[str]
    value: Mapped[str]
    number: Mapped[int | None]
    note: Mapped[str]
    verified_on: Mapped[datetime.date | None]
    verified_version: Mapped[str]
    verified_how: Mapped[str]
    measured_on: Mapped[datetime.date | None]
    changed_on: Mapped[datetime.date]
    changed_because: Mapped[str]
    sources: Mapped[list["Source"]] = relationship(order_by="Source.id")
    steps: Mapped[list["Step"]] = relationship(order_by="Step.version_key, Step.id")


class Source(Base):
    __tablename__ = "comparisons_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(ForeignKey("comparisons_fact.id"))
    title: Mapped[str]
    url: Mapped[str]
    quote: Mapped[str]


class Step(Base):
    __tablename__ = "comparisons_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(ForeignKey("comparisons_fact.id"))
    version: Mapped[str]
    version_key: Mapped[str]
    level: Mapped[str]
    value: Mapped[str]


class Change(Base):
    __tablename__ = "comparisons_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    technology_id: Mapped[int | None] = mapped_column(ForeignKey("comparisons_technology.id"))
    feature_id: Mapped[int | None] = mapped_column(ForeignKey("comparisons_feature.id"))
    made_at: Mapped[datetime.datetime]
    text: Mapped[str]
    reason: Mapped[str]

    technology: Mapped[Technology | None] = relationship()
    feature: Mapped[Feature | None] = relationship()
