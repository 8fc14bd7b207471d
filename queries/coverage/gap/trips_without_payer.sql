-- Trips of the window whose payer has no number: nobody can be looked up.
SELECT src AS id
FROM trips
WHERE payer_id IS NULL AND date_from BETWEEN $window_from AND $as_of
    AND coalesce(basis NOT IN ('own', 'official'), true)
