-- id: R032b
-- kind: lead
-- job: flags
-- severity: 0.8
-- paragraph: 52
-- inputs: bids, supplier_people
-- optional: supplier_people, suppliers, family_links
-- of: processes
-- population: contests
-- identity: subject
-- param.max_hub: integer | 20 | shared
-- param.exclude_methods: text | none | shared
WITH member AS (
    SELECT DISTINCT b.process, b.src, b.ocid, b.day, b.lot, b.tenderer, b.number, b.bid, g.group_id
    FROM lot_day AS b
    JOIN bidder_group AS g ON g.day = b.day AND g.number = b.number AND g.kind = 'certain'
), lot AS (
    SELECT process, src, ocid, day, lot, group_id, list_sort(list(DISTINCT tenderer)) AS bidders
    FROM member
    GROUP BY process, src, ocid, day, lot, group_id
    HAVING count(DISTINCT number) > 1 AND bool_or(bid)
), told AS (
    SELECT process, src, ocid, min(day) AS day, max(day) AS last_day, list_sort(list_distinct(flatten(list(bidders)))) AS bidders, count(DISTINCT lot) AS lots,
        list_sort(list(DISTINCT {'d': day, 'g': group_id})) AS groups
    FROM lot
    GROUP BY process, src, ocid
), edge AS (
    SELECT t.process, e.part, e.src, min(e.ord) AS ord, bool_or(e.by_kin) AS by_kin
    FROM (SELECT process, unnest(groups) AS g FROM told) AS t
    JOIN bidder_edge AS e ON e.day = t.g.d AND e.group_id = t.g.g
    GROUP BY t.process, e.part, e.src
), proof AS (
    SELECT process, list({'what': part, 'src': src} ORDER BY ord, part, src)[1:50] AS edges, bool_or(by_kin) AS by_kin
    FROM edge
    GROUP BY process
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    bidders[1] AS other_id,
    stated_until(day) AS date_from,
    stated_until(last_day) AS date_to,
    t.amount,
    t.contracts,
    'inferred' AS confidence,
    to_json({'value': CAST(len(bidders) AS VARCHAR), 'bidders': party_names(bidders), 'lots': CAST(lots AS VARCHAR),
        'people': CASE WHEN p.by_kin THEN 'yes' ELSE 'no' END}) AS detail,
    [step('release', src)] || p.edges || contracts_by(process) AS evidence
FROM told
JOIN proof AS p USING (process)
JOIN tender_fact AS t USING (process)
