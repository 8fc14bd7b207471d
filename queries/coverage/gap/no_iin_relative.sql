-- A relative of theirs is stated without a number.
SELECT iin AS id FROM nameless
