-- Whose kin the scan needs: employees, those who decided, members of governing bodies and of
-- control groups, candidates.
CREATE TABLE interest AS
SELECT iin FROM roster
UNION
SELECT iin FROM decisions
UNION
SELECT iin FROM governing_bodies
UNION
SELECT member_iin FROM control_groups
UNION
SELECT iin FROM candidates;
