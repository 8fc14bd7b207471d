-- Whose kin the scan needs: employees, those who decided, members of governing bodies.
CREATE TABLE interest AS
SELECT iin FROM roster
UNION
SELECT iin FROM decisions
UNION
SELECT iin FROM governing_bodies;
