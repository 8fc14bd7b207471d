-- A contract is the chain of rows with one root. What it says is said by its current row;
-- when it was signed, by its earliest row that counts.
CREATE TABLE contract_version AS
WITH rooted AS MATERIALIZED (
    SELECT r.*, coalesce(e.root, r.names_root) AS root
    FROM contract_row AS r
    LEFT JOIN root_end AS e ON e.contract_id = r.names_root
), chain_length AS MATERIALIZED (
    SELECT root, count(*) AS versions FROM rooted GROUP BY root
)
-- Nearly every contract is one row, which needs no ranking.
SELECT
    r.*,
    CASE WHEN NOT r.stands_aside THEN r.signed_on END AS first_signed_on,
    NOT r.stands_aside AS is_current
FROM rooted AS r
SEMI JOIN chain_length AS n ON n.root = r.root AND n.versions = 1
UNION ALL
SELECT
    r.*,
    min(r.signed_on) FILTER (WHERE NOT r.stands_aside) OVER (PARTITION BY r.root),
    NOT r.stands_aside AND row_number() OVER (PARTITION BY r.root
        ORDER BY r.stands_aside, r.signed_on DESC NULLS LAST, id_order(r.contract_id) DESC, r.src DESC) = 1
FROM rooted AS r
SEMI JOIN chain_length AS n ON n.root = r.root AND n.versions > 1;

CREATE TABLE contract AS
WITH valued AS (
    SELECT
        v.src, v.root, v.first_signed_on, v.status_class, v.is_foreign,
        c.* EXCLUDE (src),
        CASE WHEN v.status_class = 'terminated' THEN c.paid ELSE c.amount END AS stated_value,
        CASE WHEN NOT v.is_foreign THEN CAST(1 AS DECIMAL(18, 6)) ELSE r.rate END AS tenge
    FROM contract_version AS v
    JOIN contracts AS c USING (src)
    LEFT JOIN currency_rate AS r ON r.currency = upper(c.currency)
    WHERE v.is_current
)
SELECT
    root, src, contract_id, number, customer_bin, customer, supplier_id, supplier,
    first_signed_on AS signed_on,
    coalesce(year, CAST(year(first_signed_on) AS INTEGER)) AS year,
    CASE
        WHEN NOT is_foreign THEN CAST(stated_value AS DECIMAL(38, 2))
        ELSE CAST(round(CAST(stated_value AS DECIMAL(28, 2)) * CAST(tenge AS DECIMAL(10, 6)), 2) AS DECIMAL(38, 2))
    END AS value,
    CASE
        WHEN stated_value IS NULL THEN 'no_value'
        WHEN stated_value <= 0 THEN 'not_positive'
        WHEN tenge IS NULL THEN 'no_rate'
        WHEN coalesce(year, year(first_signed_on)) IS NULL THEN 'no_year'
    END AS left_out,
    status_class, method_id, method, planned_method_id, ground, subject_kind, category, description,
    unit_id, unit, announcement_id, amount_net, currency
FROM valued;

-- What a decision, recusal or disclosure may call a contract: the id of any row of the
-- chain, its root, its announcement.
CREATE TABLE contract_name AS
SELECT DISTINCT contract_id AS name, root, 'contract' AS kind FROM contract_version
UNION
SELECT DISTINCT root, root, 'contract' FROM contract_version WHERE root <> contract_id
UNION
SELECT DISTINCT announcement_id, root, 'announcement' FROM contract_version WHERE announcement_id IS NOT NULL;
