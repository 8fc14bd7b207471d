-- Everybody in office on a day of the months the rule looks back over.
SELECT iin AS id
FROM post
WHERE in_scope AND date_from <= $as_of AND date_to > $as_of - to_months(CAST($months AS INTEGER))
