-- id: R032
-- kind: lead
-- job: flags
-- severity: 0.9
-- paragraph: 52
-- inputs: bids, supplier_people
-- of: processes
-- population: contests
-- identity: subject
-- param.exclude_methods: text | none | shared
WITH pair AS (
    SELECT * FROM bidder_pair WHERE number_b > number_a
), shared AS (
    SELECT p.*, x.controller, x.src AS src_a, y.src AS src_b
    FROM pair AS p
    JOIN control_span AS x ON x.supplier_id = p.number_a AND p.day BETWEEN x.date_from AND x.date_to
    JOIN control_span AS y ON y.supplier_id = p.number_b AND y.controller = x.controller AND p.day BETWEEN y.date_from AND y.date_to
    UNION ALL
    SELECT p.*, x.controller, x.src, x.src
    FROM pair AS p
    JOIN control_span AS x ON x.supplier_id = p.number_a AND x.controller = p.number_b AND p.day BETWEEN x.date_from AND x.date_to
    UNION ALL -- and the other way round, each by equality: one join with OR looks at every pair of rows
    SELECT p.*, x.controller, x.src, x.src
    FROM pair AS p
    JOIN control_span AS x ON x.supplier_id = p.number_b AND x.controller = p.number_a AND p.day BETWEEN x.date_from AND x.date_to
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    min(one) AS other_id,
    min(controller) AS via_id,
    stated_until(min(day)) AS date_from,
    stated_until(max(day)) AS date_to,
    any_value(t.amount) AS amount,
    any_value(t.contracts) AS contracts,
    'confirmed' AS confidence,
    to_json({'value': CAST(count(DISTINCT one || ' ' || two) AS VARCHAR),
        'bidders': party_names(flatten([list(one), list(two)]))}) AS detail,
    [step('release', src)] || steps('role', list_sort(list_distinct(flatten([list(src_a), list(src_b)])))[1:50]) || contracts_by(process) AS evidence
FROM shared
JOIN tender_fact AS t USING (process)
GROUP BY process, src, ocid
