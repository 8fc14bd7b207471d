-- id: P16-8a
-- kind: violation
-- job: scan
-- severity: 0.75
-- paragraph: 16(8)
-- inputs: roster, trips
-- optional: decisions, contracts, supplier_people, suppliers, family_links, disclosures, notices
-- of: people
-- population: in_office
-- gaps: no_family_links
-- beside: trips_without_payer
-- identity: subject, other
-- param.min_effective_share: number | 0.05 | shared
-- param.decision_months: integer | 12 | shared
WITH paid AS (
    SELECT t.*, arg_min(p.src, p.ord) AS post
    FROM trips AS t
    JOIN post AS p ON p.iin = t.iin AND p.in_scope AND t.date_from BETWEEN p.date_from AND p.date_to
    WHERE t.date_from BETWEEN $window_from AND $as_of AND t.payer_id IS DISTINCT FROM t.iin
    GROUP BY ALL
), dealt AS (
    SELECT d.*
    FROM dealings($min_effective_share, $decision_months) AS d
    SEMI JOIN paid ON paid.src = d.src AND paid.basis = 'individual'
    WHERE d.via IS NULL
), near AS (
    SELECT DISTINCT paid.src
    FROM paid
    JOIN kin AS k ON k.person = paid.iin AND k.relative = paid.payer_id AND paid.date_from BETWEEN k.date_from AND k.date_to
        AND (k.kin_set IS NOT NULL OR k.relation = 'dependant')
), reason AS (
    SELECT src, 1 AS ord, 'no_basis' AS why, true AS banned FROM paid WHERE basis IS NULL
    UNION ALL
    SELECT src, 2, 'no_consent', true FROM paid WHERE basis = 'individual' AND coalesce(consent_on > date_from, true)
    UNION ALL
    SELECT DISTINCT src, 3, 'decided_about', true FROM dealt
    UNION ALL
    SELECT paid.src, 4, 'not_family', false FROM paid ANTI JOIN near USING (src) WHERE basis = 'family' AND payer_id IS NOT NULL
), best AS (
    SELECT p.iin, p.payer_id,
        bool_or(r.banned) AS banned,
        min(p.date_from) AS date_from,
        max(coalesce(p.date_to, p.date_from)) AS date_to,
        arg_min(p.post, {'d': p.date_from, 's': p.src}) AS post,
        string_agg(DISTINCT p.payer_name, '; ' ORDER BY p.payer_name) AS payer_name,
        list_sort(list(DISTINCT {'o': r.ord, 'w': r.why})) AS reasons,
        list(DISTINCT {'d': p.date_from, 's': p.src} ORDER BY {'d': p.date_from, 's': p.src}) AS trip_rows
    FROM paid AS p
    JOIN reason AS r USING (src)
    GROUP BY p.iin, p.payer_id
), total AS (
    SELECT iin, giver, sum(value) AS amount, count(*) AS contracts, list(contract_src ORDER BY id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT person AS iin, giver, root, value, contract_src FROM dealt)
    GROUP BY iin, giver
), proof AS (
    SELECT person AS iin, giver,
        arg_min({'how': how, 'share': share, 'links': tie_links}, {'h': giver_order(how), 'd': day, 's': src, 'f': tied_from, 't': tied_to, 'i': supplier_id}) AS b,
        list(DISTINCT {'d': decided_on, 's': decision_src} ORDER BY {'d': decided_on, 's': decision_src}) AS decision_rows
    FROM dealt
    GROUP BY person, giver
)
SELECT
    CASE WHEN banned THEN 'violation' ELSE 'lead' END AS kind,
    'person' AS subject_kind,
    best.iin AS subject_id,
    post,
    CASE WHEN is_person(payer_id) THEN 'person' ELSE 'supplier' END AS other_kind,
    coalesce(payer_id, '') AS other_id,
    CASE WHEN payer_id IS NULL THEN coalesce(payer_name, '') END AS other_name,
    'self' AS tie,
    date_from,
    date_to,
    amount,
    contracts,
    proof.b.share AS share,
    'confirmed' AS confidence,
    to_json({'reason': list_aggregate(list_transform(reasons, lambda r: r.w), 'string_agg', ';'), 'giver': coalesce(proof.b.how, '')}) AS detail,
    [step('post', post)] || steps('trip', list_transform(trip_rows, lambda x: x.s))
        || coalesce(steps(tie_part(proof.b.how), proof.b.links), [])
        || coalesce(steps('decision', list_transform(decision_rows, lambda x: x.s)), []) || coalesce(steps('contract', contract_rows), []) AS evidence
FROM best
LEFT JOIN total ON total.iin = best.iin AND total.giver = best.payer_id
LEFT JOIN proof ON proof.iin = best.iin AND proof.giver = best.payer_id
