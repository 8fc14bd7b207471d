-- Everybody with a family link.
CREATE TABLE interest AS
SELECT person AS iin FROM link
UNION
SELECT relative FROM link;
