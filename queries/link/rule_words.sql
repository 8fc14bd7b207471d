-- Words the rules share.

-- One step of evidence: the part a source row plays.
CREATE MACRO step(part, source) AS {'what': part, 'src': CAST(source AS BIGINT)};
CREATE MACRO steps(part, sources) AS list_transform(sources, lambda s: {'what': part, 'src': CAST(s AS BIGINT)});

-- Which of several ways of being tied to a supplier is shown.
CREATE MACRO how_order(how) AS CASE how WHEN 'own_business' THEN 1 WHEN 'head' THEN 2 WHEN 'share' THEN 3
    WHEN 'stake_unstated' THEN 4 WHEN 'board_member' THEN 5 WHEN 'representative' THEN 6 ELSE 7 END;

-- How heavy a way of being tied is: to head a company is more than to keep its books, and
-- half of it more than a hundredth.
CREATE MACRO tie_weight(how, share) AS CASE how
    WHEN 'own_business' THEN 1 WHEN 'head' THEN 1 WHEN 'board_member' THEN 0.8 WHEN 'representative' THEN 0.6
    WHEN 'stake_unstated' THEN 0.6 WHEN 'accountant' THEN 0.4 WHEN 'other_work' THEN 0.4
    ELSE least(1, 0.2 + 1.6 * coalesce(share, 0.25)) END;

-- Of several rows that prove a tie the surest is shown, then the earliest.
CREATE MACRO surest(basis, date_from, date_to) AS {'b': CASE basis WHEN 'confirmed' THEN 1 WHEN 'declared' THEN 2 WHEN 'inferred' THEN 3 ELSE 4 END,
    'f': date_from, 't': date_to};

-- The evidence words of a way of being tied.
CREATE MACRO tie_part(how) AS CASE how WHEN 'own_business' THEN 'supplier' WHEN 'share' THEN 'stake' WHEN 'stake_unstated' THEN 'stake' ELSE 'role' END;

-- Rules of pairs, in which a notice by either of the two counts.
CREATE TABLE either_notice (rule VARCHAR NOT NULL);

-- Where rules leave what they find. A rule that forgets a column fails.
CREATE TABLE finding (
    rule VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    subject_kind VARCHAR NOT NULL, subject_id VARCHAR NOT NULL, post BIGINT,
    other_kind VARCHAR NOT NULL, other_id VARCHAR NOT NULL,
    other_name VARCHAR, -- of an other that no register of people or suppliers names
    tie VARCHAR, via_id VARCHAR, date_from DATE, date_to DATE,
    begun DATE, -- the last of the days on which what is found began, where it did more than once
    amount DECIMAL(38, 2), contracts BIGINT, share DOUBLE, slice VARCHAR,
    weight DOUBLE, -- how heavy the tie to the other is, 0 to 1; NULL is 1
    disclosed VARCHAR, -- where the rule's own register says it; NULL is as the notices say
    confidence VARCHAR NOT NULL, detail JSON NOT NULL,
    evidence STRUCT(what VARCHAR, src BIGINT)[] NOT NULL);

-- The contracts of several tenders, given as a list of lists, as steps of evidence: the first
-- that a person looks through.
CREATE MACRO deals_of(rows) AS flatten(rows)[1:50];
