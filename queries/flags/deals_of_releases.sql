-- Contracts with the award each is of: the one it names, else the only one of its release.
CREATE TABLE award_agreement AS
WITH sole_award AS (
    SELECT process, min(no) AS no FROM award GROUP BY process HAVING count(*) = 1
)
SELECT g.*, coalesce(a.process, o.process) AS award_process, coalesce(a.no, o.no) AS award_no
FROM agreement AS g
LEFT JOIN award AS a ON a.process = g.process AND a.award_id = g.award_id
LEFT JOIN sole_award AS o ON o.process = g.process AND a.no IS NULL
WHERE a.no IS NOT NULL OR o.no IS NOT NULL;

-- Awards in force of the releases, in the currency of the comparison: the one of the bids,
-- else of the first award. An award without an amount takes that of its contracts, where they
-- are in one currency; a contract that names no award is that of the only one.
CREATE TABLE priced_award AS
WITH agreed AS (
    SELECT award_process AS process, award_no AS no,
        CASE WHEN count(DISTINCT currency) FILTER (WHERE amount IS NOT NULL) <= 1 THEN sum(amount) END AS amount,
        any_value(currency) FILTER (WHERE amount IS NOT NULL) AS currency, CAST(min(signed) AS DATE) AS signed
    FROM award_agreement
    WHERE status IS DISTINCT FROM 'cancelled'
    GROUP BY award_process, award_no
)
SELECT a.process, a.no, c.src, c.ocid, c.buyer_id, c.method, c.closes, a.suppliers, a.listed, a.codes, a.award_id,
    CASE WHEN a.amount IS NULL THEN g.currency ELSE a.currency END AS currency,
    TRY_CAST(coalesce(a.amount, g.amount) AS DECIMAL(38, 2)) AS amount,
    coalesce(g.signed, CAST(a.date AS DATE), CAST(c.closes AS DATE)) AS day
FROM award AS a
JOIN contest AS c ON c.no = a.process
LEFT JOIN agreed AS g ON g.process = a.process AND g.no = a.no
WHERE a.status = 'active' AND len(a.suppliers) > 0;

CREATE TABLE deal_currency AS
SELECT coalesce(NULLIF($currency, ''), (SELECT currency FROM compared), arg_min(currency, {'p': process, 'n': no})) AS currency
FROM priced_award
WHERE amount > 0 AND currency IS NOT NULL;

INSERT INTO note
SELECT 'other_currency_awards', 'processes', min(a.src), '', coalesce(a.currency, '?') || ' × ' || count(*)
FROM priced_award AS a, deal_currency AS k
WHERE a.amount > 0 AND a.currency IS DISTINCT FROM k.currency
GROUP BY a.currency
ORDER BY a.currency;

INSERT INTO deal
SELECT a.process, a.src, 'release', a.ocid, a.buyer_id, unnest(a.suppliers), a.codes[1], a.day,
    CAST(a.amount / a.listed AS DECIMAL(38, 2)), CASE WHEN a.method IN ('open', 'selective') THEN true WHEN a.method IN ('limited', 'direct') THEN false END, NULL
FROM priced_award AS a
JOIN deal_currency AS k ON k.currency = a.currency
WHERE a.amount > 0;

INSERT INTO amended
SELECT c.ocid, g.contract_id, c.buyer_id, a.suppliers[1], 'release', [c.src], CAST(g.signed AS DATE),
    CAST(list_min(g.addenda) AS DATE), TRY_CAST(a.amount AS DECIMAL(38, 2)), CASE WHEN g.currency = a.currency THEN TRY_CAST(g.amount AS DECIMAL(38, 2)) END
FROM agreement AS g
JOIN contest AS c ON c.no = g.process
LEFT JOIN award_agreement AS b ON b.process = g.process AND b.no = g.no
LEFT JOIN award AS a ON a.process = b.award_process AND a.no = b.award_no
WHERE g.amended > 0;
