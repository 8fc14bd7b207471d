-- id: P16-9a
-- kind: violation
-- job: scan
-- severity: 0.8
-- paragraph: 16(9)
-- inputs: roster, family_links
-- any_of: gifts, trips
-- optional: decisions, contracts, supplier_people, suppliers, disclosures, notices
-- of: people
-- population: in_office
-- gaps: no_superior, no_family_links
-- beside: gifts_without_giver, trips_without_payer
-- identity: subject, other
-- param.min_effective_share: number | 0.05 | shared
-- param.decision_months: integer | 12 | shared
WITH by_family AS (
    SELECT r.*, arg_min(p.src, p.ord) AS post
    FROM received_by AS r
    JOIN post AS p ON p.iin = r.person AND p.in_scope AND r.day BETWEEN p.date_from AND p.date_to
    WHERE r.via IS NOT NULL AND r.day BETWEEN $window_from AND $as_of
    GROUP BY ALL
), dealt AS (
    SELECT d.*
    FROM dealings($min_effective_share, $decision_months) AS d
    SEMI JOIN by_family AS f ON f.src = d.src AND f.person = d.person AND f.via = d.via
), counterparty AS (
    SELECT src, person,
        arg_min({'how': how, 'share': share, 'links': tie_links}, {'h': giver_order(how), 'i': supplier_id, 'f': tied_from, 't': tied_to}) AS t
    FROM dealt
    GROUP BY src, person
), hit AS (
    SELECT f.*, c.t, s.depth, s.posts
    FROM by_family AS f
    LEFT JOIN counterparty AS c ON c.src = f.src AND c.person = f.person
    LEFT JOIN subordinate AS s ON s.giver = f.giver AND s.person = f.person AND s.day = f.day
    WHERE c.src IS NOT NULL OR s.giver IS NOT NULL
), proved AS (
    SELECT * FROM hit
    QUALIFY by_id OR NOT bool_or(by_id) OVER (PARTITION BY person, giver)
), best AS (
    SELECT person, giver,
        min(day) AS date_from,
        max(until_day) AS date_to,
        arg_min({'tie': tie, 'via': via, 'kin': kin_links, 'basis': basis, 'post': post}, {'n': named, 'v': via, 'd': day, 's': src}) AS b,
        arg_min(t, {'h': giver_order(t.how), 'd': day, 's': src}) FILTER (WHERE t IS NOT NULL) AS t,
        arg_min({'depth': depth, 'posts': posts}, {'n': depth, 'd': day, 's': src}) FILTER (WHERE depth IS NOT NULL) AS s,
        string_agg(DISTINCT kind, ';' ORDER BY kind) AS kinds,
        list(DISTINCT {'d': day, 's': src, 'w': what} ORDER BY {'d': day, 's': src, 'w': what}) AS rows
    FROM proved
    GROUP BY person, giver
), of_proved AS (
    SELECT d.*
    FROM dealt AS d
    SEMI JOIN proved AS p ON p.src = d.src AND p.person = d.person
), total AS (
    SELECT person, giver, sum(value) AS amount, count(*) AS contracts, list(contract_src ORDER BY id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT person, giver, root, value, contract_src FROM of_proved)
    GROUP BY person, giver
), decision AS (
    SELECT person, giver, list(DISTINCT {'d': decided_on, 's': decision_src} ORDER BY {'d': decided_on, 's': decision_src}) AS decision_rows
    FROM of_proved
    GROUP BY person, giver
)
SELECT
    CASE WHEN b.basis = 'name_only' THEN 'lead' ELSE 'violation' END AS kind,
    'person' AS subject_kind,
    best.person AS subject_id,
    b.post AS post,
    CASE WHEN is_person(best.giver) THEN 'person' ELSE 'supplier' END AS other_kind,
    best.giver AS other_id,
    b.tie AS tie,
    b.via AS via_id,
    date_from,
    date_to,
    amount,
    contracts,
    t.share AS share,
    b.basis AS confidence,
    giver_weight(coalesce(t.how, 'itself'), t.share) AS weight,
    to_json({'reason': concat_ws(';', CASE WHEN t IS NOT NULL THEN 'decided_about' END, CASE WHEN s IS NOT NULL THEN 'subordinate' END),
        'received': kinds, 'giver': coalesce(t.how, '')}) AS detail,
    [step('post', b.post)] || steps('kin_link', b.kin) || list_transform(rows, lambda x: step(x.w, x.s))
        || CASE WHEN s IS NULL THEN [] ELSE [step('subordinate_post', s.posts[1])] || steps('chain_post', s.posts[2:-2]) END
        || CASE WHEN t IS NULL THEN [] ELSE steps(tie_part(t.how), t.links) END
        || coalesce(steps('decision', list_transform(decision_rows, lambda x: x.s)), []) || coalesce(steps('contract', contract_rows), []) AS evidence
FROM best
LEFT JOIN total ON total.person = best.person AND total.giver = best.giver
LEFT JOIN decision ON decision.person = best.person AND decision.giver = best.giver
