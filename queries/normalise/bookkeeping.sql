-- What normalising leaves behind beside the tables, and the lists of facts it uses.
CREATE TABLE source_file (no BIGINT NOT NULL, table_name VARCHAR NOT NULL, path VARCHAR NOT NULL);
CREATE TABLE reject (table_name VARCHAR NOT NULL, src BIGINT NOT NULL, col VARCHAR NOT NULL, value VARCHAR NOT NULL, reason VARCHAR NOT NULL);
CREATE TABLE note (note VARCHAR NOT NULL, table_name VARCHAR NOT NULL, src BIGINT, id VARCHAR NOT NULL, detail VARCHAR NOT NULL);
CREATE TABLE contract_status (status_id VARCHAR NOT NULL, status VARCHAR NOT NULL, class VARCHAR NOT NULL);
CREATE TABLE trade_method (method_id VARCHAR NOT NULL, method VARCHAR NOT NULL, class VARCHAR NOT NULL);
CREATE TABLE legal_form (form VARCHAR NOT NULL, commercial VARCHAR NOT NULL);
CREATE TABLE calendar_day (day DATE NOT NULL, kind VARCHAR NOT NULL);
CREATE TABLE currency_rate (currency VARCHAR NOT NULL, rate DECIMAL(18, 6) NOT NULL);
-- Every number that stands in a cell, judged once; and what a cell of a word column may say.
CREATE TABLE id_value (raw VARCHAR NOT NULL, id VARCHAR, iin VARCHAR, twelve BOOLEAN NOT NULL);
CREATE TABLE word_value (list VARCHAR NOT NULL, word VARCHAR NOT NULL, canonical VARCHAR NOT NULL);
CREATE TABLE rejected_contract (src BIGINT NOT NULL, value VARCHAR NOT NULL, raw_amount VARCHAR);
-- Columns of files with days written with slashes, and which part of them is the day.
CREATE TABLE slashed_column (table_name VARCHAR NOT NULL, col VARCHAR NOT NULL, no BIGINT NOT NULL, src BIGINT NOT NULL, parts VARCHAR);
