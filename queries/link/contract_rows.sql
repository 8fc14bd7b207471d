-- Every row of the contract table with what its status makes of it. A row that is deleted
-- or of an excluded status stands aside; an unknown or blank status is counted.
CREATE VIEW contract_row AS
SELECT
    c.*,
    coalesce(c.root_id, c.contract_id) AS names_root,
    coalesce(s.class, 'counted') AS status_class,
    coalesce(c.deleted, false) AS is_deleted,
    coalesce(c.deleted, false) OR coalesce(s.class, '') = 'excluded' AS stands_aside,
    NOT is_tenge(coalesce(c.currency, 'KZT')) AS is_foreign
FROM contracts AS c
LEFT JOIN contract_status AS s USING (status_id);

-- The roots that name another root themselves; they are followed to the end elsewhere.
CREATE TABLE root_step AS
WITH addendum AS MATERIALIZED (
    SELECT src, contract_id, names_root, signed_on FROM contract_row WHERE names_root <> contract_id
)
SELECT
    contract_id,
    arg_max(names_root, {'d': since(signed_on), 's': src}) AS names_root
FROM addendum
SEMI JOIN contract_row AS other ON other.names_root = addendum.contract_id
GROUP BY contract_id;

CREATE TABLE root_end (contract_id VARCHAR NOT NULL, root VARCHAR NOT NULL, circle BOOLEAN NOT NULL);
