-- Who is whose direct superior on which days, through which posts; and, for people with
-- kin in the roster, the relatives above them with the posts of the chain on a common day.
-- held_from and held_to are the unbroken days around these of the two posts, one above the
-- other, over all the rows they are cut into.
CREATE TABLE superior (
    sub_src BIGINT NOT NULL, sub_iin VARCHAR NOT NULL, sup_src BIGINT NOT NULL, sup_iin VARCHAR NOT NULL,
    by_position BOOLEAN NOT NULL, date_from DATE NOT NULL, date_to DATE NOT NULL,
    held_from DATE NOT NULL, held_to DATE NOT NULL);
CREATE TABLE chain (
    sub_src BIGINT NOT NULL, sub_iin VARCHAR NOT NULL, sup_src BIGINT NOT NULL, sup_iin VARCHAR NOT NULL,
    ord BIGINT NOT NULL, depth BIGINT NOT NULL, posts BIGINT[] NOT NULL, date_from DATE NOT NULL, date_to DATE NOT NULL,
    held_from DATE NOT NULL, held_to DATE NOT NULL);
-- Posts with a day of the window on which no superior is known.
CREATE TABLE superior_unknown (src BIGINT NOT NULL, iin VARCHAR NOT NULL);
CREATE TABLE superior_loop (iin VARCHAR NOT NULL);
