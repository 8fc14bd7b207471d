-- Direct contracts under the ground of small purchases.
SELECT src AS id FROM counted WHERE ground = ground_key($ground)
