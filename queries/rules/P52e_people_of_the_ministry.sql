-- id: P52e
-- kind: lead
-- job: concentration
-- severity: 0.95
-- paragraph: 52
-- inputs: contracts, roster, supplier_people
-- optional: suppliers, family_links, disclosures
-- after: P52a, P52b
-- of: suppliers
-- population: suppliers_in_question
-- gaps: founders_not_loaded
-- opens: holder
-- identity: subject, other, slice
-- param.min_effective_share: number | 0.05 | shared
WITH large AS (
    SELECT * FROM finding WHERE rule IN ('P52a', 'P52b')
), member AS (
    SELECT DISTINCT subject_id, subject_id AS supplier_id FROM large WHERE subject_kind = 'supplier'
    UNION ALL
    SELECT DISTINCT l.subject_id, m.supplier_id
    FROM large AS l
    JOIN group_member AS m ON m.group_id = l.subject_id
    WHERE l.subject_kind = 'group'
), tied AS (
    SELECT
        m.subject_id, m.supplier_id, t.person, t.how, t.links,
        greatest(t.date_from, $window_from) AS date_from,
        least(t.date_to, $as_of) AS date_to
    FROM member AS m
    JOIN tie AS t USING (supplier_id)
    WHERE (t.share IS NULL OR t.share >= $min_effective_share) AND t.date_from <= $as_of AND t.date_to >= $window_from
), near AS (
    SELECT *, person AS employee, 'self' AS tie, 0 AS named, CAST([] AS BIGINT[]) AS kin_links, 'confirmed' AS basis,
        surest('confirmed', date_from, date_to) AS proof
    FROM tied
    UNION ALL
    SELECT
        t.subject_id, t.supplier_id, t.person, t.how, t.links, greatest(t.date_from, k.date_from), least(t.date_to, k.date_to),
        k.person, k.relation, k.named, k.links, k.basis, surest(k.basis, k.date_from, k.date_to)
    FROM tied AS t
    JOIN kin AS k ON k.relative = t.person AND k.kin_set IS NOT NULL AND k.basis <> 'name_only'
        AND k.date_from <= t.date_to AND k.date_to >= t.date_from
), inside AS (
    SELECT n.*, p.src AS post, p.ord, len(coalesce(string_split(p.influence, ';'), [])) AS marks
    FROM near AS n
    JOIN post AS p ON p.iin = n.employee AND p.in_scope AND p.date_from <= n.date_to AND p.date_to >= n.date_from
), best AS (
    SELECT
        subject_id,
        count(DISTINCT employee) AS people,
        arg_min({'employee': employee, 'tie': tie, 'kin': kin_links, 'basis': basis, 'person': person, 'how': how, 'links': links,
                'supplier': supplier_id, 'post': post},
            {'n': named, 'c': proof.b, 'm': -marks, 'v': employee, 'p': person, 'h': how_order(how), 's': supplier_id, 'f': date_from, 't': date_to, 'b': proof, 'o': ord}) AS b
    FROM inside
    GROUP BY subject_id
)
SELECT
    'lead' AS kind,
    l.subject_kind,
    l.subject_id,
    x.b.post AS post,
    l.other_kind,
    l.other_id,
    x.b.tie AS tie,
    x.b.employee AS via_id,
    l.date_from,
    l.date_to,
    l.amount,
    l.contracts,
    l.share,
    l.slice,
    x.b.basis AS confidence,
    to_json({
        'how': x.b.how,
        'member': coalesce(NULLIF(o.name, ''), x.b.supplier),
        'relative': CASE WHEN x.b.tie = 'self' THEN '' ELSE coalesce(NULLIF(r.name, ''), x.b.person) END,
        'relative_iin': CASE WHEN x.b.tie = 'self' THEN '' ELSE x.b.person END,
        'people': CAST(x.people AS VARCHAR),
        'base_rule': l.rule}) AS detail,
    [step('post', x.b.post)] || steps('kin_link', x.b.kin) || steps(tie_part(x.b.how), x.b.links) || l.evidence AS evidence
FROM large AS l
JOIN best AS x USING (subject_id)
LEFT JOIN organisation AS o ON o.id = x.b.supplier
LEFT JOIN person AS r ON r.iin = x.b.person
