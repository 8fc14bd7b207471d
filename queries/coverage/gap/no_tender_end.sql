-- Processes of which nobody knows when the time for bids ended.
SELECT no AS id FROM contest WHERE closes IS NULL
