-- Everybody in office on a day of the window.
SELECT iin AS id FROM post WHERE in_scope AND date_from <= $as_of AND date_to >= $window_from
