-- Everybody in office on the as-of day.
SELECT iin AS id FROM post WHERE in_scope AND $as_of BETWEEN date_from AND date_to
