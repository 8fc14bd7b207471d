-- Members of governing bodies on a day of the window.
SELECT iin AS id FROM governing_bodies WHERE since(date_from) <= $as_of AND until(date_to) >= $window_from
