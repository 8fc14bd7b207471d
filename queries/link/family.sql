-- Family links as directed ties: what `relative` is to `person`, from one stated row.
-- A tie stated by several rows keeps one of them as its source and counts who said so.

-- The other side of a tie, and the order in which one of several is named.
CREATE TABLE relation_name (relation VARCHAR, inverse VARCHAR, named INTEGER, kin_set VARCHAR);
INSERT INTO relation_name VALUES
    ('spouse', 'spouse', 1, 'spouse'),
    ('parent', 'child', 2, 'close'),
    ('child', 'parent', 3, 'close'),
    ('sibling', 'sibling', 4, 'close'),
    ('grandparent', 'grandchild', 5, 'close'),
    ('grandchild', 'grandparent', 6, 'close'),
    ('spouse_parent', 'child_spouse', 7, 'in_law'),
    ('spouse_child', 'parent_spouse', 8, 'in_law'),
    ('spouse_sibling', 'sibling_spouse', 9, 'in_law'),
    ('child_spouse', 'spouse_parent', 10, NULL),
    ('parent_spouse', 'spouse_child', 11, NULL),
    ('sibling_spouse', 'spouse_sibling', 12, NULL),
    ('dependant', NULL, 13, NULL);

CREATE MACRO relation_of(word) AS CASE
    WHEN word IN ('father', 'mother', 'parent', 'adoptive_parent') THEN 'parent'
    WHEN word IN ('son', 'daughter', 'child', 'adopted_child') THEN 'child'
    WHEN word IN ('husband', 'wife', 'spouse') THEN 'spouse'
    WHEN word IN ('brother', 'sister', 'sibling', 'half_sibling') THEN 'sibling'
    WHEN word IN ('grandfather', 'grandmother', 'grandparent') THEN 'grandparent'
    WHEN word IN ('grandson', 'granddaughter', 'grandchild') THEN 'grandchild'
    ELSE word END;

-- Nobody is their own kin: a row about oneself is a note, no tie.
CREATE TABLE stated_link AS
SELECT
    iin AS person,
    relative_iin AS relative,
    relation_of(relation) AS relation,
    since(date_from) AS date_from,
    until(date_to) AS date_to,
    date_from AS stated_from,
    date_to AS stated_to,
    src
FROM family_links
WHERE relative_iin IS NOT NULL AND iin <> relative_iin;

-- What a row says, by which one of several is named, and who says so: each in each source once.
CREATE VIEW link_content AS
SELECT
    src,
    {'iin': iin, 'relation': relation, 'source': coalesce(source, ''), 'from': date_from, 'to': date_to,
        'name': concat_ws(' ', relative_last_name, relative_first_name, relative_patronymic), 'src': src} AS content,
    iin || coalesce(source, '') AS said_by
FROM family_links;

-- A marriage holds both ways. Rows with one start are one marriage, a row without a start
-- belongs to the marriage with the latest start not after its end, and those that belong to
-- none are one marriage since ever; the earliest stated end wins.
CREATE TABLE marriage AS
WITH said AS (
    SELECT least(person, relative) AS a, greatest(person, relative) AS b, * FROM stated_link JOIN link_content USING (src) WHERE relation = 'spouse'
), placed AS (
    SELECT
        said.a, said.b, said.src,
        any_value(said.content) AS content,
        any_value(said.said_by) AS said_by,
        any_value(said.stated_to) AS stated_to,
        any_value(said.date_to) AS date_to,
        coalesce(any_value(said.stated_from), max(started.stated_from) FILTER (WHERE started.stated_from <= said.date_to)) AS start
    FROM said
    LEFT JOIN said AS started ON started.a = said.a AND started.b = said.b AND started.stated_from IS NOT NULL
    GROUP BY said.a, said.b, said.src
)
SELECT
    a, b,
    since(start) AS date_from,
    until(min(stated_to)) AS date_to,
    arg_min(src, content) AS src,
    count(DISTINCT said_by) AS support
FROM placed
GROUP BY a, b, start;

-- Nearly every tie is stated once; those whose hash is met twice are compared in full.
CREATE TABLE link AS
WITH both_ways AS MATERIALIZED (
    SELECT person, relative, relation, date_from, date_to, src, hash(person, relative, relation, date_from, date_to) AS likeness FROM stated_link WHERE relation <> 'spouse'
    UNION ALL
    SELECT s.relative, s.person, n.inverse, s.date_from, s.date_to, s.src, hash(s.relative, s.person, n.inverse, s.date_from, s.date_to)
    FROM stated_link AS s
    JOIN relation_name AS n USING (relation)
    WHERE s.relation <> 'spouse' AND n.inverse IS NOT NULL
), alike AS MATERIALIZED (
    SELECT likeness FROM both_ways GROUP BY likeness HAVING count(*) > 1
)
SELECT person, relative, relation, date_from, date_to, src, 1 AS support
FROM both_ways
ANTI JOIN alike USING (likeness)
UNION ALL
SELECT person, relative, relation, date_from, date_to, arg_min(src, content), count(DISTINCT said_by)
FROM both_ways
SEMI JOIN alike USING (likeness)
JOIN link_content USING (src)
GROUP BY person, relative, relation, date_from, date_to
UNION ALL
SELECT a, b, 'spouse', date_from, date_to, src, support FROM marriage
UNION ALL
SELECT b, a, 'spouse', date_from, date_to, src, support FROM marriage;
