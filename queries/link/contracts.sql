-- A contract is the chain of rows with one root. What it says is said by its current row;
-- when it was signed, by its earliest row that counts. Nearly every contract is one row;
-- the chains of several stand here. Equal roots have one hash, which is quicker to count.
CREATE TABLE contract_chain AS
WITH rooted AS (
    SELECT r.src, r.contract_id, r.signed_on, r.stands_aside, coalesce(e.root, r.names_root) AS root
    FROM contract_row AS r
    LEFT JOIN root_end AS e ON e.contract_id = r.names_root
), alike AS (
    SELECT hash(root) AS likeness FROM rooted GROUP BY likeness HAVING count(*) > 1
)
SELECT
    r.src, r.root,
    min(r.signed_on) FILTER (WHERE NOT r.stands_aside) OVER (PARTITION BY r.root) AS first_signed_on,
    NOT r.stands_aside AND row_number() OVER (PARTITION BY r.root
        ORDER BY r.stands_aside, r.signed_on DESC NULLS LAST, id_order(r.contract_id) DESC, r.src DESC) = 1 AS is_current
FROM rooted AS r
SEMI JOIN alike ON alike.likeness = hash(r.root);

CREATE VIEW contract_version AS
SELECT
    r.*,
    coalesce(n.root, r.names_root) AS root,
    CASE WHEN n.src IS NOT NULL THEN n.first_signed_on WHEN NOT r.stands_aside THEN r.signed_on END AS first_signed_on,
    coalesce(n.is_current, NOT r.stands_aside) AS is_current
FROM contract_row AS r
LEFT JOIN contract_chain AS n USING (src);

CREATE TABLE contract AS
WITH valued AS (
    SELECT
        v.*,
        CASE WHEN v.status_class = 'terminated' THEN v.paid ELSE v.amount END AS stated_value,
        CASE WHEN NOT v.is_foreign THEN CAST(1 AS DECIMAL(18, 6)) ELSE r.rate END AS tenge
    FROM contract_version AS v
    LEFT JOIN currency_rate AS r ON r.currency = upper(v.currency)
    WHERE v.is_current
)
SELECT
    root, src, contract_id, customer_bin, supplier_id,
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
    -- Net of VAT, NULL where nobody knows: the stated one where it can be one, of a terminated
    -- contract the part of it that was paid.
    CASE
        WHEN NOT coalesce(amount_net > 0 AND amount_net <= amount, false) OR tenge IS NULL THEN NULL
        WHEN NOT is_foreign AND status_class <> 'terminated' THEN CAST(amount_net AS DECIMAL(38, 2))
        ELSE CAST(round(CAST(CASE WHEN status_class = 'terminated' THEN CAST(paid AS DOUBLE) * CAST(amount_net AS DOUBLE) / CAST(amount AS DOUBLE) ELSE amount_net END AS DECIMAL(28, 2))
            * CAST(tenge AS DECIMAL(10, 6)), 2) AS DECIMAL(38, 2))
    END AS net,
    status_class, is_foreign, method_id, method, planned_method_id, ground, subject_kind, category,
    unit_id, unit, announcement_id
FROM valued;

-- What a decision, recusal or disclosure may call a contract: the id of any row of the
-- chain, its root, its announcement. A name may stand here more than once.
CREATE VIEW contract_name AS
SELECT contract_id AS name, root, 'contract' AS kind FROM contract_version
UNION ALL
SELECT root, root, 'contract' FROM contract_version WHERE root <> contract_id
UNION ALL
SELECT announcement_id, root, 'announcement' FROM contract_version WHERE announcement_id IS NOT NULL;
