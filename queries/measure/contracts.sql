-- The contracts as numbers for the indices, for there may be millions: two numbers stand in one
-- where they fit. How they are packed is said once, by whoever unpacks them: $classes and
-- $subjects are the words in the order of their numbers, joined by |, the number after the
-- last being any other word; -1 is none. The value is in tiyn; one above 10^18 is given as
-- $split times a number and the rest. Sums of whole numbers do not hang on the order, so none
-- is asked for.
SELECT
    ((year * 8 + coalesce(NULLIF(list_position(string_split($classes, '|'), method_class), 0) - 1, len(string_split($classes, '|')))) * 4
        + coalesce(NULLIF(list_position(string_split($subjects, '|'), subject_kind), 0) - 1, len(string_split($subjects, '|')))) * 2
        + CASE WHEN lawful THEN 1 ELSE 0 END AS what,
    customer_no * 4294967296 + unit_no + 1 AS buyer,
    party_no * 4294967296 + category_no + 1 AS seller,
    CASE WHEN tiyn < 1000000000000000000 THEN 0 ELSE CAST(tiyn // $split AS BIGINT) END AS high,
    CASE WHEN tiyn < 1000000000000000000 THEN CAST(tiyn AS BIGINT) ELSE CAST(tiyn % $split AS BIGINT) END AS low
FROM bought
