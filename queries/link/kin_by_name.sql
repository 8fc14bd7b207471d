-- A relative stated without a number, found by full name and birth date among the people
-- of the roster and the registers. Only ever a lead: two people can share both.
INSERT INTO kin
WITH known AS (
    SELECT iin, name_key(concat_ws('', last_name, first_name, patronymic)) AS full_key,
        CASE WHEN patronymic IS NULL THEN name_key(concat_ws('', last_name, first_name)) END AS short_key,
        coalesce(birth_date, birth_of(iin)) AS born
    FROM roster
    UNION
    SELECT holder_id, name_key(holder_name), NULL, birth_of(holder_id) FROM supplier_people WHERE is_person(holder_id)
), stated AS (
    SELECT
        iin, relation_of(relation) AS relation, since(date_from) AS date_from, until(date_to) AS date_to, src,
        {'iin': iin, 'relation': relation, 'source': coalesce(source, ''), 'src': src} AS content,
        name_key(concat_ws('', relative_last_name, relative_first_name, relative_patronymic)) AS full_key,
        name_key(concat_ws('', relative_last_name, relative_first_name)) AS short_key,
        relative_birth_date AS born
    FROM family_links
    WHERE relative_iin IS NULL AND relative_last_name IS NOT NULL AND relative_first_name IS NOT NULL
), found AS (
    SELECT s.iin AS person, k.iin AS relative, s.relation, s.date_from, s.date_to, s.src, s.content
    FROM stated AS s
    JOIN known AS k ON k.born = s.born AND (k.full_key = s.full_key OR k.short_key = s.short_key)
    WHERE s.iin <> k.iin
), both_ways AS (
    SELECT * FROM found
    UNION ALL
    SELECT f.relative, f.person, n.inverse, f.date_from, f.date_to, f.src, f.content
    FROM found AS f
    JOIN relation_name AS n USING (relation)
    WHERE n.inverse IS NOT NULL
)
SELECT b.person, b.relative, b.relation, n.named, n.kin_set, b.date_from, b.date_to,
    [arg_min(b.src, b.content)] AS links, CAST([] AS VARCHAR[]) AS people, 'name_only' AS basis, b.date_from AS held_from, b.date_to AS held_to
FROM both_ways AS b
JOIN relation_name AS n USING (relation)
SEMI JOIN interest ON interest.iin = b.person
ANTI JOIN kin ON kin.person = b.person AND kin.relative = b.relative
GROUP BY ALL;
