-- What people hold of a company, directly and through companies together, from when to
-- when within the horizon; links are the stakes it flows through. And what of a company
-- nobody is known to hold.
CREATE TABLE ownership (
    person VARCHAR NOT NULL, supplier_id VARCHAR NOT NULL, date_from DATE NOT NULL, date_to DATE NOT NULL,
    share DOUBLE NOT NULL, links BIGINT[] NOT NULL);
CREATE TABLE ownership_rest (
    supplier_id VARCHAR NOT NULL, date_from DATE NOT NULL, date_to DATE NOT NULL,
    held DOUBLE NOT NULL, rest DOUBLE NOT NULL, closed_circle BOOLEAN NOT NULL);
