-- What the releases say, a row a process, a bid, an award; src is the line of the release.
CREATE TABLE process (
    no BIGINT NOT NULL, src BIGINT NOT NULL, ocid VARCHAR NOT NULL, tender_id VARCHAR, title VARCHAR, status VARCHAR,
    method VARCHAR, details VARCHAR, tenderers BIGINT, opens TIMESTAMP, closes TIMESTAMP,
    buyer_id VARCHAR, entity_id VARCHAR, has_bids BOOLEAN NOT NULL, has_awards BOOLEAN NOT NULL);
CREATE TABLE bid (
    process BIGINT NOT NULL, no BIGINT NOT NULL, bid_id VARCHAR, date TIMESTAMP, status VARCHAR NOT NULL, lot VARCHAR,
    amount DOUBLE, currency VARCHAR, tenderers VARCHAR[] NOT NULL, listed BIGINT NOT NULL);
CREATE TABLE award (
    process BIGINT NOT NULL, no BIGINT NOT NULL, status VARCHAR NOT NULL,
    suppliers VARCHAR[] NOT NULL, listed BIGINT NOT NULL, codes VARCHAR[] NOT NULL);
