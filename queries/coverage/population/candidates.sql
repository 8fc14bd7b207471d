-- Candidates of the contests announced in the window.
SELECT iin AS id FROM candidates WHERE announced_on BETWEEN $window_from AND $as_of
