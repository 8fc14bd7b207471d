-- Processes that take part.
SELECT no AS id FROM contest
