-- id: P10-5a
-- kind: lead
-- job: scan
-- severity: 0.7
-- paragraph: 10(5)
-- inputs: roster, gifts, decisions, contracts
-- optional: supplier_people, suppliers, family_links, disclosures, notices
-- of: people
-- population: in_office_looking_back
-- gaps: no_family_links
-- beside: gifts_without_giver_looking_back
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared
-- param.months: integer | 12
-- param.decision_months: integer | 12 | shared
WITH dealt AS (
    SELECT *
    FROM dealings($min_effective_share, $decision_months)
    WHERE what = 'gift' AND day > $as_of - to_months(CAST($months AS INTEGER)) AND day <= $as_of
), hit AS (
    SELECT d.*, arg_min(p.src, p.ord) AS post
    FROM dealt AS d
    JOIN post AS p ON p.iin = d.person AND p.in_scope AND d.day BETWEEN p.date_from AND p.date_to
    GROUP BY ALL
), proved AS (
    SELECT * FROM hit
    QUALIFY by_id OR NOT bool_or(by_id) OVER (PARTITION BY person, supplier_id)
), best AS (
    SELECT person, supplier_id,
        min(day) AS date_from,
        max(day) AS date_to,
        arg_min({'tie': tie, 'via': via, 'kin': kin_links, 'basis': basis, 'how': how, 'share': share, 'links': tie_links, 'post': post},
            {'n': named, 'v': via, 'h': giver_order(how), 'd': day, 's': src, 'f': tied_from, 't': tied_to}) AS b,
        string_agg(DISTINCT kind, ';' ORDER BY kind) AS kinds,
        count(DISTINCT src) AS gifts,
        list(DISTINCT {'d': day, 's': src} ORDER BY {'d': day, 's': src}) AS gift_rows,
        list(DISTINCT {'d': decided_on, 's': decision_src} ORDER BY {'d': decided_on, 's': decision_src}) AS decision_rows
    FROM proved
    GROUP BY person, supplier_id
), total AS (
    SELECT person, supplier_id, sum(value) AS amount, count(*) AS contracts, list(contract_src ORDER BY id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT person, supplier_id, root, value, contract_src FROM proved)
    GROUP BY person, supplier_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    b.post AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    b.tie AS tie,
    b.via AS via_id,
    date_from,
    date_to,
    amount,
    contracts,
    b.share AS share,
    b.basis AS confidence,
    giver_weight(b.how, b.share) AS weight,
    to_json({'giver': b.how, 'received': kinds, 'gifts': CAST(gifts AS VARCHAR)}) AS detail,
    [step('post', b.post)] || steps('kin_link', b.kin) || steps('gift', list_transform(gift_rows, lambda x: x.s))
        || steps(tie_part(b.how), b.links)
        || steps('decision', list_transform(decision_rows, lambda x: x.s)) || steps('contract', contract_rows) AS evidence
FROM best
JOIN total USING (person, supplier_id)
