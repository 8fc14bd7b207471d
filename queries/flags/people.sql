-- Who controls a company from when to when: heads it, holds more than half of it directly,
-- or is the entrepreneur or the head office; how, and what share of it in percent.
CREATE TABLE control_span AS
SELECT holder_id AS controller, supplier_id, since(date_from) AS date_from, until(date_to) AS date_to, src,
    CASE role WHEN 'head' THEN 'head' ELSE 'share' END AS how, CASE WHEN role <> 'head' THEN share_pct END AS share_pct
FROM supplier_people
WHERE role = 'head' OR (role IN ('founder', 'shareholder', 'beneficiary') AND share_pct > 50)
UNION ALL
SELECT supplier_id, supplier_id, open_from, open_to, src, 'own_business', NULL FROM supplier_record WHERE is_person(supplier_id)
UNION ALL
SELECT head_office_bin, supplier_id, DATE '0001-01-01', DATE '9999-12-31', src, 'head_office', NULL FROM supplier_record WHERE head_office_bin IS NOT NULL;

-- What a reader calls the organisations of the releases, and the processes.
INSERT INTO organisation
SELECT id, coalesce(name, '') FROM party ANTI JOIN organisation USING (id)
UNION ALL
SELECT ocid, any_value(title) FROM process WHERE title <> '' GROUP BY ocid;
