-- What is odd about the tables of the closed job. Nothing here leaves a row out.
INSERT INTO note
SELECT 'closed_before_start', 'labour_disputes', src, iin, dispute_id
FROM labour_disputes
WHERE least(decided_on, protocol_sent_on) < received_on OR answered_on < application_on;
