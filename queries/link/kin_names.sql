-- The name each person is known by: the latest of the roster before the relatives' forms.
WITH named AS (
    SELECT iin, concat_ws(' ', last_name, first_name, patronymic) AS name, 1 AS source, until(date_to) AS latest FROM roster
    UNION ALL
    SELECT relative_iin, concat_ws(' ', relative_last_name, relative_first_name, relative_patronymic), 2, DATE '0001-01-01'
    FROM family_links
    WHERE relative_iin IS NOT NULL
)
SELECT
    iin,
    arg_min(name, {'s': source, 'd': DATE '9999-12-31' - latest, 'n': name}) AS name
FROM named
WHERE name <> ''
GROUP BY iin
ORDER BY iin
