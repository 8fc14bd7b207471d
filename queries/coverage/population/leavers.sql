-- Everybody whose service ended so late that a contract the rule looks at may follow it.
SELECT iin AS id
FROM post
WHERE in_scope AND date_to < $as_of
    AND date_to + to_months(CAST($left_months AS INTEGER)) > $as_of - to_months(CAST($months AS INTEGER))
