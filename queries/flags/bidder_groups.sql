-- Parties that are tied to another by a fact of any day: nobody else is in a group.
CREATE TABLE tied_bidder (number VARCHAR NOT NULL);
-- Groups among the bidders of a day: certain and suspected, with the rows that connect them.
CREATE TABLE bidder_group (day DATE NOT NULL, group_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, number VARCHAR NOT NULL);
CREATE TABLE bidder_edge (day DATE NOT NULL, group_id VARCHAR NOT NULL, part VARCHAR NOT NULL, src BIGINT NOT NULL, ord BIGINT NOT NULL, by_kin BOOLEAN NOT NULL);
