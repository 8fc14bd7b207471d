-- A superior named instead of numbered: where both numbers are blank, the folded full name of
-- exactly one other person of the roster stands for that person's IIN. A name is at least
-- family name and first name; whoever bears it with another patronymic makes it ambiguous
-- only where the patronymic is not written.
CREATE TABLE manager_name AS
WITH asked AS (
    SELECT src, iin, text_key(manager_name) AS name
    FROM roster
    WHERE manager_iin IS NULL AND manager_position_id IS NULL AND text_key(manager_name) IS NOT NULL
), called AS (
    SELECT iin, text_key(concat_ws(' ', last_name, first_name, patronymic)) AS name
    FROM roster
    WHERE last_name <> '' AND first_name <> ''
    UNION
    SELECT iin, text_key(concat_ws(' ', last_name, first_name))
    FROM roster
    WHERE last_name <> '' AND first_name <> ''
)
SELECT a.src, a.name, min(c.iin) AS iin, count(c.iin) AS people
FROM asked AS a
LEFT JOIN called AS c ON c.name = a.name AND c.iin <> a.iin
GROUP BY a.src, a.name;

UPDATE roster SET manager_iin = m.iin
FROM manager_name AS m
WHERE m.src = roster.src AND m.people = 1;

INSERT INTO note
WITH found AS (
    SELECT CASE people WHEN 0 THEN 'manager_names_unmatched' WHEN 1 THEN 'manager_names_matched' ELSE 'manager_names_ambiguous' END AS note, name
    FROM manager_name
)
SELECT note, 'roster', NULL, '', CAST(count(DISTINCT name) AS VARCHAR)
FROM found
GROUP BY note
ORDER BY note;

-- The names nobody or more than one bears, each with its first row.
INSERT INTO note
SELECT CASE m.people WHEN 0 THEN 'manager_name_unmatched' ELSE 'manager_name_ambiguous' END, 'roster', min(m.src), '', arg_min(r.manager_name, m.src)
FROM manager_name AS m
JOIN roster AS r USING (src)
WHERE m.people <> 1
GROUP BY m.name, m.people <> 0, CASE m.people WHEN 0 THEN 'manager_name_unmatched' ELSE 'manager_name_ambiguous' END
ORDER BY min(m.src);

DROP TABLE manager_name;
