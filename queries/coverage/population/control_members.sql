-- Members of the groups approved by the as-of day.
SELECT member_iin AS id FROM control_groups WHERE approved_on <= $as_of
