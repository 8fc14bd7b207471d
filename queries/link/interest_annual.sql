-- Whose kin the annual report needs: employees, and the people who control a supplier.
CREATE TABLE interest AS
SELECT iin FROM roster
UNION
SELECT controller FROM control WHERE is_person(controller);
