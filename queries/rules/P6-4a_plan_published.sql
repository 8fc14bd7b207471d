-- id: P6-4a
-- kind: duty
-- job: duties
-- paragraph: 6(4)
-- term: none
-- starts: approved_on
-- inputs: risk_plan, publications
WITH plan AS (
    SELECT plan_id, min(approved_on) AS approved_on, arg_min(src, {'d': coalesce(approved_on, DATE '9999-12-31'), 's': src}) AS src
    FROM risk_plan
    GROUP BY plan_id
)
SELECT
    'office' AS subject_kind,
    'first_head' AS subject_id,
    p.plan_id AS about,
    p.approved_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    min(x.published_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', p.src)] || done_by(arg_min(x.src, {'d': x.published_on, 's': x.src})) AS evidence
FROM plan AS p
LEFT JOIN publications AS x ON x.kind = 'risk_plan' AND x.about = p.plan_id
GROUP BY p.plan_id, p.approved_on, p.src
