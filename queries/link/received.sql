-- What people received from others, gifts and trips alike, and who answers for it: the
-- receiver, and everybody whose family member of paragraph 2(7) the receiver is that day. What
-- one pays oneself is not received.
CREATE TABLE received AS
SELECT src, 'gift' AS what, kind, iin AS receiver, received_on AS day, received_on AS until_day, giver_id AS giver
FROM gifts
WHERE received_on IS NOT NULL AND giver_id IS NOT NULL
UNION ALL
SELECT src, 'trip', 'trip', iin, date_from, coalesce(date_to, date_from), payer_id
FROM trips
WHERE payer_id IS NOT NULL;

CREATE TABLE received_by AS
WITH of_family AS (
    SELECT
        r.src, k.person,
        bool_or(k.basis <> 'name_only' AND k.relation IN ('spouse', 'parent', 'child', 'dependant')) AS by_id,
        arg_min({'tie': k.relation, 'named': k.named, 'links': k.links, 'basis': k.basis},
            {'i': k.basis = 'name_only', 'n': k.named, 'f': k.date_from, 't': k.date_to}) AS k
    FROM received AS r
    JOIN kin AS k ON k.relative = r.receiver AND r.day BETWEEN k.date_from AND k.date_to
    GROUP BY r.src, k.person
    HAVING bool_or(k.relation IN ('spouse', 'parent', 'child', 'dependant'))
)
SELECT
    r.*, r.receiver AS person, CAST(NULL AS VARCHAR) AS via, true AS by_id,
    'self' AS tie, 0 AS named, CAST([] AS BIGINT[]) AS kin_links, 'confirmed' AS basis
FROM received AS r
WHERE r.giver <> r.receiver
UNION ALL
SELECT r.*, f.person, r.receiver, f.by_id, f.k.tie, f.k.named, f.k.links, f.k.basis
FROM received AS r
JOIN of_family AS f USING (src)
WHERE r.giver <> r.receiver AND r.giver <> f.person;

-- Received from a supplier, or from somebody tied to it that day, of whose contract that counts
-- the person has a decision some months before or after at most; a row a decision.
CREATE MACRO dealings(least_share, months) AS TABLE
WITH giver AS (
    SELECT person, supplier_id, date_from, date_to, how, share, links FROM tie
    UNION ALL
    SELECT DISTINCT supplier_id, supplier_id, DATE '0001-01-01', DATE '9999-12-31', 'itself', CAST(NULL AS DOUBLE), CAST([] AS BIGINT[])
    FROM decided
    WHERE is_supplier
)
SELECT
    r.*, d.supplier_id, d.src AS decision_src, d.role, d.day AS decided_on, d.root, d.contract_src, d.value,
    g.how, g.share, g.links AS tie_links, g.date_from AS tied_from, g.date_to AS tied_to
FROM received_by AS r
JOIN decided AS d ON d.iin = r.person AND d.is_supplier AND d.value IS NOT NULL
    AND d.day >= r.day - to_months(CAST(months AS INTEGER)) AND d.day <= r.day + to_months(CAST(months AS INTEGER))
JOIN giver AS g ON g.supplier_id = d.supplier_id AND g.person = r.giver AND r.day BETWEEN g.date_from AND g.date_to
WHERE g.share IS NULL OR g.share >= least_share;

-- Which of several ways of being the giver is shown, and how heavy it is.
CREATE MACRO giver_order(how) AS CASE how WHEN 'itself' THEN 0 ELSE how_order(how) END;
CREATE MACRO giver_weight(how, share) AS CASE how WHEN 'itself' THEN 1 ELSE tie_weight(how, share) END;

-- Who of the givers is whose subordinate on the day, through which posts; filled by a walk.
CREATE TABLE subordinate (
    giver VARCHAR NOT NULL, person VARCHAR NOT NULL, day DATE NOT NULL, depth BIGINT NOT NULL, posts BIGINT[] NOT NULL);
