-- Processes whose tender period has no beginning or no end.
SELECT no AS id FROM contest WHERE opens IS NULL OR closes IS NULL
