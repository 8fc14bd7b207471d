-- Contracts of a way of buying that has a limit.
SELECT src AS id FROM counted WHERE ground = ground_key($ground) OR method_class = 'e_shop' OR method_id = '3'
