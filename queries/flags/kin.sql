-- Who of those who control a company are spouse, parent, child or sibling, from when to when,
-- and the rows that prove it: what link/kin says of these ties, and of them alone.
CREATE TABLE kin AS
WITH controller AS (
    SELECT DISTINCT controller AS iin FROM control_span WHERE is_person(controller)
), own AS MATERIALIZED (
    SELECT person, relative, relation, date_from, date_to, src
    FROM link
    SEMI JOIN controller ON controller.iin = link.person
    WHERE relation IN ('spouse', 'parent', 'child', 'sibling')
), path AS (
    SELECT person, relative, relation, date_from, date_to, CAST([] AS VARCHAR[]) AS people, [src] AS links
    FROM own
    SEMI JOIN controller ON controller.iin = own.relative
    UNION ALL -- children of one parent: a parent's tie to a child is the child's to the parent
    SELECT p.person, c.person, 'sibling', greatest(p.date_from, c.date_from), least(p.date_to, c.date_to), [p.relative], [p.src, c.src]
    FROM own AS p
    JOIN own AS c ON c.relative = p.relative
    WHERE p.relation = 'parent' AND c.relation = 'parent'
), proved AS (
    SELECT person, relative, relation, date_from, date_to, arg_min(links, {'n': len(links), 'p': people, 'l': links}) AS links
    FROM path
    WHERE person <> relative AND date_from <= date_to
    GROUP BY person, relative, relation, date_from, date_to
)
SELECT p.person, p.relative, p.relation, n.named, p.date_from, p.date_to, p.links
FROM proved AS p
JOIN relation_name AS n USING (relation);
