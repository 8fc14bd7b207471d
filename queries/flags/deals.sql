-- What was bought: a row a supplier of a purchase. Joint suppliers share an amount equally.
-- NULL says nobody knows: of `competitive`, that the way of buying is of no class; of `most`,
-- that no limit of the law is known for it.
CREATE TABLE deal (
    process BIGINT, src BIGINT NOT NULL, part VARCHAR NOT NULL, purchase VARCHAR NOT NULL, buyer VARCHAR, supplier VARCHAR NOT NULL,
    item VARCHAR, day DATE, amount DECIMAL(38, 2) NOT NULL, competitive BOOLEAN, most DECIMAL(38, 2));
-- Contracts with addenda: what was agreed first, what stands now, and when the first addendum came.
CREATE TABLE amended (
    purchase VARCHAR NOT NULL, contract_id VARCHAR, buyer VARCHAR, supplier VARCHAR, part VARCHAR NOT NULL, rows BIGINT[] NOT NULL,
    signed DATE, amended_on DATE, first_amount DECIMAL(38, 2), last_amount DECIMAL(38, 2));
-- The limits of the law on purchases without a tender, by the year of the purchase.
CREATE TABLE purchase_limit (year BIGINT NOT NULL, method_class VARCHAR NOT NULL, subject_kind VARCHAR NOT NULL, most BIGINT NOT NULL);
