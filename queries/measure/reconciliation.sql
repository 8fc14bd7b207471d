-- What became of every row read, in steps that add up: rows, contracts and amounts of `read`
-- are the sums of those of all other lines, to the tiyn.
--
-- A row's amount is what its cell says, 0 where it says nothing readable; a foreign one is
-- added as it stands, as nothing else is known of it. A contract is a chain of rows that
-- were not rejected; it stands in the line of its current row, or in no_row_left. Lines of
-- the step `valued` hold no row: they are what a counted contract's amount and its value
-- differ by, because it was terminated and counts as paid, or was converted to tenge.
WITH rejected_row AS (
    SELECT src, arg_min(reason, {'c': col, 'r': reason}) AS reason
    FROM reject
    WHERE table_name = 'contracts'
    GROUP BY src
), rejected AS (
    SELECT r.reason, count(*) AS n, sum(coalesce(money_of(w.raw_amount), 0)) AS amount
    FROM rejected_row AS r
    LEFT JOIN rejected_contract AS w USING (src)
    GROUP BY r.reason
), version AS (
    SELECT
        v.src, v.root, coalesce(v.amount, 0) AS amount,
        CASE
            WHEN v.is_deleted THEN 'deleted'
            WHEN v.stands_aside THEN 'excluded_status'
            WHEN NOT v.is_current THEN 'later_version'
            WHEN c.left_out = 'no_value' AND c.status_class = 'terminated' THEN 'terminated_unpaid'
            WHEN c.left_out = 'no_value' THEN 'no_amount'
            WHEN c.left_out IS NOT NULL THEN c.left_out
            WHEN c.year <> $year THEN 'other_year'
            ELSE 'counted'
        END AS reason,
        c.value,
        v.is_foreign
    FROM contract_version AS v
    LEFT JOIN contract AS c USING (src)
), aside AS (
    SELECT root FROM version GROUP BY root HAVING bool_and(reason IN ('deleted', 'excluded_status'))
), line AS (
    SELECT 2 AS ord, 'rejected' AS step, reason, n, 0 AS contracts, amount FROM rejected
    UNION ALL
    SELECT
        CASE reason WHEN 'later_version' THEN 3 WHEN 'counted' THEN 9 ELSE 4 END,
        CASE reason WHEN 'later_version' THEN 'collapsed' WHEN 'counted' THEN 'counted' ELSE 'left_out' END,
        reason, count(*),
        CASE WHEN reason IN ('deleted', 'excluded_status', 'later_version') THEN 0 ELSE count(*) END,
        sum(CASE WHEN reason = 'counted' THEN value ELSE amount END)
    FROM version
    GROUP BY reason
    UNION ALL
    SELECT 5, 'left_out', 'no_row_left', 0, count(*), 0 FROM aside HAVING count(*) > 0
    UNION ALL
    SELECT 6, 'valued', CASE WHEN is_foreign THEN 'converted' ELSE 'by_paid' END, 0, 0, sum(amount - value)
    FROM version
    WHERE reason = 'counted' AND amount <> value
    GROUP BY is_foreign
), every_line AS (
    SELECT 1 AS ord, 'read' AS step, 'read' AS reason, sum(n) AS n, sum(contracts) AS contracts, sum(amount) AS amount FROM line
    UNION ALL
    SELECT * FROM line
)
SELECT
    step,
    CASE WHEN step IN ('read', 'counted') THEN '' ELSE reason END AS reason,
    CAST(n AS BIGINT) AS rows,
    CAST(contracts AS BIGINT) AS contracts,
    CAST(CAST(amount AS DECIMAL(38, 2)) AS VARCHAR) AS amount
FROM every_line AS l
ORDER BY l.ord, l.step, l.reason
