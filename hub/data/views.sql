-- The usual questions, asked of the download; and an index of words, which Datasette finds by itself.

CREATE VIEW answers AS
SELECT facts.id, features."group", features.name AS feature, technologies.name AS technology, facts.level, facts.value,
    facts.note, facts.verified_on, facts.verified_version, features.kind = 'judgement' AS is_judgement,
    (SELECT url FROM sources WHERE sources.fact = facts.id ORDER BY sources.rowid LIMIT 1) AS source,
    (SELECT value FROM about WHERE name = 'site') || 'facts/' || facts.feature || '/' || facts.technology || '/' AS address
FROM facts JOIN features ON features.id = facts.feature JOIN technologies ON technologies.id = facts.technology;

-- Answers whose last check is older than their feature trusts a check, on the day on which this file was made.
CREATE VIEW due_checks AS
SELECT facts.id, facts.verified_on, facts.verified_version,
    date(facts.verified_on, '+' || features.recheck_days || ' days') AS due_on
FROM facts JOIN features ON features.id = facts.feature
WHERE date(facts.verified_on, '+' || features.recheck_days || ' days') < (SELECT value FROM about WHERE name = 'made_on');

-- Releases that get security fixes, or will, and until when.
CREATE VIEW supported_releases AS
SELECT technology, version, released_on, supported_until, is_lts FROM releases
WHERE supported_until >= substr((SELECT value FROM about WHERE name = 'made_on'), 1, length(supported_until))
    OR support = 'supported';

-- How much is known of each technology.
CREATE VIEW coverage AS
SELECT technologies.id AS technology, count(facts.id) AS facts, sum(facts.level = 'yes') AS yes,
    sum(facts.level = 'partial') AS partial, sum(facts.level = 'no') AS no, sum(facts.level = 'unknown') AS unknown,
    min(facts.verified_on) AS oldest_check
FROM technologies LEFT JOIN facts ON facts.technology = technologies.id GROUP BY technologies.id;

-- Pairs of technologies that answer a feature by different levels.
CREATE VIEW differences AS
SELECT one.feature, one.technology AS technology, one.level AS level, other.technology AS other, other.level AS other_level
FROM facts AS one JOIN facts AS other ON other.feature = one.feature AND other.technology > one.technology
WHERE one.level <> other.level AND 'unknown' NOT IN (one.level, other.level);

CREATE INDEX facts_feature ON facts (feature);
CREATE INDEX facts_technology ON facts (technology);
CREATE VIRTUAL TABLE facts_fts USING fts5 (feature, technology, value, note, content = 'facts', tokenize = 'porter unicode61');
INSERT INTO facts_fts (facts_fts) VALUES ('rebuild');
