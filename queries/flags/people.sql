-- Bidders by the number they are known by elsewhere, with the lot and the day of the bid: its
-- own, else the end of the tender, else that of the contract.
CREATE TABLE bidder AS
SELECT DISTINCT
    o.process, o.src, o.ocid, coalesce(o.lot, '') AS lot, p.id AS tenderer, p.number,
    coalesce(CAST(coalesce(o.date, c.closes, c.opens) AS DATE), c.awarded) AS day
FROM (SELECT *, unnest(tenderers) AS tenderer FROM offer) AS o
JOIN contest AS c ON c.no = o.process
JOIN party AS p ON p.id = o.tenderer
WHERE p.number IS NOT NULL;

-- Who controls a company from when to when: heads it, holds more than half of it directly,
-- or is the entrepreneur or the head office.
CREATE TABLE control_span AS
SELECT holder_id AS controller, supplier_id, since(date_from) AS date_from, until(date_to) AS date_to, src
FROM supplier_people
WHERE role = 'head' OR (role IN ('founder', 'shareholder', 'beneficiary') AND share_pct > 50)
UNION ALL
SELECT supplier_id, supplier_id, open_from, open_to, src FROM supplier_record WHERE is_person(supplier_id)
UNION ALL
SELECT head_office_bin, supplier_id, DATE '0001-01-01', DATE '9999-12-31', src FROM supplier_record WHERE head_office_bin IS NOT NULL;

CREATE TABLE interest AS
SELECT controller AS iin FROM control_span WHERE is_person(controller);

-- Whose owners are looked through, for the notes on stakes that do not add up.
CREATE TABLE tie_target AS
SELECT DISTINCT number AS supplier_id FROM bidder;

-- What a reader calls the organisations of the releases, and the processes.
INSERT INTO organisation
SELECT id, coalesce(name, '') FROM party ANTI JOIN organisation USING (id)
UNION ALL
SELECT ocid, coalesce(any_value(title), '') FROM process GROUP BY ocid;
