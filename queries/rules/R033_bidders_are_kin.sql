-- id: R033
-- kind: lead
-- job: flags
-- severity: 0.8
-- paragraph: 52
-- inputs: bids, supplier_people, family_links
-- of: processes
-- population: contests
-- identity: subject
-- param.exclude_methods: text | none | shared
WITH near AS (
    SELECT p.*, x.controller AS person, y.controller AS relative, k.relation, k.links, x.src AS src_a, y.src AS src_b,
        {'n': k.named, 'p': x.controller, 'r': y.controller, 'o': p.one, 'w': p.two, 'd': p.day, 'f': k.date_from, 't': k.date_to} AS tie_order,
        {'h': how_order(x.how), 's': -x.share_pct, 'f': x.date_from, 't': x.date_to, 'x': x.src} AS role_order_a,
        {'h': how_order(y.how), 's': -y.share_pct, 'f': y.date_from, 't': y.date_to, 'x': y.src} AS role_order_b
    FROM bidder_pair AS p
    JOIN control_span AS x ON x.supplier_id = p.number_a AND p.day BETWEEN x.date_from AND x.date_to
    JOIN kin AS k ON k.person = x.controller AND p.day BETWEEN k.date_from AND k.date_to
    JOIN control_span AS y ON y.supplier_id = p.number_b AND y.controller = k.relative AND p.day BETWEEN y.date_from AND y.date_to
    WHERE x.controller < y.controller
), best AS ( -- of several ties the nearest is named, of several roles in a company the weightiest
    SELECT process, src, ocid, min(day) AS day, max(day) AS last_day,
        arg_min({'one': one, 'relative': relative, 'tie': relation, 'links': links, 'a': src_a, 'b': src_b},
            {'t': tie_order, 'l': links, 'a': role_order_a, 'b': role_order_b}) AS b,
        count(DISTINCT least(one, two) || ' ' || greatest(one, two)) AS pairs,
        flatten([list(one), list(two)]) AS bidders
    FROM near
    GROUP BY process, src, ocid
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    b.one AS other_id,
    b.tie AS tie,
    b.relative AS via_id,
    stated_until(day) AS date_from,
    stated_until(last_day) AS date_to,
    t.amount,
    t.contracts,
    'declared' AS confidence,
    to_json({'value': CAST(pairs AS VARCHAR), 'bidders': party_names(bidders)}) AS detail,
    [step('release', src), step('role', b.a), step('role', b.b)] || steps('kin_link', b.links) || contracts_by(process) AS evidence
FROM best
JOIN tender_fact AS t USING (process)
