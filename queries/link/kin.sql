-- Every tie of the people of `interest`: what the relative is to the person, from when to
-- when, and the rows that prove it, in the order of the path. Nothing longer than the sets
-- of the Standard: cousins, uncles and the spouses of in-laws are no kin here.
CREATE TABLE kin AS
WITH parent AS (SELECT * FROM link WHERE relation = 'parent'),
child AS (SELECT * FROM link WHERE relation = 'child'),
spouse AS (SELECT * FROM link WHERE relation = 'spouse'),
sibling AS (
    SELECT person, relative, date_from, date_to, CAST([] AS VARCHAR[]) AS people, [src] AS links, support
    FROM link WHERE relation = 'sibling'
    UNION ALL
    SELECT p.person, c.relative, greatest(p.date_from, c.date_from), least(p.date_to, c.date_to), [p.relative], [p.src, c.src], 0
    FROM parent AS p
    JOIN child AS c ON c.person = p.relative
    WHERE p.person <> c.relative
),
step AS (
    SELECT person, relative, relation, date_from, date_to, CAST([] AS VARCHAR[]) AS people, [src] AS links, support
    FROM link WHERE relation <> 'sibling'
    UNION ALL
    SELECT person, relative, 'sibling', date_from, date_to, people, links, support FROM sibling
    UNION ALL
    SELECT a.person, b.relative, 'grandparent', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to), [a.relative], [a.src, b.src], 0
    FROM parent AS a JOIN parent AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'grandchild', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to), [a.relative], [a.src, b.src], 0
    FROM child AS a JOIN child AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'spouse_parent', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to), [a.relative], [a.src, b.src], 0
    FROM spouse AS a JOIN parent AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'spouse_child', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to), [a.relative], [a.src, b.src], 0
    FROM spouse AS a JOIN child AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'spouse_sibling', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to),
        [a.relative] || b.people, [a.src] || b.links, 0
    FROM spouse AS a JOIN sibling AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'child_spouse', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to), [a.relative], [a.src, b.src], 0
    FROM child AS a JOIN spouse AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'parent_spouse', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to), [a.relative], [a.src, b.src], 0
    FROM parent AS a JOIN spouse AS b ON b.person = a.relative
    UNION ALL
    SELECT a.person, b.relative, 'sibling_spouse', greatest(a.date_from, b.date_from), least(a.date_to, b.date_to),
        a.people || [a.relative], a.links || [b.src], 0
    FROM sibling AS a JOIN spouse AS b ON b.person = a.relative
),
held AS (
    SELECT step.*
    FROM step
    SEMI JOIN interest ON interest.iin = step.person
    WHERE step.person <> step.relative AND step.date_from <= step.date_to
),
tie_row AS (
    SELECT
        held.person,
        held.relative,
        held.relation,
        n.named,
        n.kin_set,
        held.date_from,
        held.date_to,
        arg_min(held.links, {'n': len(held.links), 'p': held.people}) AS links,
        arg_min(held.people, {'n': len(held.links), 'p': held.people}) AS people,
        CASE WHEN max(held.support) > 1 THEN 'confirmed' WHEN max(held.support) = 1 THEN 'declared' ELSE 'inferred' END AS basis
    FROM held
    JOIN relation_name AS n USING (relation)
    GROUP BY ALL
),
-- A tie may hold by several rows, one after another or at once: two marriages, two parents.
several AS (
    SELECT person, relative, relation FROM tie_row GROUP BY person, relative, relation HAVING count(*) > 1
),
parted AS (
    SELECT
        *,
        date_from > max(date_to) OVER (PARTITION BY person, relative, relation ORDER BY date_from, date_to
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS begins
    FROM tie_row
    SEMI JOIN several USING (person, relative, relation)
),
run_of_days AS (
    SELECT
        * EXCLUDE begins,
        count(*) FILTER (WHERE begins) OVER (PARTITION BY person, relative, relation ORDER BY date_from, date_to ROWS UNBOUNDED PRECEDING) AS run
    FROM parted
)
-- held_from and held_to are the run of days around these on which the tie holds by any row.
SELECT *, date_from AS held_from, date_to AS held_to
FROM tie_row
ANTI JOIN several USING (person, relative, relation)
UNION ALL
SELECT
    * EXCLUDE run,
    min(date_from) OVER (PARTITION BY person, relative, relation, run),
    max(date_to) OVER (PARTITION BY person, relative, relation, run)
FROM run_of_days;
