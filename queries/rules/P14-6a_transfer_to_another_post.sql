-- id: P14-6a
-- kind: duty
-- job: duties
-- paragraph: 14(6)
-- term: +3m
-- starts: unit_received_on
-- inputs: notices
WITH category_before AS (
    SELECT DISTINCT n.src, p.category
    FROM notice AS n
    JOIN post AS p ON p.iin = n.iin AND n.transferred_on - 1 BETWEEN p.date_from AND p.date_to AND p.position_id IS DISTINCT FROM n.new_position_id
    WHERE p.category IS NOT NULL AND n.transferred_on <= $as_of
), category_after AS (
    SELECT DISTINCT n.src, p.category
    FROM notice AS n
    JOIN post AS p ON p.position_id = n.new_position_id
    WHERE p.category IS NOT NULL
), other_category AS (
    -- The roster has categories of the post before and of the new one, and none in common.
    SELECT b.src
    FROM category_before AS b
    SEMI JOIN category_after AS a ON a.src = b.src
    ANTI JOIN (SELECT b.src FROM category_before AS b JOIN category_after AS a ON a.src = b.src AND a.category = b.category) AS same ON same.src = b.src
    GROUP BY b.src
)
SELECT
    'person' AS subject_kind,
    n.iin AS subject_id,
    n.notice_id AS about,
    n.unit_received_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    n.transferred_on AS done_on,
    CASE WHEN o.src IS NOT NULL THEN ['other_category'] ELSE CAST([] AS VARCHAR[]) END AS notes,
    [step('register', n.src)] AS evidence
FROM notice AS n
LEFT JOIN other_category AS o USING (src)
WHERE n.conflict_found AND n.resolvable = false
