-- A post of theirs names no unit.
SELECT iin AS id FROM post WHERE unit_key IS NULL
