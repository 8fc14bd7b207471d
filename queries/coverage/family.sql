-- What is known of families, by person: who stands in a form at all, and of those whom a rule may
-- be about who does not; who stands in one without parents; and who has a
-- relative without a number.
CREATE TABLE linked AS
SELECT iin FROM family_links
UNION
SELECT relative_iin FROM family_links WHERE relative_iin IS NOT NULL;

CREATE TABLE unlinked AS
SELECT iin
FROM (
    SELECT iin FROM roster
    UNION
    SELECT iin FROM governing_bodies
    UNION
    SELECT iin FROM decisions
    UNION
    SELECT member_iin FROM control_groups
    UNION
    SELECT iin FROM candidates
)
ANTI JOIN linked USING (iin);

CREATE TABLE unparented AS
SELECT iin
FROM linked
ANTI JOIN (SELECT person AS iin FROM link WHERE relation = 'parent') USING (iin);

CREATE TABLE nameless AS
SELECT DISTINCT iin FROM family_links WHERE relative_iin IS NULL;
