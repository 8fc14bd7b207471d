-- What the releases say, a row a process, a bid, an award; src is the line of the release.
-- A moment stands as the clock showed it where it was written: its day is the one that is
-- written. Beside it stands the instant in UTC, where a zone is written with it; closes_with_day
-- says that no time of day is, so that the time for bids ends with the day. The day of the first
-- award stands where nothing is known of the time for bids: a tender is dated by it then.
CREATE TABLE process (
    no BIGINT NOT NULL, src BIGINT NOT NULL, ocid VARCHAR NOT NULL, tender_id VARCHAR, title VARCHAR, status VARCHAR,
    method VARCHAR, details VARCHAR, tenderers BIGINT, opens TIMESTAMP, opens_utc TIMESTAMP, closes TIMESTAMP, closes_utc TIMESTAMP, closes_with_day BOOLEAN,
    awarded DATE, buyer_id VARCHAR, entity_id VARCHAR, has_bids BOOLEAN NOT NULL, has_awards BOOLEAN NOT NULL);
CREATE TABLE bid (
    process BIGINT NOT NULL, no BIGINT NOT NULL, bid_id VARCHAR, date TIMESTAMP, date_utc TIMESTAMP, status VARCHAR NOT NULL, lot VARCHAR,
    amount DOUBLE, currency VARCHAR, tenderers VARCHAR[] NOT NULL, listed BIGINT NOT NULL);
CREATE TABLE award (
    process BIGINT NOT NULL, no BIGINT NOT NULL, status VARCHAR NOT NULL,
    suppliers VARCHAR[] NOT NULL, listed BIGINT NOT NULL, codes VARCHAR[] NOT NULL,
    award_id VARCHAR, date TIMESTAMP, amount DOUBLE, currency VARCHAR);
-- Contracts of releases, with the days of their addenda; amended counts those without a day too.
CREATE TABLE agreement (
    process BIGINT NOT NULL, no BIGINT NOT NULL, contract_id VARCHAR, award_id VARCHAR, status VARCHAR, signed TIMESTAMP, amount DOUBLE,
    currency VARCHAR, addenda TIMESTAMP[] NOT NULL, amended BIGINT NOT NULL);
-- Every organisation by the id the releases give it, with its IIN or BIN where it has one.
CREATE TABLE party (id VARCHAR NOT NULL, name VARCHAR, number VARCHAR);
-- What releases say of it, its name and its number once each.
CREATE TABLE party_said (id VARCHAR NOT NULL, name VARCHAR, number VARCHAR);
-- Organisations as a sentence lists them: by name, with the id behind it.
CREATE OR REPLACE MACRO party_names(ids) AS (
    SELECT string_agg(coalesce(p.name || ' (' || x.id || ')', x.id), '; ' ORDER BY x.id)
    FROM (SELECT unnest(list_distinct(ids)) AS id) AS x
    LEFT JOIN party AS p ON p.id = x.id);
-- What is written of the bids, each word once; what publishers write, and what it means.
CREATE TABLE bid_word (word VARCHAR NOT NULL);
CREATE TABLE bid_status (word VARCHAR NOT NULL, status VARCHAR NOT NULL);
INSERT INTO bid_status VALUES
    ('valid', 'valid'), ('qualified', 'valid'), ('accepted', 'valid'), ('admitted', 'valid'), ('winner', 'valid'), ('won', 'valid'),
    ('допущен', 'valid'), ('допущена', 'valid'), ('победитель', 'valid'), ('жіберілді', 'valid'), ('жеңімпаз', 'valid'),
    ('disqualified', 'disqualified'), ('unqualified', 'disqualified'), ('not-qualified', 'disqualified'), ('not qualified', 'disqualified'), ('не допущен', 'disqualified'), ('не допущена', 'disqualified'),
    ('отклонен', 'disqualified'), ('отклонена', 'disqualified'), ('отклонён', 'disqualified'), ('жіберілмеді', 'disqualified'),
    ('withdrawn', 'withdrawn'), ('отозван', 'withdrawn'), ('отозвана', 'withdrawn'), ('кері қайтарылды', 'withdrawn'),
    ('invited', 'invited'), ('pending', 'pending'), ('submitted', 'pending'), ('подана', 'pending'), ('берілді', 'pending');
-- E-mails and telephones of organisations by the ids of the releases.
CREATE TABLE party_contact (id VARCHAR NOT NULL, kind VARCHAR NOT NULL, stated VARCHAR NOT NULL, src BIGINT NOT NULL);
