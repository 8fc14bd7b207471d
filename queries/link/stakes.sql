-- Stakes of a stated size that are in force on a day of the horizon. A stake of 0 is none;
-- one of unstated size ties its holder but lets no share flow.
SELECT
    src,
    supplier_id AS company,
    holder_id AS holder,
    CAST(share_pct AS DOUBLE) / 100 AS share,
    date_diff('day', DATE '1970-01-01', since(date_from)) AS first_day,
    date_diff('day', DATE '1970-01-01', until(date_to)) AS last_day
FROM supplier_people
WHERE role IN ('founder', 'shareholder', 'beneficiary')
    AND share_pct > 0
    AND since(date_from) <= $horizon_to
    AND until(date_to) >= $horizon_from
ORDER BY supplier_id, holder_id, share_pct DESC, role, date_from NULLS FIRST, date_to NULLS FIRST, source NULLS FIRST, src;
