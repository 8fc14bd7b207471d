-- Groups that say neither which unit nor which announcement they control.
SELECT group_id AS id
FROM control_groups
WHERE approved_on <= $as_of
GROUP BY group_id
HAVING bool_and(unit_id IS NULL AND announcement_id IS NULL)
