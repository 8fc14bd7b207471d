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
-- Nearly every tie holds by one path; those whose hash is met twice are compared in full.
keyed AS MATERIALIZED (
    SELECT *, hash(person, relative, relation, date_from, date_to) AS likeness FROM held
),
alike AS MATERIALIZED (
    SELECT likeness FROM keyed GROUP BY likeness HAVING count(*) > 1
),
proved AS (
    SELECT person, relative, relation, date_from, date_to, links, people, support FROM keyed ANTI JOIN alike USING (likeness)
    UNION ALL
    SELECT person, relative, relation, date_from, date_to,
        arg_min(links, {'n': len(links), 'p': people, 'l': links}), arg_min(people, {'n': len(links), 'p': people, 'l': links}), max(support)
    FROM keyed
    SEMI JOIN alike USING (likeness)
    GROUP BY person, relative, relation, date_from, date_to
),
tie_row AS MATERIALIZED (
    SELECT
        p.person, p.relative, p.relation, n.named, n.kin_set, p.date_from, p.date_to, p.links, p.people,
        CASE WHEN p.support > 1 THEN 'confirmed' WHEN p.support = 1 THEN 'declared' ELSE 'inferred' END AS basis,
        hash(p.person, p.relative, p.relation) AS pair
    FROM proved AS p
    JOIN relation_name AS n USING (relation)
),
-- A tie may hold by several rows, one after another or at once: two marriages, two parents.
several AS (
    SELECT pair FROM tie_row GROUP BY pair HAVING count(*) > 1
),
parted AS (
    SELECT
        *,
        date_from > max(date_to) OVER (PARTITION BY person, relative, relation ORDER BY date_from, date_to
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS begins
    FROM tie_row
    SEMI JOIN several USING (pair)
),
run_of_days AS (
    SELECT
        * EXCLUDE (begins, pair),
        count(*) FILTER (WHERE begins) OVER (PARTITION BY person, relative, relation ORDER BY date_from, date_to ROWS UNBOUNDED PRECEDING) AS run
    FROM parted
)
-- held_from and held_to are the run of days around these on which the tie holds by any row.
SELECT * EXCLUDE pair, date_from AS held_from, date_to AS held_to
FROM tie_row
ANTI JOIN several USING (pair)
UNION ALL
SELECT
    * EXCLUDE run,
    min(date_from) OVER (PARTITION BY person, relative, relation, run),
    max(date_to) OVER (PARTITION BY person, relative, relation, run)
FROM run_of_days;
