-- The processes as a table of their own, which evidence leads to.
INSERT INTO processes BY NAME
SELECT src, ocid, tender_id AS announcement_id, title, status, method, details AS method_details, CAST(tenderers AS VARCHAR) AS tenderers,
    CAST(opens AS VARCHAR) AS opens, CAST(closes AS VARCHAR) AS closes, buyer_id, entity_id
FROM process;

INSERT INTO bid_word
SELECT DISTINCT status FROM bid;
