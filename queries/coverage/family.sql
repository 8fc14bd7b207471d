-- What is known of families, by person: who stands in a form at all, whose parents are
-- stated, and who has a relative without a number.
CREATE TABLE linked AS
SELECT iin FROM family_links
UNION
SELECT relative_iin FROM family_links WHERE relative_iin IS NOT NULL;

CREATE TABLE parented AS
SELECT DISTINCT person AS iin FROM link WHERE relation = 'parent';

CREATE TABLE nameless AS
SELECT DISTINCT iin FROM family_links WHERE relative_iin IS NULL;
