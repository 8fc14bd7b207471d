-- What the rules of the closed job stand on: the duties found so far, and steps of evidence.
CREATE TABLE duty (rule VARCHAR, subject_kind VARCHAR, subject_id VARCHAR, about VARCHAR, starts_on DATE, due_by DATE, state VARCHAR, evidence BIGINT[]);
CREATE OR REPLACE MACRO step(part, source) AS {'what': part, 'src': CAST(source AS BIGINT)};
