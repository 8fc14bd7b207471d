-- No class of service is stated, and they are not among those who declared.
SELECT iin AS id
FROM post
ANTI JOIN declared_interests USING (iin)
WHERE in_scope AND $as_of BETWEEN date_from AND date_to
GROUP BY iin
HAVING bool_and(service_class IS NULL)
