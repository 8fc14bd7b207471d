-- id: R043
-- kind: lead
-- job: flags
-- severity: 0.7
-- paragraph: 52
-- inputs: none
-- optional: roster, suppliers, supplier_people
-- of: processes
-- population: contests
-- identity: subject
-- param.max_hub: integer | 20 | shared
-- param.exclude_methods: text | none | shared
WITH stated AS (
    SELECT id, kind, src, CASE kind WHEN 'phone' THEN right(regexp_replace(stated, '[^0-9]', '', 'g'), 10) ELSE lower(trim(stated)) END AS key
    FROM party_contact
), usual AS (
    SELECT kind, key
    FROM stated
    WHERE kind = 'email' AND key <> '' OR length(key) >= 6
    GROUP BY kind, key
    HAVING count(DISTINCT id) <= $max_hub
), known AS (
    SELECT DISTINCT s.id, s.kind, s.key FROM stated AS s SEMI JOIN usual AS u ON u.kind = s.kind AND u.key = s.key
), who AS (
    SELECT e.process, c.src, c.ocid, e.tenderer, c.buyer_id, c.entity_id
    FROM entrant AS e
    SEMI JOIN known AS k ON k.id = e.tenderer
    JOIN contest AS c ON c.no = e.process
), office AS (
    SELECT w.process, w.src, w.ocid, w.tenderer, a.kind AS contact, 'buyer' AS whose, CAST(NULL AS VARCHAR) AS employee, CAST([] AS STRUCT(what VARCHAR, src BIGINT)[]) AS rows
    FROM who AS w
    JOIN known AS a ON a.id = w.tenderer
    JOIN known AS b ON b.kind = a.kind AND b.key = a.key AND b.id IN (w.buyer_id, w.entity_id) AND b.id <> a.id
), employee AS (
    SELECT b.process, b.src, b.ocid, b.tenderer, x.kind, 'employee', s.controller,
        [step('contact', x.src), step('relative_contact', y.src), step('role', s.src), step('post', r.src)]
    FROM bidder AS b
    JOIN contact AS x ON x.supplier_id = b.number AND x.shared_by <= $max_hub
    JOIN contact AS y ON y.kind = x.kind AND y.key = x.key AND y.supplier_id <> x.supplier_id
    JOIN control_span AS s ON s.supplier_id = y.supplier_id AND b.day BETWEEN s.date_from AND s.date_to
    JOIN roster AS r ON r.iin = s.controller AND b.day BETWEEN since(r.date_from) AND until(r.date_to)
), found AS (
    SELECT * FROM office UNION ALL SELECT * FROM employee
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    min(tenderer) AS other_id,
    min(employee) AS via_id,
    any_value(t.date_from) AS date_from,
    any_value(t.date_to) AS date_to,
    any_value(t.amount) AS amount,
    any_value(t.contracts) AS contracts,
    'inferred' AS confidence,
    to_json({'value': CAST(count(DISTINCT tenderer) AS VARCHAR), 'bidders': party_names(list(tenderer)),
        'contact': min(contact)}) AS detail,
    [step('release', src)] || list_sort(list_distinct(flatten(list(found.rows))))[1:50] || contracts_by(process) AS evidence
FROM found
JOIN tender_fact AS t USING (process)
GROUP BY process, src, ocid
