-- Everybody who bought in the year.
SELECT customer_bin AS id FROM counted
