-- id: P40a
-- kind: lead
-- job: scan
-- severity: 0.6
-- paragraph: 40
-- inputs: control_groups
-- optional: roster, family_links, contracts, supplier_people, suppliers, disclosures, notices
-- of: people
-- population: control_members
-- gaps: no_family_links, parents_unknown, no_iin_relative
-- beside: groups_of_nothing_stated
-- identity: subject, other
-- param.min_effective_share: number | 0.05 | shared
WITH member AS (
    SELECT src, group_id, member_iin, approved_on, unit_id, announcement_id, notified_on
    FROM control_groups
    WHERE approved_on <= $as_of
), unit_named AS ( -- where the roster has ids of units, by the id, else by the words
    SELECT src, approved_on, unit_id AS unit_key, true AS by_id FROM member
    UNION ALL
    SELECT src, approved_on, text_key(unit_id), false FROM member
), in_unit AS (
    SELECT m.src, p.iin AS person, min(p.ord) AS ord, arg_min(p.src, p.ord) AS post
    FROM unit_named AS m
    JOIN post AS p ON p.unit_key = m.unit_key AND (p.unit_id IS NOT NULL) = m.by_id
        AND p.in_scope AND m.approved_on BETWEEN p.date_from AND p.date_to
    GROUP BY m.src, p.iin
), behind AS (
    SELECT m.src, t.person, c.root, c.src AS contract_src, c.value,
        arg_min({'how': t.how, 'share': t.share, 'links': t.links}, {'h': how_order(t.how), 'f': t.date_from, 't': t.date_to}) AS t
    FROM member AS m
    JOIN (SELECT DISTINCT name, root FROM contract_name WHERE kind = 'announcement') AS n ON n.name = m.announcement_id
    JOIN contract AS c ON c.root = n.root AND c.left_out IS NULL
    JOIN tie AS t ON t.supplier_id = c.supplier_id AND m.approved_on BETWEEN t.date_from AND t.date_to
        AND (t.share IS NULL OR t.share >= $min_effective_share)
    GROUP BY m.src, t.person, c.root, c.src, c.value
), near AS (
    SELECT
        m.src, k.relative AS via,
        bool_or(k.basis <> 'name_only') AS by_id,
        bool_or(k.relation <> 'dependant') AS is_kin,
        arg_min({'tie': k.relation, 'named': k.named, 'links': k.links, 'basis': k.basis},
            {'i': k.basis = 'name_only', 'n': k.named, 'f': k.date_from, 't': k.date_to}) AS k
    FROM member AS m
    JOIN (
        SELECT person, relative, relation, named, links, basis, date_from, date_to FROM kin
        UNION ALL -- on whom the member depends
        SELECT relative, person, relation, named, links, basis, date_from, date_to FROM kin WHERE relation = 'dependant'
    ) AS k ON k.person = m.member_iin AND m.approved_on BETWEEN k.date_from AND k.date_to
    GROUP BY m.src, k.relative
), way AS (
    SELECT m.src, 'in_unit' AS how, CAST(NULL AS VARCHAR) AS via, true AS by_id, {'tie': 'self', 'named': 0, 'links': CAST([] AS BIGINT[]), 'basis': 'confirmed'} AS k,
        u.post, CAST([] AS BIGINT[]) AS links, CAST(NULL AS DOUBLE) AS share, CAST(NULL AS VARCHAR) AS root, CAST(NULL AS BIGINT) AS contract_src, CAST(NULL AS DECIMAL(38, 2)) AS value
    FROM member AS m
    JOIN in_unit AS u ON u.src = m.src AND u.person = m.member_iin
    UNION ALL
    SELECT n.src, 'in_unit', n.via, n.by_id, n.k, u.post, [], NULL, NULL, NULL, NULL
    FROM near AS n
    JOIN in_unit AS u ON u.src = n.src AND u.person = n.via
    UNION ALL
    SELECT m.src, b.t.how, NULL, true, {'tie': 'self', 'named': 0, 'links': CAST([] AS BIGINT[]), 'basis': 'confirmed'}, NULL, b.t.links, b.t.share, b.root, b.contract_src, b.value
    FROM member AS m
    JOIN behind AS b ON b.src = m.src AND b.person = m.member_iin
    UNION ALL
    SELECT n.src, b.t.how, n.via, n.by_id, n.k, NULL, b.t.links, b.t.share, b.root, b.contract_src, b.value
    FROM near AS n
    JOIN behind AS b ON b.src = n.src AND b.person = n.via
    WHERE n.is_kin
), hit AS (
    SELECT m.group_id, m.member_iin, m.approved_on, m.notified_on, w.*
    FROM way AS w
    JOIN member AS m USING (src)
), proved AS (
    SELECT * FROM hit
    QUALIFY by_id OR NOT bool_or(by_id) OVER (PARTITION BY member_iin, group_id)
), best AS (
    SELECT member_iin, group_id,
        min(approved_on) AS date_from,
        max(approved_on) AS date_to,
        bool_or(notified_on <= $as_of) AS told,
        arg_min({'k': k, 'via': via, 'how': how, 'post': post, 'links': links, 'share': share},
            {'n': k.named, 'v': via, 'u': how <> 'in_unit', 'h': how_order(how), 'd': approved_on, 's': src, 'r': id_order(root)}) AS b,
        string_agg(DISTINCT CASE WHEN how = 'in_unit' THEN 'unit' ELSE 'supplier' END, ';' ORDER BY CASE WHEN how = 'in_unit' THEN 'unit' ELSE 'supplier' END DESC) AS about,
        list_sort(list(DISTINCT src)) AS member_rows
    FROM proved
    GROUP BY member_iin, group_id
), total AS (
    SELECT member_iin, group_id, sum(value) AS amount, count(*) AS contracts, list(contract_src ORDER BY id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT member_iin, group_id, root, contract_src, value FROM proved WHERE root IS NOT NULL)
    GROUP BY member_iin, group_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    best.member_iin AS subject_id,
    CASE WHEN b.via IS NULL THEN b.post END AS post,
    'group' AS other_kind,
    best.group_id AS other_id,
    b.k.tie AS tie,
    b.via AS via_id,
    date_from,
    date_to,
    amount,
    contracts,
    b.share AS share,
    b.k.basis AS confidence,
    CASE WHEN b.how = 'in_unit' THEN 1 ELSE tie_weight(b.how, b.share) END AS weight,
    CASE WHEN told THEN 'yes' END AS disclosed,
    to_json({'controlled': about, 'how': b.how}) AS detail,
    steps('control_group', member_rows) || steps('kin_link', b.k.links)
        || CASE WHEN b.post IS NULL THEN [] ELSE [step('unit_post', b.post)] END
        || steps(tie_part(b.how), b.links) || coalesce(steps('contract', contract_rows), []) AS evidence
FROM best
LEFT JOIN total ON total.member_iin = best.member_iin AND total.group_id = best.group_id
