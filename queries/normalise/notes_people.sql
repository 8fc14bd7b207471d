-- What is odd about people and families. Nothing here leaves a row out.

-- The number's birth date and sex digits against what is stated: a note only, the law cut
-- that tie in 2013.
INSERT INTO note
SELECT 'birth_date_mismatch', 'roster', src, iin, CAST(birth_date AS VARCHAR) FROM roster WHERE birth_date <> birth_of(iin)
UNION ALL
SELECT 'birth_date_mismatch', 'family_links', src, relative_iin, CAST(relative_birth_date AS VARCHAR)
FROM family_links WHERE relative_birth_date <> birth_of(relative_iin);

INSERT INTO note
WITH stated AS (
    SELECT src, relative_iin, relation,
        CASE WHEN relation IN ('father', 'son', 'husband', 'brother', 'grandfather', 'grandson') THEN 1
            WHEN relation IN ('mother', 'daughter', 'wife', 'sister', 'grandmother', 'granddaughter') THEN 0 END AS odd
    FROM family_links
)
SELECT 'sex_mismatch', 'family_links', src, relative_iin, relation
FROM stated
WHERE odd IS NOT NULL AND relative_iin[7] BETWEEN '1' AND '6' AND CAST(relative_iin[7] AS INTEGER) % 2 <> odd;

INSERT INTO note
WITH named AS (
    SELECT iin, concat_ws(' ', last_name, first_name, patronymic) AS name FROM roster
    UNION
    SELECT relative_iin, concat_ws(' ', relative_last_name, relative_first_name, relative_patronymic)
    FROM family_links WHERE relative_iin IS NOT NULL AND relative_last_name IS NOT NULL
), several AS (
    SELECT iin, name FROM named WHERE name <> '' QUALIFY count(*) OVER (PARTITION BY iin) > 1
)
SELECT 'two_names', 'roster', NULL, iin, string_agg(DISTINCT name, ' / ' ORDER BY name)
FROM several
GROUP BY iin
HAVING count(DISTINCT name_key(name)) > 1
ORDER BY iin;

INSERT INTO note
SELECT 'self_link', 'family_links', src, iin, relation FROM family_links WHERE iin = relative_iin;

INSERT INTO note
SELECT 'no_iin_relative', 'family_links', src, iin, relation FROM family_links WHERE relative_iin IS NULL;

INSERT INTO note
SELECT 'own_superior', 'roster', src, iin, coalesce(position_id, '') FROM post
WHERE manager_iin = iin OR manager_position_id = position_id;

INSERT INTO note
SELECT 'superior_loop', 'roster', NULL, iin, '' FROM superior_loop ORDER BY iin;

-- Superiors nobody has heard of.
INSERT INTO note
SELECT 'link_to_nobody', 'roster', src, coalesce(manager_iin, ''), 'manager_iin' FROM post AS p
ANTI JOIN roster AS r ON r.iin = p.manager_iin
WHERE manager_iin IS NOT NULL
UNION ALL
SELECT 'link_to_nobody', 'roster', src, '', 'manager_position_id: ' || manager_position_id FROM post AS p
ANTI JOIN roster AS r ON r.position_id = p.manager_position_id
WHERE manager_position_id IS NOT NULL;

INSERT INTO note
WITH pair AS (
    SELECT a.person, least(a.relative, b.relative) AS x, greatest(a.relative, b.relative) AS y
    FROM link AS a
    JOIN link AS b ON b.person = a.person AND b.relation = 'spouse' AND a.relative < b.relative
        AND a.date_from <= b.date_to AND b.date_from <= a.date_to
    WHERE a.relation = 'spouse'
)
SELECT DISTINCT 'two_spouses', 'family_links', CAST(NULL AS BIGINT), person, x || ' / ' || y FROM pair ORDER BY ALL;

-- Their own ancestor: a parent in a circle. Longer circles end up in short ones' notes.
INSERT INTO note
WITH RECURSIVE up AS (
    SELECT person, relative, 1 AS depth FROM link WHERE relation = 'parent'
    AND person IN (SELECT relative FROM link WHERE relation = 'parent') AND relative IN (SELECT person FROM link WHERE relation = 'parent')
    UNION
    SELECT up.person, l.relative, depth + 1
    FROM up
    JOIN link AS l ON l.person = up.relative AND l.relation = 'parent'
    WHERE depth < 6 AND up.person <> up.relative
)
SELECT DISTINCT 'parent_loop', 'family_links', CAST(NULL AS BIGINT), person, '' FROM up WHERE person = relative ORDER BY ALL;
