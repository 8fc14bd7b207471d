-- The rows that speak for the person of a finding, beside what it rests on: an interest they
-- declared themselves, a recusal, a trust agreement, outside work the law allows, and, apart
-- from these, a notice of the conflict. A trust agreement and outside work speak where they
-- cover a day of the finding; a declaration, a recusal and a notice whenever they are dated,
-- and the day is told. Work of the kind "other" is what the ban is about and speaks for nobody.
WITH found AS (
    SELECT row_number() OVER (ORDER BY rule, subject_id, other_id, via_id NULLS FIRST, slice NULLS FIRST) AS no, *
    FROM finding
), step AS (
    SELECT no, unnest(evidence) AS e FROM found
), who AS (
    SELECT no, subject_id AS iin FROM found WHERE subject_kind = 'person'
    UNION
    SELECT no, other_id FROM found WHERE other_kind = 'person'
    UNION
    SELECT no, via_id FROM found WHERE via_id IS NOT NULL
), firm AS (
    -- The other side, and every company on the way to it.
    SELECT no, other_id AS id FROM found
    UNION
    SELECT s.no, p.supplier_id FROM step AS s JOIN supplier_people AS p ON p.src = s.e.src
    UNION
    SELECT s.no, x.supplier_id FROM step AS s JOIN suppliers AS x ON x.src = s.e.src
), told_name AS (
    SELECT about_id AS name FROM recusals
    UNION
    SELECT about_id FROM disclosures
    UNION
    SELECT about_id FROM notices WHERE about_id IS NOT NULL
), told_contract AS (
    SELECT n.name, n.root FROM contract_name AS n SEMI JOIN told_name USING (name)
), concern AS (
    -- What a recusal or a notice may be about: such a company, a contract of the finding, and of
    -- a recusal any contract such a company has.
    SELECT no, id AS about, true AS of_finding FROM firm
    UNION
    SELECT f.no, t.name, false FROM told_contract AS t JOIN contract AS c USING (root) JOIN firm AS f ON f.id = c.supplier_id
    UNION
    SELECT s.no, t.name, true FROM told_contract AS t JOIN contract_version AS v USING (root) JOIN step AS s ON s.e.src = v.src
), notice AS (
    SELECT src, iin, about_id FROM disclosures
    UNION ALL
    SELECT src, iin, about_id FROM notices WHERE about_id IS NOT NULL
), side AS (
    -- Of a pair each may have told of the other.
    SELECT no, subject_id AS iin, other_id AS about FROM found WHERE subject_kind = 'person'
    UNION
    SELECT no, other_id, subject_id FROM found WHERE other_kind = 'person'
    UNION
    SELECT no, subject_id, via_id FROM found WHERE subject_kind = 'person' AND via_id IS NOT NULL
), speaks AS (
    SELECT w.no, 1 AS ord, 'declared_interest' AS what, d.src
    FROM declared_interests AS d
    JOIN who AS w ON w.iin = d.iin
    JOIN firm AS f ON f.no = w.no AND f.id = d.company_id
    UNION
    SELECT w.no, 2, 'recusal', r.src
    FROM recusals AS r
    JOIN who AS w ON w.iin = r.iin
    JOIN concern AS c ON c.no = w.no AND c.about IN (r.about_id, id_of(r.about_id))
    UNION
    SELECT w.no, 3, 'trust_agreement', a.src
    FROM trust_agreements AS a
    JOIN who AS w ON w.iin = a.iin
    JOIN firm AS f ON f.no = w.no AND f.id = a.company_bin
    JOIN found AS x ON x.no = w.no AND since(a.date_from) <= until(x.date_to) AND until(a.date_to) >= since(x.date_from)
    UNION
    SELECT w.no, 4, 'permitted_work', o.src
    FROM outside_work AS o
    JOIN who AS w ON w.iin = o.iin
    JOIN firm AS f ON f.no = w.no AND f.id = o.organisation_bin
    JOIN found AS x ON x.no = w.no AND since(o.date_from) <= until(x.date_to) AND until(o.date_to) >= since(x.date_from)
    WHERE o.activity IN ('pedagogical', 'scientific', 'creative', 'official_duty')
    UNION
    SELECT w.no, 5, 'notice', n.src
    FROM notice AS n
    JOIN who AS w ON w.iin = n.iin
    JOIN concern AS c ON c.no = w.no AND c.of_finding AND c.about IN (n.about_id, id_of(n.about_id))
    UNION
    SELECT s.no, 5, 'notice', n.src
    FROM notice AS n
    JOIN side AS s ON s.iin = n.iin AND s.about IN (n.about_id, id_of(n.about_id))
)
SELECT
    f.rule,
    f.subject_id,
    f.other_id,
    coalesce(f.via_id, '') AS via_id,
    coalesce(f.slice, '') AS slice,
    s.what,
    s.src
FROM speaks AS s
JOIN found AS f USING (no)
WHERE NOT list_contains(list_transform(f.evidence, lambda e: e.src), s.src)
ORDER BY f.no, s.ord, s.src
