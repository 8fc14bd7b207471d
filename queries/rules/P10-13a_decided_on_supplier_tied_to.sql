-- id: P10-13a
-- kind: violation
-- job: scan
-- severity: 1.0
-- paragraph: 10(13)
-- inputs: decisions, contracts, supplier_people
-- optional: roster, family_links, recusals, suppliers, bids, disclosures
-- of: people
-- population: deciders
-- gaps: no_family_links, parents_unknown, no_iin_relative
-- beside: suppliers_of_nobody_known
-- identity: subject, other
-- looks_back: months
-- cleared_by: recusals
-- param.min_effective_share: number | 0.05 | shared
-- param.months: integer | 12
WITH own_stake AS MATERIALIZED (
    SELECT holder_id AS person, supplier_id, since(date_from) AS date_from, until(date_to) AS date_to, 'share' AS how,
        CAST(max(share_pct) AS DOUBLE) / 100 AS share, [arg_min(src, {'p': -share_pct, 's': src})] AS links
    FROM supplier_people
    WHERE role IN ('founder', 'shareholder', 'beneficiary') AND share_pct > 0 AND is_person(holder_id)
    GROUP BY holder_id, supplier_id, date_from, date_to
), behind AS (
    SELECT person, supplier_id FROM tie
    UNION
    SELECT person, supplier_id FROM own_stake
), possible AS (
    SELECT person AS iin, supplier_id FROM behind
    UNION
    SELECT k.person, b.supplier_id FROM kin AS k JOIN behind AS b ON b.person = k.relative
), in_time AS (
    -- Whom one may be tied to at all, whenever it was, is few beside what one decided on.
    SELECT *
    FROM decided
    SEMI JOIN possible USING (iin, supplier_id)
    WHERE day > $as_of - to_months(CAST($months AS INTEGER)) AND day <= $as_of
), recused AS (
    SELECT r.iin, r.date, n.root, NULL AS supplier_id
    FROM recusals AS r
    JOIN contract_name AS n ON n.name = r.about_id
    UNION
    SELECT r.iin, r.date, NULL, coalesce(id_of(r.about_id), r.about_id)
    FROM recusals AS r
), open_decision AS (
    SELECT d.*
    FROM in_time AS d
    ANTI JOIN recused AS r ON r.iin = d.iin AND r.date <= d.day AND r.root = d.root
    ANTI JOIN recused AS s ON s.iin = d.iin AND s.date <= d.day AND s.supplier_id = d.supplier_id
), tied AS (
    SELECT d.*, t.person, t.how, t.share, t.links, t.date_from AS tied_from, t.date_to AS tied_to
    FROM open_decision AS d
    JOIN tie AS t ON t.supplier_id = d.supplier_id AND d.day BETWEEN t.date_from AND t.date_to
    WHERE t.share IS NULL OR t.share >= $min_effective_share
    UNION ALL
    SELECT d.*, o.person, o.how, o.share, o.links, o.date_from, o.date_to
    FROM open_decision AS d
    JOIN own_stake AS o ON o.supplier_id = d.supplier_id AND o.person = d.iin AND d.day BETWEEN o.date_from AND o.date_to
    WHERE o.share < $min_effective_share
), through AS (
    SELECT
        src, iin, role, root, contract_src, supplier_id, bid_src, value, day, how, share, links, tied_from, tied_to,
        CAST(NULL AS VARCHAR) AS via, 'self' AS relation, 0 AS named, CAST([] AS BIGINT[]) AS kin_links, 'confirmed' AS basis,
        surest('confirmed', day, day) AS proof
    FROM tied
    WHERE person = iin
    UNION ALL
    SELECT
        t.src, t.iin, t.role, t.root, t.contract_src, t.supplier_id, t.bid_src, t.value, t.day, t.how, t.share, t.links, t.tied_from, t.tied_to,
        t.person, k.relation, k.named, k.links, k.basis, surest(k.basis, k.date_from, k.date_to)
    FROM tied AS t
    JOIN kin AS k ON k.person = t.iin AND k.relative = t.person AND t.day BETWEEN k.date_from AND k.date_to
        AND (k.kin_set IS NOT NULL OR k.relation = 'dependant')
), proved AS (
    SELECT * FROM through
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY iin, supplier_id)
), best AS (
    SELECT iin, supplier_id,
        min(day) AS date_from,
        max(day) AS date_to,
        arg_min({'tie': relation, 'via': via, 'kin': kin_links, 'basis': basis, 'how': how, 'share': share, 'links': links, 'role': role},
            {'n': named, 'v': via, 'h': how_order(how), 'd': day, 'r': id_order(root), 'f': tied_from, 't': tied_to, 'b': proof, 'o': role}) AS b,
        list(DISTINCT bid_src ORDER BY bid_src) FILTER (WHERE bid_src IS NOT NULL) AS bid_rows,
        list(DISTINCT {'d': day, 'r': id_order(root), 'o': role, 's': src} ORDER BY {'d': day, 'r': id_order(root), 'o': role, 's': src}) AS decision_rows
    FROM proved
    GROUP BY iin, supplier_id
), total AS (
    SELECT iin, supplier_id, sum(value) AS amount, count(*) AS contracts, list(contract_src ORDER BY id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT iin, supplier_id, root, value, contract_src FROM proved)
    GROUP BY iin, supplier_id
), placed AS (
    SELECT best.*, arg_max(p.src, {'c': best.date_from BETWEEN p.date_from AND p.date_to, 'o': -p.ord}) AS post
    FROM best
    LEFT JOIN post AS p ON p.iin = best.iin
    GROUP BY ALL
)
SELECT
    CASE WHEN b.basis = 'name_only' THEN 'lead' ELSE 'violation' END AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    post,
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
    tie_weight(b.how, b.share) AS weight,
    to_json({'how': b.how, 'role': b.role}) AS detail,
    CASE WHEN post IS NULL THEN [] ELSE [step('post', post)] END
        || steps('decision', list_transform(decision_rows, lambda x: x.s))
        || steps('kin_link', b.kin) || steps(tie_part(b.how), b.links)
        || steps('bid', coalesce(bid_rows, [])) || steps('contract', contract_rows) AS evidence
FROM placed
JOIN total USING (iin, supplier_id)
