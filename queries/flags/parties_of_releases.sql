-- Every organisation of the releases once, with the name and the number that any of them states.
INSERT INTO party
SELECT id, any_value(name), any_value(number)
FROM party_said
GROUP BY id
ORDER BY id;

DROP TABLE party_said;
