-- Which contracts each finding with a sum is about, by the place of their current row.
WITH found AS (
    SELECT amount, evidence, row_number() OVER (ORDER BY rule, subject_id, other_id, via_id NULLS FIRST, slice NULLS FIRST) AS no
    FROM finding
), step AS (
    SELECT no, unnest(evidence).src AS src
    FROM found
    WHERE amount IS NOT NULL
)
SELECT DISTINCT
    s.no,
    c.src,
    c.supplier_id,
    CAST(c.value AS VARCHAR) AS value
FROM step AS s
JOIN contract_version AS v USING (src)
JOIN contract AS c USING (root)
WHERE c.value > 0
ORDER BY s.no, c.src
