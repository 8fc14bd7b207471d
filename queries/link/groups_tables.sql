-- Groups of suppliers of the year, certain and suspected, with what makes them. An edge's row
-- says something about its to_id; ord is the order in which the edges of a group are told.
CREATE TABLE group_member (group_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, supplier_id VARCHAR NOT NULL, largest BOOLEAN NOT NULL);
CREATE TABLE group_edge (
    group_id VARCHAR NOT NULL, from_id VARCHAR NOT NULL, to_id VARCHAR NOT NULL, type VARCHAR NOT NULL, via_id VARCHAR NOT NULL,
    part VARCHAR NOT NULL, src BIGINT NOT NULL, ord BIGINT NOT NULL);
