"""What the page asks the database, eagerly loaded: the number of queries does not grow with the rows."""

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from .models import Article, Change, Comparison, Fact, Row, Subject, Technology
from .models import Feature as FeatureModel

RELATED = 4
MOST_CHANGES = 100


def is_published():
    return (Article.status == "published") & (Article.published_at <= func.now())


async def find_comparison(session, slug):
    """The published comparison with all that its page shows of it, or None."""
    columns = selectinload(Comparison.subjects).joinedload(Subject.technology).selectinload(Technology.releases)
    rows = selectinload(Comparison.rows).joinedload(Row.feature).joinedload(FeatureModel.group)
    query = (
        select(Comparison)
        .where(Comparison.slug == slug, is_published())
        .options(
            joinedload(Comparison.author),
            joinedload(Comparison.topic),
            selectinload(Comparison.tags),
            selectinload(Comparison.faqs),
            columns,
            rows,
        )
    )
    return await session.scalar(query)


async def find_facts(session, technologies, features):
    query = (
        select(Fact)
        .where(
            Fact.technology_id.in_([technology.id for technology in technologies]),
            Fact.feature_id.in_([feature.id for feature in features]),
        )
        .options(selectinload(Fact.sources), selectinload(Fact.steps))
    )
    return list(await session.scalars(query))


async def find_changes(session, page, technologies, features):
    """The latest changes of the answers in the table since the page was published."""
    query = (
        select(Change)
        .where(
            Change.technology_id.in_([technology.id for technology in technologies]),
            Change.feature_id.in_([feature.id for feature in features]),
            Change.made_at > page.published_at,
        )
        .order_by(Change.id.desc())
        .limit(MOST_CHANGES)
        .options(joinedload(Change.technology), joinedload(Change.feature))
    )
    return list(await session.scalars(query))


async def find_neighbours(session, page):
    """Kind, slug and title of the pages before and after this one, each or None."""
    place = tuple_(Article.published_at, Article.id)
    here = (page.published_at, page.id)
    same_kind = select(Article.kind, Article.slug, Article.title).where(is_published(), Article.kind == page.kind)
    earlier = same_kind.where(place < here).order_by(Article.published_at.desc(), Article.id.desc()).limit(1)
    later = same_kind.where(place > here).order_by(Article.published_at, Article.id).limit(1)
    return (await session.execute(earlier)).first(), (await session.execute(later)).first()


async def find_related(session, page, technologies):
    """The pages that share technologies with this one, the closest first, then the newest."""
    shared = func.count(Subject.id)
    query = (
        select(Article)
        .join(Subject, Subject.article_id == Article.id)
        .where(is_published(), Article.id != page.id)
        .where(Subject.technology_id.in_([technology.id for technology in technologies]))
        .group_by(Article.id)
        .order_by(shared.desc(), Article.published_at.desc(), Article.id.desc())
        .limit(RELATED)
        .options(joinedload(Article.topic))
    )
    return list(await session.scalars(query))
